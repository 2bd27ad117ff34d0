"""Deletion of workouts, which can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Connection, delete, select

from coach.errors import NothingToEdit, UnknownWorkout
from coach.store.changes.audit import recorded
from coach.store.database_errors import plain_database_errors
from coach.store.run_lock import is_running
from coach.store.schema import WRITES, open_database
from coach.store.tables import WorkoutRow


def delete_workouts(numbers: Sequence[int], path: Path) -> None:
    """Delete workouts with all their sets; either all of them or none.

    Args:
        numbers: Numbers of the workouts; unreadable workouts can be deleted too.
        path: The database.

    Raises:
        UnknownWorkout: One of them does not exist.
        NothingToEdit: One of them is still running.
        HistoryError: The database can't be read or written.
    """
    with (
        open_database(path) as engine,
        plain_database_errors(path),
        engine.execution_options(**WRITES).begin() as connection,
    ):
        check_changeable(connection, path, numbers, "deleted")
        what = f"Deleted workout{'s' * (len(numbers) > 1)} {', '.join(map(str, numbers))}"
        with recorded(connection, what, numbers):
            connection.execute(delete(WorkoutRow).where(WorkoutRow.id.in_(numbers)))


def check_changeable(connection: Connection, path: Path, numbers: Sequence[int], done: str) -> None:
    """Check that workouts exist and have ended.

    Args:
        connection: Connection to the database.
        path: The database.
        numbers: Numbers of the workouts.
        done: What would be done with them, such as "deleted", for the message.

    Raises:
        UnknownWorkout: One of them does not exist.
        NothingToEdit: One of them is still running.
    """
    there = set(connection.scalars(select(WorkoutRow.id).where(WorkoutRow.id.in_(numbers))))
    for number in numbers:
        if number not in there:
            raise UnknownWorkout(
                f"There is no workout {number}; nothing was {done}.",
                hint="'coach history --all' lists every workout with its number.",
            )
        if is_running(path, number):
            raise NothingToEdit(
                f"Workout {number} is still running; nothing was {done}.", hint="Press q to end it first."
            )
