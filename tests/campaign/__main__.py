"""The campaign: runs thousands of hostile cases through the real command line and prints a table.

    python -m tests.campaign --cases 2000 --seed 1

The exit code is 1 after a traceback, a hang, too much memory, or a control sequence on a terminal.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import tempfile
from collections import Counter
from itertools import islice
from pathlib import Path

from tests.campaign.kinds import KINDS
from tests.campaign.staging import Supplies, played, supplied
from tests.campaign.watched_run import CODES, FAULTS, Outcome

_SHOWN = 40
"""Number of failed cases to print in full."""


def main() -> int:
    """Run the campaign; 0 without failures."""
    parser = argparse.ArgumentParser(prog="python -m tests.campaign", description=__doc__)
    parser.add_argument("--cases", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument(
        "--kind", action="append", choices=sorted(KINDS), help="only this kind; may be repeated"
    )
    options = parser.parse_args()
    wanted = [name for name in KINDS if not options.kind or name in options.kind]
    cases = [(wanted[number % len(wanted)], number // len(wanted)) for number in range(options.cases)]
    with tempfile.TemporaryDirectory(prefix="coach-campaign-") as folder:
        outcomes = campaign(cases, options.seed, supplied(Path(folder)), options.workers)
    print_table(outcomes)
    wrong = [(kind, each) for kind, each in outcomes if each.faults]
    for kind, each in islice(wrong, _SHOWN):
        print(f"\n{kind}: {each.name}: {', '.join(each.faults)} (code {each.code}, {each.took_s:.1f} s)")
        print(f"  coach {' '.join(map(repr, each.typed))}")
        print("  " + repr(each.err[-1500:]))
    return int(bool(wrong))


def campaign(
    cases: list[tuple[str, int]], seed: int, supplies: Supplies, workers: int
) -> list[tuple[str, Outcome]]:
    """Run cases, each a kind and a number, and return their kinds and outcomes."""
    todo = [(kind, number, seed, supplies) for kind, number in cases]
    with multiprocessing.get_context("fork").Pool(workers) as pool:
        return list(pool.imap_unordered(_played, todo))


def _played(case: tuple[str, int, int, Supplies]) -> tuple[str, Outcome]:
    return case[0], played(*case)


def print_table(outcomes: list[tuple[str, Outcome]]) -> None:
    """Print the number of cases by kind, exit code and problem."""
    heads = ("kind", "cases", *(f"left {code}" for code in sorted(CODES)), *FAULTS, "longest s", "largest MB")
    rows = [heads]
    for kind in (*sorted({kind for kind, _ in outcomes}), ""):
        mine = [each for name, each in outcomes if name == kind or not kind]
        codes = Counter(each.code for each in mine)
        wrong = Counter(fault for each in mine for fault in each.faults)
        rows.append(
            (
                kind or "all",
                str(len(mine)),
                *(str(codes[code]) for code in sorted(CODES)),
                *(str(wrong[fault]) for fault in FAULTS),
                f"{max((each.took_s for each in mine), default=0.0):.1f}",
                f"{max((each.peak_mb for each in mine), default=0.0):.0f}",
            )
        )
    widths = [max(len(row[column]) for row in rows) for column in range(len(heads))]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


if __name__ == "__main__":
    sys.exit(main())
