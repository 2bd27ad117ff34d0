"""``coach demo``: counts a rendered athlete's set."""

from __future__ import annotations

from typing import Annotated

import typer

from coach.cli import options
from coach.cli.completion import exercise_names


def demo(
    exercise: Annotated[
        str,
        typer.Argument(
            metavar="EXERCISE",
            autocompletion=exercise_names,
            help="Choose the exercise to show.",
        ),
    ] = "squat",
    model: options.Model = None,
    as_json: options.Json = False,
) -> int:
    """See how coach works: a rendered athlete does a set with two flaws. Needs no camera.

    Only the athlete is drawn. The pose model analyses the film, coach counts and judges the reps, and the set
    is saved in a separate demo history. In a terminal you see the athlete and the count as they move.
    """
    from coach.cli.runs.demo import run

    return run(exercise=exercise, model=model, as_json=as_json)
