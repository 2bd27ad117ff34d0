"""Merging, splitting and moving of workouts; all of it can be undone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Connection, delete, func, insert, select, update

from coach.errors import NothingToEdit
from coach.store.changes.audit import recorded
from coach.store.changes.deletion import check_changeable
from coach.store.database_errors import plain_database_errors
from coach.store.log_tables import RecordingRow
from coach.store.records import WorkoutRecord
from coach.store.schema import WRITES, open_database
from coach.store.tables import AttemptRow, FaultRow, ProfileRow, RepRow, SegmentRow, WorkoutRow, WorkoutSetRow


@contextmanager
def _change(path: Path) -> Iterator[Connection]:
    """A transaction that writes."""
    with (
        open_database(path) as engine,
        plain_database_errors(path),
        engine.execution_options(**WRITES).begin() as connection,
    ):
        yield connection


def merge_workouts(workouts: Sequence[WorkoutRecord], path: Path) -> int:
    """Put the sets of several workouts into the earliest, in the order in which they were trained.

    Args:
        workouts: At least two workouts of one person.
        path: The database.

    Returns:
        The number of the workout that has all sets.

    Raises:
        NothingToEdit: There are not two, they belong to different people, or one is still running.
        HistoryError: The database can't be written.
    """
    ordered = sorted(
        {each.id: each for each in workouts}.values(), key=lambda each: (each.trained_at, each.id)
    )
    if len(ordered) < 2:
        raise NothingToEdit("A merge needs two workouts.", hint="Type: coach history merge 3 4")
    if len({each.profile for each in ordered}) > 1:
        raise NothingToEdit(
            "These workouts belong to different people; nothing was merged.",
            hint="'coach history move ID --to-profile NAME' gives a workout to someone else.",
        )
    first, *rest = ordered
    numbers = [each.id for each in ordered]
    what = f"Merged workouts {' and '.join(map(str, numbers))} into {first.id}"
    with _change(path) as connection:
        check_changeable(connection, path, numbers, "merged")
        with recorded(connection, what, numbers):
            for each in rest:
                offset_s = (each.trained_at - first.trained_at).total_seconds()
                _move_all(connection, each, first.id, offset_s)
            _renumber(connection, first.id)
    return first.id


def split_workout(workout: WorkoutRecord, at_set: int, path: Path) -> int:
    """Make a workout of its own of a set and all later ones.

    Args:
        workout: The workout.
        at_set: Number of the first set of the new workout.
        path: The database.

    Returns:
        The number of the new workout.

    Raises:
        NothingToEdit: It has no such set, or none before it, or it is still running.
        HistoryError: The database can't be written.
    """
    moved = [each.summary for each in workout.sets if each.summary.number >= at_set]
    if not moved or len(moved) == len(workout.sets) or all(each.number != at_set for each in moved):
        numbers = ", ".join(str(each.summary.number) for each in workout.sets[1:])
        raise NothingToEdit(
            f"Workout {workout.id} can't be split at set {at_set}.",
            hint=f"It can be split at set {numbers}." if numbers else "It has no second set.",
        )
    start_s = moved[0].start_s
    with _change(path) as connection:
        check_changeable(connection, path, [workout.id], "split")
        with recorded(connection, f"Split workout {workout.id} at set {at_set}", [workout.id]) as touched:
            new_id = _copy_of(connection, workout, start_s)
            touched.workouts.add(new_id)
            sets = select(WorkoutSetRow.id).where(
                WorkoutSetRow.workout_id == workout.id, WorkoutSetRow.position >= at_set
            )
            _take(connection, list(connection.scalars(sets)), new_id, -start_s)
            for table in (AttemptRow, SegmentRow):
                later = (table.workout_id == workout.id) & (table.start_s >= start_s)
                if table is AttemptRow:
                    later &= AttemptRow.workout_set_id.is_(None)
                shifted = _shifted(table, -start_s)
                connection.execute(update(table).where(later).values(workout_id=new_id, **shifted))
            _renumber(connection, new_id)
    return new_id


def move_workout(workout: WorkoutRecord, profile: str, path: Path) -> None:
    """Give a workout to another person, whose profile is created if it is missing.

    Raises:
        NothingToEdit: It is that person's already, or it is still running.
        HistoryError: The database can't be written.
    """
    if profile == workout.profile:
        raise NothingToEdit(
            f"Workout {workout.id} belongs to {profile} already.", hint="Nothing was changed."
        )
    with _change(path) as connection:
        check_changeable(connection, path, [workout.id], "moved")
        what = f"Moved workout {workout.id} from {workout.profile} to {profile}"
        with recorded(connection, what, [workout.id]):
            profile_id = connection.scalar(select(ProfileRow.id).where(ProfileRow.name == profile))
            if profile_id is None:
                new = insert(ProfileRow).values(name=profile, created_at=datetime.now(UTC))
                profile_id = connection.execute(new.returning(ProfileRow.id)).scalar_one()
            row = update(WorkoutRow).where(WorkoutRow.id == workout.id)
            connection.execute(row.values(profile_id=profile_id))


def _move_all(connection: Connection, workout: WorkoutRecord, into: int, offset_s: float) -> None:
    """Move everything of a workout into another one, and delete it."""
    sets = select(WorkoutSetRow.id).where(WorkoutSetRow.workout_id == workout.id)
    _take(connection, list(connection.scalars(sets)), into, offset_s)
    for table in (AttemptRow, SegmentRow):
        left = update(table).where(table.workout_id == workout.id)
        connection.execute(left.values(workout_id=into, **_shifted(table, offset_s)))
    recordings = update(RecordingRow).where(RecordingRow.workout_id == workout.id)
    connection.execute(recordings.values(workout_id=into, offset_s=RecordingRow.offset_s + offset_s))
    if workout.note:
        _add_note(connection, into, workout.note)
    connection.execute(delete(WorkoutRow).where(WorkoutRow.id == workout.id))


def _take(connection: Connection, sets: Sequence[int], into: int, offset_s: float) -> None:
    """Move sets with their reps, faults and attempts into a workout; the caller renumbers them."""
    last = connection.scalar(select(func.max(WorkoutSetRow.position)).where(WorkoutSetRow.workout_id == into))
    ordered = select(WorkoutSetRow.id).where(WorkoutSetRow.id.in_(sets)).order_by(WorkoutSetRow.position)
    for place, set_id in enumerate(connection.scalars(ordered).all(), start=(last or 0) + 1):
        row = update(WorkoutSetRow).where(WorkoutSetRow.id == set_id)
        connection.execute(row.values(workout_id=into, position=place, **_shifted(WorkoutSetRow, offset_s)))
    for table in (RepRow, FaultRow, AttemptRow):
        mine = update(table).where(table.workout_set_id.in_(sets))
        moved = {"workout_id": into} if table is AttemptRow else {}
        connection.execute(mine.values(**_shifted(table, offset_s), **moved))


def _shifted(
    table: type[AttemptRow | SegmentRow | WorkoutSetRow | RepRow | FaultRow], by_s: float
) -> dict[str, object]:
    """New values for every column of a table that is a time of the workout."""
    names = [name for name in ("start_s", "turn_s", "end_s", "time_s") if name in table.__table__.columns]
    return {name: table.__table__.columns[name] + by_s for name in names}


def _renumber(connection: Connection, workout_id: int) -> None:
    """Number the sets by time, in two steps, because numbers are unique at every moment."""
    mine = select(WorkoutSetRow.id).where(WorkoutSetRow.workout_id == workout_id)
    sets = connection.scalars(mine.order_by(WorkoutSetRow.start_s, WorkoutSetRow.position)).all()
    for set_id in sets:
        connection.execute(update(WorkoutSetRow).where(WorkoutSetRow.id == set_id).values(position=-set_id))
    for number, set_id in enumerate(sets, start=1):
        connection.execute(update(WorkoutSetRow).where(WorkoutSetRow.id == set_id).values(position=number))


def _copy_of(connection: Connection, workout: WorkoutRecord, start_s: float) -> int:
    """A new workout with the facts of another one, which began later."""
    columns = [each for each in WorkoutRow.__table__.columns if each.name != "id"]
    row = connection.execute(select(*columns).where(WorkoutRow.id == workout.id)).mappings().one()
    values = dict(row) | {"uid": uuid4().hex, "note": None}
    later = timedelta(seconds=start_s)
    for name in ("started_at", "film_date", "given_date"):
        if values[name] is not None:
            values[name] += later
    new = insert(WorkoutRow).values(values).returning(WorkoutRow.id)
    return connection.execute(new).scalar_one()


def _add_note(connection: Connection, workout_id: int, note: str) -> None:
    before = connection.scalar(select(WorkoutRow.note).where(WorkoutRow.id == workout_id))
    joined = "\n".join(filter(None, (before, note)))
    connection.execute(update(WorkoutRow).where(WorkoutRow.id == workout_id).values(note=joined))
