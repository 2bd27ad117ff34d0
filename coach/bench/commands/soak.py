"""``coach bench soak``: a long workout, and what it leaves behind."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from coach.bench.cost.soak import SoakResult, Vitals
from coach.bench.cost.soak import soak as soaked
from coach.catalogue.library import load_exercise
from coach.cli import options
from coach.cli.completion import exercise_names
from coach.cli.runs.typed_values import model_choice
from coach.terminal_text import json_line
from coach.vision.pose_model.pose_model import find_model

_SHORT = 1


def soak(
    exercise: Annotated[
        str,
        typer.Option(
            "--exercise",
            "-e",
            metavar="NAME",
            autocompletion=exercise_names,
            help="What is trained; it is counted.",
        ),
    ] = "squat",
    minutes: Annotated[int, typer.Option(min=2, help="How long.")] = 30,
    model: options.Model = "full",
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> int:
    """Let the rendered athlete train for half an hour, and see that nothing grows.

    'coach start' runs in a terminal of its own, with a database of its own and a silent voice. A line a
    minute says memory, threads, open files and child processes. The exit code is 1 when memory grew by 20 MB
    after the third minute, anything else is not as it was then, or a repetition is missing.
    """
    pose_model = find_model(*model_choice(model))
    chosen = load_exercise(exercise)
    came = soaked(chosen, pose_model, minutes=minutes, on_minute=_silent if as_json else _tell)
    if as_json:
        facts = {**asdict(came), "grown_mb": came.grown_mb, "falls_short": came.shortcomings}
        print(json_line({"format": 1, **facts}))
    else:
        _print(came)
    return _SHORT if came.shortcomings else 0


def _silent(vitals: Vitals) -> None:
    """Say nothing: only the end is printed."""


def _tell(vitals: Vitals) -> None:
    print(
        f"minute {vitals.minute:2}: {vitals.memory_mb:5.0f} MB, {vitals.threads} threads, "
        f"{vitals.files} open files, {vitals.children} child processes, {vitals.counted} counted",
        flush=True,
    )


def _print(came: SoakResult) -> None:
    print(
        f"\nmemory grew by {came.grown_mb:.1f} MB after minute {came.settled.minute}; "
        f"{came.performed} repetitions performed, {came.counted} counted, {came.remembered} remembered; "
        f"database: {came.integrity}"
    )
    for sentence in came.shortcomings:
        print(f"Falls short: {sentence}")
