"""Exercises that only the log of another program has."""

from __future__ import annotations

from sqlalchemy import func, select

from coach.store.history import History
from coach.store.tables import WorkoutRow, WorkoutSetRow


def logged_exercise(history: History, name: str) -> str | None:
    """The name of an exercise as an imported workout has it, whatever its case; None if none has it."""
    if history.connection is None:
        return None
    query = (
        select(WorkoutSetRow.exercise)
        .join(WorkoutRow, WorkoutRow.id == WorkoutSetRow.workout_id)
        .where(WorkoutRow.kind == "import", func.lower(WorkoutSetRow.exercise) == name.lower())
        .limit(1)
    )
    return history.connection.scalar(query)
