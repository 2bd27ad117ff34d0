"""The results of ``coach bench performer --levels``, as a table and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from coach.bench.accuracy.acted.level_accuracy import LEVEL_BAR, LevelAccuracy
from coach.bench.commands.tables.performance_tables import Section
from coach.ui.bench_tables import share


def level_section(found: Sequence[LevelAccuracy]) -> Section:
    """The table: all, then each exercise and view over its bodies."""
    head = ["exercise, view", "reps", "judged", "right", "right or near", ""]
    rows = [["*target*", "", "", "", share(LEVEL_BAR), ""], _row("all", found)]
    for exercise, view in dict.fromkeys((each.cell.exercise, each.cell.view) for each in found):
        some = [each for each in found if (each.cell.exercise, each.cell.view) == (exercise, view)]
        rows.append(_row(f"{exercise}, {view}", some))
    return head, rows


def _row(name: str, found: Sequence[LevelAccuracy]) -> list[str]:
    performed, judged = sum(each.performed for each in found), sum(each.judged for each in found)
    right, near = sum(each.right for each in found), sum(each.near for each in found)
    if not judged:
        return [name, str(performed), "0", "", "", "missed"]
    fit = (right + near) / judged
    missed = "" if fit >= LEVEL_BAR else "missed"
    return [name, str(performed), str(judged), share(right / judged), share(fit), missed]


def levels_json(found: Sequence[LevelAccuracy]) -> dict[str, Any]:
    """The same figures for programs."""
    return {"levels": [asdict(each) for each in found]}
