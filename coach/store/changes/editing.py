"""Corrections of saved workouts: count, hold time, load, exercise, date, notes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import update

from coach.errors import NothingToEdit
from coach.resources import database_file
from coach.store.changes.audit import recorded
from coach.store.changes.deletion import check_changeable
from coach.store.database_errors import plain_database_errors
from coach.store.history import open_history
from coach.store.records import SetRecord, WorkoutRecord
from coach.store.schema import WRITES, open_database
from coach.store.tables import WorkoutRow, WorkoutSetRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A correction of a set; None leaves a value as it is.

    Attributes:
        reps: Number of full reps.
        hold_s: Hold time in seconds.
        weight_kg: Load.
        exercise: Canonical name of the exercise.
        note: The user's note on the set; empty to remove it.
        as_counted: Whether to undo earlier corrections of the count, the hold time or the exercise.
    """

    reps: int | None = None
    hold_s: float | None = None
    weight_kg: float | None = None
    exercise: str | None = None
    note: str | None = None
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
        plain_database_errors(path),
        engine.execution_options(**WRITES).begin() as connection,
        recorded(connection, _what(workout, old, edit), [workout.id]),
    ):
        connection.execute(update(WorkoutSetRow).where(where).values(values))
    with open_history(path) as history:
        return _set(history.workout(workout.id), old.summary.number)


def edit_workout(
    workout: WorkoutRecord,
    *,
    date: datetime | None = None,
    note: str | None = None,
    path: Path | None = None,
) -> None:
    """Give a workout another date or a note.

    Args:
        workout: The saved workout.
        date: When it was, with a time zone; None leaves it.
        note: The user's note; empty to remove it, None leaves it.
        path: The database; the user's own by default.

    Raises:
        NothingToEdit: The workout is still running.
        HistoryError: The database can't be written.
    """
    path = path or database_file()
    values: dict[str, object] = {}
    parts = []
    if date is not None:
        values["given_date"] = date
        parts.append(f"date {date:%Y-%m-%d %H:%M}")
    if note is not None:
        values["note"] = note or None
        parts.append("note" if note else "note removed")
    with (
        open_database(path) as engine,
        plain_database_errors(path),
        engine.execution_options(**WRITES).begin() as connection,
    ):
        check_changeable(connection, path, [workout.id], "changed")
        with recorded(connection, f"Workout {workout.id}: {', '.join(parts)}", [workout.id]):
            connection.execute(update(WorkoutRow).where(WorkoutRow.id == workout.id).values(values))


def _what(workout: WorkoutRecord, old: SetRecord, edit: Edit) -> str:
    """A correction in words, such as 'Set 2 of workout 3: 12 reps instead of 11'."""
    summary, parts = old.summary, []
    if edit.reps is not None:
        parts.append(f"{edit.reps} reps instead of {summary.full}")
    if edit.hold_s is not None:
        parts.append(f"{edit.hold_s:g} s instead of {summary.hold_s or 0.0:g}")
    if edit.weight_kg is not None:
        parts.append(f"{edit.weight_kg:g} kg")
    if edit.exercise is not None:
        parts.append(f"{edit.exercise} instead of {summary.exercise}")
    if edit.note is not None:
        parts.append("note" if edit.note else "note removed")
    if edit.as_counted:
        parts.append("as counted")
    return f"Set {summary.number} of workout {workout.id}: {', '.join(parts)}"


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
    """The columns that a correction changes."""
    _check_kind(workout, old, edit)
    values: dict[str, object] = _as_counted(workout, old) if edit.as_counted else {}
    if edit.reps is not None:
        values |= {"added": edit.reps - old.summary.detected_full, "corrected_reps": edit.reps}
    if edit.exercise is not None:
        detected = old.detected_exercise or old.summary.exercise
        is_back = detected == edit.exercise
        values |= {"exercise": edit.exercise, "detected_exercise": None if is_back else detected}
    if edit.note is not None:
        values["note"] = edit.note or None
    plain = {"corrected_hold_s": edit.hold_s, "weight_kg": edit.weight_kg}
    return values | {name: value for name, value in plain.items() if value is not None}


def _check_kind(workout: WorkoutRecord, old: SetRecord, edit: Edit) -> None:
    """Check that reps are corrected in a set of reps, and seconds in a hold."""
    held = old.summary.hold_s is not None
    if edit.reps is not None and held:
        raise NothingToEdit(
            f"The set in workout {workout.id} is a hold, without reps.", hint="Use --hold SECONDS."
        )
    if edit.hold_s is not None and not held:
        raise NothingToEdit(
            f"The set in workout {workout.id} has reps, not a hold.", hint="Use --reps NUMBER."
        )


def _as_counted(workout: WorkoutRecord, old: SetRecord) -> dict[str, object]:
    """The columns of a set as it was detected."""
    if workout.kind == "import":
        raise NothingToEdit(
            f"Workout {workout.id} was imported: coach did not count it.",
            hint="'coach history undo' takes back your last change.",
        )
    if not old.is_corrected and old.detected_exercise is None:
        where = f"set {old.summary.number} of workout {workout.id}"
        raise NothingToEdit(f"There is no correction to undo in {where}.")
    values: dict[str, object] = {"added": 0, "corrected_reps": None, "corrected_hold_s": None}
    if old.detected_exercise is not None:
        values |= {"exercise": old.detected_exercise, "detected_exercise": None}
    return values
