"""``coach history show``: one workout, rep by rep."""

from __future__ import annotations

from typing import Annotated

import typer

from coach.cli import options
from coach.cli.analysis.history_json import shown_json
from coach.cli.history.opening import (
    Demo,
    catalogue,
    given_before,
    open_records,
    warn_of_unreadable,
    workout_number,
)
from coach.cli.runs.typed_weights import units_shown
from coach.judging.effort.workout_review import WorkoutReview
from coach.terminal_text import json_line
from coach.ui.history import workout_view
from coach.ui.theme import screen


def show(
    context: typer.Context,
    number: Annotated[str, typer.Argument(metavar="ID", help="Show this workout, or 'last'.")] = "last",
    demo: Demo = False,
    why: options.Why = False,
    score: Annotated[
        bool, typer.Option("--score", help="Show how the score of each set came about, part by part.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the workout as one line of JSON.")] = False,
) -> None:
    """Show one workout, rep by rep."""
    with open_records(demo or bool(given_before(context, "demo"))) as records:
        workout = records.workout(workout_number(number))
        review: WorkoutReview = catalogue().review_of(records, workout)
    warn_of_unreadable(records)
    if as_json or given_before(context, "as_json"):
        print(json_line(shown_json(workout, review, why=why)))
        return

    screen().print(workout_view(workout, units_shown(), why=why, review=review, score=score))
