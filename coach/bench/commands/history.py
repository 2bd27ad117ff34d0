"""``coach bench history``: what a long history costs."""

from __future__ import annotations

import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from coach.bench.cost.history_cost import FEW, HistoryCost, history_cost
from coach.cli.progress import ProgressBar
from coach.terminal_text import json_line

_SHORT = 1


def history(
    workouts: Annotated[int, typer.Option(min=1000, help="Write this many workouts.")] = 10_000,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> int:
    """Write a history of many workouts, and time its list and its trends.

    The workouts are copies of a few that the rendered athlete performed, 20 reps each. The list is compared
    with that of ten workouts, the trend of an exercise with a bare SQL query for such figures. The exit code
    is 1 if a bar is missed.
    """
    with tempfile.TemporaryDirectory() as folder, ProgressBar("Bench", silent=as_json) as bar:
        cost = history_cost(Path(folder), workouts, bar.show_step)
    if as_json:
        print(json_line({"format": 1, **asdict(cost), "falls_short": cost.shortcomings}))
    else:
        _print(cost)
    return _SHORT if cost.shortcomings else 0


def _print(cost: HistoryCost) -> None:
    list_times, trend_times = cost.list_s / cost.list_few_s, cost.trend_s / cost.bare_s
    print(f"{cost.workouts} workouts, {cost.reps} reps, {cost.bytes_per_rep:.0f} bytes a rep")
    print(f"coach history: {cost.list_s:.2f} s, {list_times:.2f} times that of {FEW} workouts")
    print(f"trend of an exercise over all: {cost.trend_s:.2f} s, {trend_times:.2f} times the bare query")
    print(f"bare query: {cost.bare_s:.2f} s; the trend for the first time: {cost.first_trend_s:.1f} s")
    print(f"coach history --all: {cost.memory_mb:.0f} MB; {cost.memory_few_mb:.0f} MB for a tenth")
    for sentence in cost.shortcomings:
        print(f"Target missed: {sentence}")
