"""``coach bench velocity``: compares the velocity of rendered efforts with the truth."""

from __future__ import annotations

import os
from collections.abc import Sequence
from statistics import fmean
from typing import Annotated

import typer

from coach.bench.accuracy.velocity import (
    SAMPLE,
    TARGET_ERROR,
    TARGET_LOSS_ERROR,
    VelocityComparison,
    compare_velocities,
    loss_errors,
    mean_error,
)
from coach.catalogue.library import load_exercise
from coach.cli import options
from coach.cli.completion import exercise_names
from coach.cli.progress import ProgressBar
from coach.cli.runs.typed_values import model_choice
from coach.terminal_text import json_line
from coach.ui import bench_tables
from coach.ui.theme import screen
from coach.vision.pose_model.pose_model import find_model

_HEAD = ("exercise", "reps", "measured", "mean error", "bias", "within ±", "loss error, points")


def velocity(
    exercise: Annotated[
        list[str] | None,
        typer.Option(
            "--exercise",
            "-e",
            metavar="EXERCISE",
            autocompletion=exercise_names,
            help="Use only this exercise; repeatable.",
        ),
    ] = None,
    rendered: Annotated[
        bool,
        typer.Option("--rendered/--true-landmarks", help="Use the pose model, or true landmarks: faster."),
    ] = True,
    model: options.Model = "full",
    jobs: Annotated[
        int, typer.Option(min=1, show_default="every core", help="Analyse this many sets at once.")
    ] = os.cpu_count() or 1,
    markdown: Annotated[bool, typer.Option("--markdown", help="Print Markdown tables for the docs.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Measure the velocity of rendered efforts from the side, and compare with the truth.

    Each set has six efforts of 0.3 to 1.5 metres a second. The truth is the distance of the hands, shoulders
    or hips divided by the duration of the effort. The velocity loss is compared for each pair of reps with a
    true loss of at most 50 %.
    """
    pose_model = find_model(*model_choice(model)) if rendered else None
    exercises = [load_exercise(name) for name in exercise or SAMPLE]
    compared: list[VelocityComparison] = []
    with ProgressBar("Bench", silent=as_json, unit="sets") as bar:
        bar.expect(len(exercises))
        for done, each in enumerate(compare_velocities(exercises, pose_model, workers=jobs), start=1):
            compared += each
            bar.count(done)
    if as_json:
        print(json_line(results_json(compared)))
        return
    rows = table_rows(compared)
    print(bench_tables.markdown(_HEAD, rows)) if markdown else screen().print(
        bench_tables.figures(_HEAD, rows)
    )


def results_json(compared: Sequence[VelocityComparison]) -> dict[str, object]:
    """The figures as JSON."""
    return {
        "efforts": [
            {
                "exercise": each.exercise,
                "rep": each.rep,
                "true_m_s": round(each.true_m_s, 3),
                "measured_m_s": None if each.measured_m_s is None else round(each.measured_m_s, 3),
                "error_bar_m_s": None if each.error_m_s is None else round(each.error_m_s, 3),
            }
            for each in compared
        ],
        "mean_error": mean_error(compared),
        "target": TARGET_ERROR,
        "mean_loss_error_points": _mean_loss_error(compared),
        "loss_target": TARGET_LOSS_ERROR,
    }


def table_rows(compared: Sequence[VelocityComparison]) -> list[list[str]]:
    """One row for each exercise, one for all, and the targets."""
    names = list(dict.fromkeys(each.exercise for each in compared))
    rows = [_row(name, [each for each in compared if each.exercise == name]) for name in names]
    overall = _row("all", compared)
    overall[-1] = _points(_mean_loss_error(compared))
    target = ["target", "", "", f"≤ {TARGET_ERROR:.0%}", "", "", f"≤ {TARGET_LOSS_ERROR:.1f}"]
    return [*rows, overall, target]


def _row(name: str, compared: Sequence[VelocityComparison]) -> list[str]:
    errors = [each.error for each in compared if each.error is not None]
    covered = [
        abs(each.measured_m_s - each.true_m_s) <= each.error_m_s
        for each in compared
        if each.measured_m_s is not None and each.error_m_s is not None
    ]
    losses = loss_errors(compared)
    mean = mean_error(compared)
    return [
        name,
        str(len(compared)),
        str(len(errors)),
        "–" if mean is None else f"{mean:.1%}",
        f"{fmean(errors):+.1%}" if errors else "–",
        f"{sum(covered)} of {len(covered)}",
        _points(fmean(map(abs, losses)) if losses else None),
    ]


def _mean_loss_error(compared: Sequence[VelocityComparison]) -> float | None:
    """Mean absolute error of the loss within each exercise's set, in points."""
    names = dict.fromkeys(each.exercise for each in compared)
    errors = [
        abs(error)
        for name in names
        for error in loss_errors([each for each in compared if each.exercise == name])
    ]
    return fmean(errors) if errors else None


def _points(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"
