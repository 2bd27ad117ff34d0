"""Runs the matrix of situations, the same body filmed in many ways, and prints a table of results.

    python -m tests.situations --only dark --made-from performer

Real films come from the list in ``COACH_CLIPS``. The exit code is 1 if a result is not as expected.
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
    """Run the matrix; 0 if all results are as expected."""
    parser = argparse.ArgumentParser(prog="python -m tests.situations", description=__doc__)
    parser.add_argument(
        "--only", action="append", metavar="NAME", help="only situations whose name contains this"
    )
    parser.add_argument(
        "--made-from", choices=["films", "performer"], help="only these bases (default: both)"
    )
    parser.add_argument("--quick", action="store_true", help="only situations that are always tested")
    options = parser.parse_args()
    rendered, others = performed()
    bases: list[Base] = [] if options.made_from == "films" else rendered
    listing = os.environ.get("COACH_CLIPS")
    if options.made_from != "performer" and listing:
        bases = [*bases, *real(listed_films(Path(listing)))]
    if not bases:
        print("COACH_CLIPS is not set to a list of real films.", file=sys.stderr)
        return 2
    outcomes = []
    for outcome in _outcomes(bases, others, options.only or [""], quick=options.quick):
        print(row(outcome), flush=True)
        outcomes.append(outcome)
    failed = sum(not each.passed for each in outcomes)
    print(f"\n{len(outcomes)} situations, {failed} not as expected")
    return int(failed > 0)


def _outcomes(bases: Iterable[Base], others: Others, only: list[str], *, quick: bool) -> Iterator[Outcome]:
    for base in bases:
        for situation in SITUATIONS:
            wanted = any(part in situation.name for part in only) and (situation.quick or not quick)
            if wanted and (not situation.exercises or base.exercise in situation.exercises):
                with tempfile.TemporaryDirectory(prefix="coach-situation-") as folder:
                    yield played(situation, base, others, Path(folder))


def row(outcome: Outcome) -> str:
    """An outcome as a row of a table."""
    cells = (
        "pass" if outcome.passed else "FAIL",
        outcome.name,
        outcome.film,
        outcome.expected,
        outcome.result,
        outcome.stands_for,
    )
    return "| " + " | ".join(cells) + " |"


if __name__ == "__main__":
    sys.exit(main())
