"""Takes workouts out of what is remembered, after a copy."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import delete, select

from coach.errors import NothingToEdit, UnknownWorkout
from coach.store.run_lock import is_running
from coach.store.schema import WRITES, copy_beside, open_database
from coach.store.sqlite_errors import spoken_plainly
from coach.store.tables import WorkoutRow


def delete_workouts(numbers: Sequence[int], path: Path) -> Path:
    """Delete workouts with all their sets, every one of them or none.

    Args:
        numbers: Which, by their numbers; those that can't be read may be among them.
        path: The database.

    Returns:
        The copy that was made before.

    Raises:
        UnknownWorkout: One of them is not there.
        NothingToEdit: One of them is still running.
        HistoryError: It can't be read, copied or written.
    """
    with open_database(path) as engine, spoken_plainly(path):
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
                    f"Workout {number} is still running; nothing was deleted.", hint="End it first, with q."
                )
        copy = copy_beside(path, "before-delete")
        with engine.execution_options(**WRITES).begin() as connection:
            connection.execute(delete(WorkoutRow).where(WorkoutRow.id.in_(numbers)))
    return copy
