"""Puts right what is remembered: a count, a time held, a load."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import update

from coach.errors import NothingToEdit
from coach.resources import database_file
from coach.store.history import open_history
from coach.store.records import SetRecord, WorkoutRecord
from coach.store.schema import WRITES, open_database
from coach.store.sqlite_errors import spoken_plainly
from coach.store.tables import WorkoutSetRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What is put right in a set; what is None stays as it is.

    Attributes:
        reps: Full repetitions it had.
        hold_s: Seconds it was held.
        weight_kg: Its load.
        as_counted: Whether what was put right in its count is taken back.
    """

    reps: int | None = None
    hold_s: float | None = None
    weight_kg: float | None = None
    as_counted: bool = False


def edit_set(workout: WorkoutRecord, number: int | None, edit: Edit, path: Path | None = None) -> SetRecord:
    """Put one set of a workout right; what was seen of it stays beside what is said of it.

    Args:
        workout: The workout as it is remembered.
        number: The set, from 1; the last one where None.
        edit: What was wrong.
        path: The database; the user's own by default.

    Returns:
        The set as it is remembered now.

    Raises:
        NothingToEdit: There is no such set, or it has no such figure.
        HistoryError: It can't be written down.
    """
    path = path or database_file()
    old = _set(workout, number)
    values = _values(workout, old, edit)
    where = (WorkoutSetRow.workout_id == workout.id) & (WorkoutSetRow.position == old.summary.number)
    with (
        open_database(path) as engine,
        spoken_plainly(path),
        engine.execution_options(**WRITES).begin() as connection,
    ):
        connection.execute(update(WorkoutSetRow).where(where).values(values))
    with open_history(path) as history:
        return _set(history.workout(workout.id), old.summary.number)


def _set(workout: WorkoutRecord, number: int | None) -> SetRecord:
    if workout.state == "running":
        raise NothingToEdit(
            f"Workout {workout.id} is still running.", hint="There the keys u, + and - put the count right."
        )
    for each in reversed(workout.sets):
        if number in (None, each.summary.number):
            return each
    numbers = ", ".join(str(each.summary.number) for each in workout.sets)
    missing = f"no set {number}" if workout.sets else "no set"
    has = f"It has {numbers}." if numbers else "Nothing was counted in it."
    raise NothingToEdit(f"Workout {workout.id} has {missing}.", hint=has)


def _values(workout: WorkoutRecord, old: SetRecord, edit: Edit) -> dict[str, object]:
    held = old.summary.hold_s is not None
    if edit.reps is not None and held:
        raise NothingToEdit(f"Workout {workout.id} was held, not counted.", hint="Say --hold SECONDS.")
    if edit.hold_s is not None and not held:
        raise NothingToEdit(f"Workout {workout.id} was counted, not held.", hint="Say --reps NUMBER.")
    values: dict[str, object] = {}
    if edit.as_counted:
        if not old.is_corrected:
            where = f"set {old.summary.number} of workout {workout.id}"
            raise NothingToEdit(f"There is no correction in {where}: it is as the coach counted it.")
        values |= {"added": 0, "corrected_reps": None, "corrected_hold_s": None}
    if edit.reps is not None:
        values |= {"added": edit.reps - old.summary.seen_full, "corrected_reps": edit.reps}
    if edit.hold_s is not None:
        values["corrected_hold_s"] = edit.hold_s
    if edit.weight_kg is not None:
        values["weight_kg"] = edit.weight_kg
    return values
