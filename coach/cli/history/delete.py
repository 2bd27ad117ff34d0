"""``coach history delete``: deletes workouts."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from coach.cli.history.opening import Demo, database_of, given_before, open_records, workout_number
from coach.errors import HistoryDamaged
from coach.store.changes.deletion import delete_workouts
from coach.store.history import History
from coach.store.listing import listed
from coach.ui.formatting import local_time
from coach.ui.report import results_text


def delete(
    context: typer.Context,
    numbers: Annotated[list[str], typer.Argument(metavar="ID", help="Delete these workouts, or 'last'.")],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Delete without asking.")] = False,
    demo: Demo = False,
) -> None:
    """Delete workouts; 'coach history undo' brings them back."""
    demo = demo or bool(given_before(context, "demo"))
    with open_records(demo) as records:
        chosen = dict(_to_delete(records, each) for each in numbers)
    print(*chosen.values(), sep="\n")
    if not yes:
        if not sys.stdin.isatty():
            raise typer.BadParameter(
                "coach can't ask you here (no terminal): add --yes to delete without asking."
            )
        what = "it" if len(chosen) == 1 else f"these {len(chosen)} workouts"
        typer.confirm(f"Delete {what}?", abort=True)
    database = database_of(demo)
    delete_workouts(list(chosen), database)
    print("Deleted. 'coach history undo' brings it back, 'coach forget' erases for good.")


def _to_delete(records: History, typed: str) -> tuple[int, str]:
    """The number of a workout to delete, and a line that describes it."""
    number = workout_number(typed)
    try:
        workout = records.workout(number)
    except HistoryDamaged:
        if number == "last" or number not in records.unreadable.left_out:
            raise
        return number, f"Workout {number}, which can't be read."
    what = results_text([each.summary for each in workout.sets], listed(workout).exercises)
    film = f", {workout.film_name}" if workout.film_name else ""
    return workout.id, f"Workout {workout.id}, {local_time(workout.trained_at)}: {what}{film}."
