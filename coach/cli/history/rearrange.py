"""``coach history merge``, ``split`` and ``move``: which sets belong to which workout."""

from __future__ import annotations

from typing import Annotated

import typer

from coach.cli.history.opening import Demo, database_of, given_before, open_records, workout_number
from coach.cli.options import checked_name
from coach.store.changes.merging import merge_workouts, move_workout, split_workout
from coach.store.records import WorkoutRecord

_UNDO = "'coach history undo' takes it back."


def merge(
    context: typer.Context,
    numbers: Annotated[list[str], typer.Argument(metavar="ID ID...", help="Merge these workouts.")],
    demo: Demo = False,
) -> None:
    """Merge workouts into the earliest of them; the sets keep their order."""
    demo = demo or bool(given_before(context, "demo"))
    into = merge_workouts([_workout(each, demo=demo) for each in numbers], database_of(demo))
    print(f"All sets are in workout {into} now. {_UNDO}")


def split(
    context: typer.Context,
    number: Annotated[str, typer.Argument(metavar="ID", help="Split this workout, or 'last'.")],
    at_set: Annotated[
        int, typer.Option("--at-set", min=2, metavar="N", help="Begin a new workout with this set.")
    ],
    demo: Demo = False,
) -> None:
    """Make a workout of its own of a set and all later ones."""
    demo = demo or bool(given_before(context, "demo"))
    workout = _workout(number, demo=demo)
    new = split_workout(workout, at_set, database_of(demo))
    print(f"Set {at_set} and later ones of workout {workout.id} are workout {new} now. {_UNDO}")


def move(
    context: typer.Context,
    number: Annotated[str, typer.Argument(metavar="ID", help="Move this workout, or 'last'.")],
    profile: Annotated[
        str,
        typer.Option("--to-profile", metavar="NAME", callback=checked_name, help="Give it to this person."),
    ],
    demo: Demo = False,
) -> None:
    """Give a workout to another person."""
    demo = demo or bool(given_before(context, "demo"))
    workout = _workout(number, demo=demo)
    move_workout(workout, profile, database_of(demo))
    print(f"Workout {workout.id} belongs to {profile} now. {_UNDO}")


def _workout(typed: str, *, demo: bool) -> WorkoutRecord:
    with open_records(demo) as records:
        return records.workout(workout_number(typed))
