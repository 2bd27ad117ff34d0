"""``coach bench soak``: runs a long workout and looks for leaks."""

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
            metavar="EXERCISE",
            autocompletion=exercise_names,
            help="Perform this exercise.",
        ),
    ] = "squat",
    minutes: Annotated[int, typer.Option(min=2, help="Run for this many minutes.")] = 30,
    model: options.Model = "full",
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> int:
    """Run a long workout with the rendered athlete, and look for leaks.

    Runs 'coach start' in a separate terminal, with a temporary database and a silent voice. Prints memory,
    threads, open files and child processes every minute. The exit code is 1 if memory grows by 20 MB after
    the third minute, if anything else grows, or if a rep is missing.
    """
    pose_model = find_model(*model_choice(model))
    chosen = load_exercise(exercise)
    result = soaked(chosen, pose_model, minutes=minutes, on_minute=_silent if as_json else _print_vitals)
    if as_json:
        facts = {**asdict(result), "grown_mb": result.grown_mb, "falls_short": result.shortcomings}
        print(json_line({"format": 1, **facts}))
    else:
        _print(result)
    return _SHORT if result.shortcomings else 0


def _silent(vitals: Vitals) -> None:
    """Print nothing; only the result is printed."""


def _print_vitals(vitals: Vitals) -> None:
    print(
        f"minute {vitals.minute:2}: {vitals.memory_mb:5.0f} MB, {vitals.threads} threads, "
        f"{vitals.files} open files, {vitals.children} child processes, {vitals.counted} counted",
        flush=True,
    )


def _print(result: SoakResult) -> None:
    print(
        f"\nmemory grew by {result.grown_mb:.1f} MB after minute {result.settled.minute}; "
        f"{result.performed} reps performed, {result.counted} counted, {result.remembered} saved; "
        f"database: {result.integrity}"
    )
    for sentence in result.shortcomings:
        print(f"Target missed: {sentence}")
