"""The matrix of situations: the same body shown in many ways, and a table of what came of each.

    python -m tests.situations --only dark --made-from performer

Real films come from the list that ``COACH_CLIPS`` names. It leaves with 1 if anything came otherwise than
expected.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.conftest import listed_films
from tests.situations.bases import performed, real
from tests.situations.catalogue import SITUATIONS
from tests.situations.playing import played
from tests.situations.situation import Base, Others, Outcome


def main() -> int:
    """Run it; 0 where all came as expected."""
    asked = argparse.ArgumentParser(prog="python -m tests.situations", description=__doc__)
    asked.add_argument("--only", action="append", metavar="NAME", help="those whose names have this in them")
    asked.add_argument("--made-from", choices=["films", "performer"], help="only from these; else from both")
    asked.add_argument("--quick", action="store_true", help="only those that are always tested")
    given = asked.parse_args()
    rendered, others = performed()
    bases: list[Base] = [] if given.made_from == "films" else rendered
    listing = os.environ.get("COACH_CLIPS")
    if given.made_from != "performer" and listing:
        bases = [*bases, *real(listed_films(Path(listing)))]
    if not bases:
        print("COACH_CLIPS names no list of real films.", file=sys.stderr)
        return 2
    outcomes = []
    for outcome in _outcomes(bases, others, given.only or [""], quick=given.quick):
        print(row(outcome), flush=True)
        outcomes.append(outcome)
    failed = sum(not each.passed for each in outcomes)
    print(f"\n{len(outcomes)} situations, {failed} otherwise than expected")
    return int(failed > 0)


def _outcomes(bases: Iterable[Base], others: Others, only: list[str], *, quick: bool) -> Iterator[Outcome]:
    for base in bases:
        for situation in SITUATIONS:
            wanted = any(part in situation.name for part in only) and (situation.quick or not quick)
            if wanted and (not situation.exercises or base.exercise in situation.exercises):
                with tempfile.TemporaryDirectory(prefix="coach-situation-") as folder:
                    yield played(situation, base, others, Path(folder))


def row(outcome: Outcome) -> str:
    """An outcome as a line of a table."""
    cells = (
        "pass" if outcome.passed else "FAIL",
        outcome.name,
        outcome.film,
        outcome.expected,
        outcome.came,
        outcome.stands_for,
    )
    return "| " + " | ".join(cells) + " |"


if __name__ == "__main__":
    sys.exit(main())
