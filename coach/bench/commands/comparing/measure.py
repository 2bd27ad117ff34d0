"""``coach bench measure``: acted ranges of joints against the truth."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from coach.bench.accuracy.acted.joint_ranges import ACTED, SHARE_BAR, WITHIN_DEG, ActedRange, acted_ranges
from coach.cli import options
from coach.cli.progress import spinner
from coach.cli.runs.typed_values import model_choice
from coach.terminal_text import json_line
from coach.ui import bench_tables
from coach.ui.theme import screen
from coach.vision.pose_model.pose_model import find_model

_HEAD = ("movement", "body", "true", "measured", "stated ±", "spread", "wrong view")


def measure(
    rendered: Annotated[
        bool,
        typer.Option("--rendered/--true-landmarks", help="Use the pose model, or true landmarks: faster."),
    ] = True,
    model: options.Model = "full",
    jobs: Annotated[
        int, typer.Option(min=1, show_default="every core", help="Measure this many at once.")
    ] = os.cpu_count() or 1,
    markdown: Annotated[bool, typer.Option("--markdown", help="Print Markdown tables for the docs.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Measure the range of acted joints over three tries, from the right view and from a wrong one."""
    pose_model = find_model(*model_choice(model)) if rendered else None
    with spinner("Measuring acted ranges", silent=as_json):
        found = acted_ranges(list(ACTED), pose_model, jobs=jobs)
    if as_json:
        print(json_line(results_json(found)))
        return
    rows = [_row(each) for each in found]
    print(bench_tables.markdown(_HEAD, rows)) if markdown else screen().print(
        bench_tables.figures(_HEAD, rows)
    )
    print(*_summary(found), sep="\n")


def _row(each: ActedRange) -> list[str]:
    best = "withheld" if each.best_deg is None else f"{each.best_deg:.1f}°"
    error = "" if each.error_deg is None else f"{each.error_deg:.1f}°"
    refused = "refused" if each.is_refused else "measured"
    return [
        each.movement,
        each.body,
        f"{each.true_deg:.0f}°",
        best,
        error,
        f"{each.spread_deg:.1f}°",
        refused,
    ]


def _summary(found: list[ActedRange]) -> list[str]:
    of = len(found)
    within, agree, refused = (
        sum(each) for each in zip(*((e.is_within, e.agrees, e.is_refused) for e in found), strict=True)
    )
    return [
        f"Within {WITHIN_DEG:.0f}°: {within} of {of} = {within / of:.3f} (target {SHARE_BAR})",
        f"Three tries agree within the stated error: {agree} of {of}",
        f"A wrong view is refused: {refused} of {of}",
    ]


def results_json(found: list[ActedRange]) -> dict[str, object]:
    """The figures as JSON."""
    return {
        "target": SHARE_BAR,
        "within_deg": WITHIN_DEG,
        "ranges": [
            {
                "movement": each.movement,
                "body": each.body,
                "true_deg": each.true_deg,
                "best_deg": None if each.best_deg is None else round(each.best_deg, 1),
                "error_deg": each.error_deg,
                "spread_deg": round(each.spread_deg, 1),
                "is_refused": each.is_refused,
            }
            for each in found
        ],
    }
