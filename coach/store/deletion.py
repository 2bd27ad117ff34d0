"""Deletion of workouts, after a backup."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import delete, select

from coach.errors import NothingToEdit, UnknownWorkout
from coach.store.run_lock import is_running
from coach.store.schema import WRITES, copy_beside, open_database
from coach.store.sqlite_errors import plain_sqlite_errors
from coach.store.tables import WorkoutRow


def delete_workouts(numbers: Sequence[int], path: Path) -> Path:
    """Delete workouts with all their sets; either all of them or none.

    Args:
        numbers: Numbers of the workouts; unreadable workouts can be deleted too.
        path: The database.

    Returns:
        The backup of the database.

    Raises:
        UnknownWorkout: One of them does not exist.
        NothingToEdit: One of them is still running.
        HistoryError: The database can't be read, copied or written.
    """
    with open_database(path) as engine, plain_sqlite_errors(path):
        with engine.connect() as connection:
            there = set(connection.scalars(select(WorkoutRow.id).where(WorkoutRow.id.in_(numbers))))
        for number in numbers:
            if number not in there:
                raise UnknownWorkout(
                    f"There is no workout {number}; nothing was deleted.",
                    hint="'coach history --all' lists every workout with its number.",
                )
            if is_running(path, number):
                raise NothingToEdit(
                    f"Workout {number} is still running; nothing was deleted.",
                    hint="Press q to end it first.",
                )
        copy = copy_beside(path, "before-delete")
        with engine.execution_options(**WRITES).begin() as connection:
            connection.execute(delete(WorkoutRow).where(WorkoutRow.id.in_(numbers)))
    return copy
