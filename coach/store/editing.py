"""Corrections of saved sets: count, hold time, load."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import update

from coach.errors import NothingToEdit
from coach.resources import database_file
from coach.store.history import open_history
from coach.store.records import SetRecord, WorkoutRecord
from coach.store.schema import WRITES, open_database
from coach.store.sqlite_errors import plain_sqlite_errors
from coach.store.tables import WorkoutRow, WorkoutSetRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A correction of a set; None leaves a value as it is.

    Attributes:
        reps: Number of full reps.
        hold_s: Hold time in seconds.
        weight_kg: Load.
        as_counted: Whether to undo earlier corrections of the count or hold time.
    """

    reps: int | None = None
    hold_s: float | None = None
    weight_kg: float | None = None
    as_counted: bool = False


def edit_set(workout: WorkoutRecord, number: int | None, edit: Edit, path: Path | None = None) -> SetRecord:
    """Correct a set; the detected values are stored beside the correction.

    Args:
        workout: The saved workout.
        number: Number of the set, from 1; None for the last set.
        edit: The correction.
        path: The database; the user's own by default.

    Returns:
        The corrected set.

    Raises:
        NothingToEdit: There is no such set, or the correction does not apply to it.
        HistoryError: The database can't be written.
    """
    path = path or database_file()
    old = _set(workout, number)
    values = _values(workout, old, edit)
    where = (WorkoutSetRow.workout_id == workout.id) & (WorkoutSetRow.position == old.summary.number)
    with (
        open_database(path) as engine,
        plain_sqlite_errors(path),
        engine.execution_options(**WRITES).begin() as connection,
    ):
        connection.execute(update(WorkoutSetRow).where(where).values(values))
        mine = update(WorkoutRow).where(WorkoutRow.id == workout.id)
        connection.execute(mine.values(changed_at=datetime.now(UTC)))
    with open_history(path) as history:
        return _set(history.workout(workout.id), old.summary.number)


def _set(workout: WorkoutRecord, number: int | None) -> SetRecord:
    if workout.state == "running":
        raise NothingToEdit(
            f"Workout {workout.id} is still running.",
            hint="Correct its count there, with the keys u, + and -.",
        )
    for each in reversed(workout.sets):
        if number in (None, each.summary.number):
            return each
    numbers = ", ".join(str(each.summary.number) for each in workout.sets)
    missing = f"no set {number}" if workout.sets else "no set"
    has = f"Its sets: {numbers}." if numbers else "No reps were counted in it."
    raise NothingToEdit(f"Workout {workout.id} has {missing}.", hint=has)


def _values(workout: WorkoutRecord, old: SetRecord, edit: Edit) -> dict[str, object]:
    held = old.summary.hold_s is not None
    if edit.reps is not None and held:
        raise NothingToEdit(
            f"The set in workout {workout.id} is a hold, without reps.", hint="Use --hold SECONDS."
        )
    if edit.hold_s is not None and not held:
        raise NothingToEdit(
            f"The set in workout {workout.id} has reps, not a hold.", hint="Use --reps NUMBER."
        )
    values: dict[str, object] = {}
    if edit.as_counted:
        if not old.is_corrected:
            where = f"set {old.summary.number} of workout {workout.id}"
            raise NothingToEdit(f"There is no correction to undo in {where}.")
        values |= {"added": 0, "corrected_reps": None, "corrected_hold_s": None}
    if edit.reps is not None:
        values |= {"added": edit.reps - old.summary.detected_full, "corrected_reps": edit.reps}
    if edit.hold_s is not None:
        values["corrected_hold_s"] = edit.hold_s
    if edit.weight_kg is not None:
        values["weight_kg"] = edit.weight_kg
    return values
