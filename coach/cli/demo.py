"""``coach demo``: a rendered athlete's set, truly seen, counted, judged and remembered."""

from __future__ import annotations

from typing import Annotated

import typer

from coach.cli import options
from coach.cli.completion import exercise_names


def demo(
    exercise: Annotated[
        str,
        typer.Argument(
            metavar="EXERCISE", autocompletion=exercise_names, help="Any exercise, as in 'coach exercises'."
        ),
    ] = "squat",
    model: options.Model = "full",
    as_json: options.Json = False,
) -> int:
    """See it work without a camera: a rendered athlete trains a set with two flaws in it.

    The athlete is drawn; everything after that is real: the pose model sees the film, the repetitions are
    counted and judged, and the set is remembered in a database of its own. A terminal shows the athlete and
    the count as they move.
    """
    from coach.cli.runs.demo import run

    return run(exercise=exercise, model=model, as_json=as_json)
