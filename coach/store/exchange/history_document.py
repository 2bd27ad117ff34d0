"""The whole history as JSON documents, one for each profile and workout, in one order everywhere."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, select

from coach.store import queries
from coach.store.exchange.row_values import Document, row_to_json
from coach.store.history import History
from coach.store.log_tables import GoalRow, JointRangeRow, PostureRow
from coach.store.queries import WorkoutFilter
from coach.store.readable import readable_rows, readable_value
from coach.store.run_lock import is_running
from coach.store.tables import (
    AttemptRow,
    FaultRow,
    ProfileRow,
    Remembered,
    RepRow,
    SegmentRow,
    WorkoutRow,
    WorkoutSetRow,
)

NOBODY = "?"
"""The profile of a workout whose profile can't be read."""
_AT_ONCE = 200
"""Workouts read per query, which bounds the memory that an export needs."""
Row = dict[str, Any]


def profile_documents(history: History, names: Collection[str] | None = None) -> list[Document]:
    """The profiles with these names (all by default), with goals, postures and joint ranges, by name."""
    if history.connection is None:
        return []
    profiles = _rows(history.connection, ProfileRow, order=(ProfileRow.name,))
    goals = _grouped(_rows(history.connection, GoalRow, order=(GoalRow.created_at, GoalRow.id)), "profile_id")
    taken = (PostureRow.taken_at, PostureRow.sha256, PostureRow.measure)
    postures = _grouped(_rows(history.connection, PostureRow, order=taken), "profile_id")
    at = (JointRangeRow.taken_at, JointRangeRow.movement, JointRangeRow.limb)
    ranges = _grouped(_rows(history.connection, JointRangeRow, order=at), "profile_id")
    return [
        {
            **row_to_json(ProfileRow, row),
            "goals": [row_to_json(GoalRow, goal) for goal in goals.get(row["id"], [])],
            "postures": [row_to_json(PostureRow, each) for each in postures.get(row["id"], [])],
            "joint_ranges": [row_to_json(JointRangeRow, each) for each in ranges.get(row["id"], [])],
        }
        for row in profiles
        if names is None or row["name"] in names
    ]


def workout_documents(history: History, choice: WorkoutFilter | None = None) -> Iterator[Document]:
    """Yield the workouts, by their start; running ones are left out."""
    connection = history.connection
    if connection is None:
        return
    query, parameters = (choice or WorkoutFilter()).query(queries.CHOSEN)
    chosen = set(connection.exec_driver_sql(query, parameters).scalars())
    order = (WorkoutRow.started_at, readable_value(WorkoutRow.uid), WorkoutRow.id)
    numbers = [
        number for number in connection.scalars(select(WorkoutRow.id).order_by(*order)) if number in chosen
    ]
    for first in range(0, len(numbers), _AT_ONCE):
        chunk = numbers[first : first + _AT_ONCE]
        yield from (facts for _, facts in documents_of(connection, history.path, chunk))


def documents_of(
    connection: Connection, path: Path, numbers: Sequence[int]
) -> Iterator[tuple[int, Document]]:
    """Yield the workouts with these numbers and their documents, in this order; running ones are left out."""
    workouts = {row["id"]: row for row in _rows(connection, WorkoutRow, WorkoutRow.id.in_(numbers))}
    owners = {row["profile_id"] for row in workouts.values()}
    names = {row["id"]: row["name"] for row in _rows(connection, ProfileRow, ProfileRow.id.in_(owners))}
    parts = _parts(connection, numbers)
    for number in numbers:
        row = workouts.get(number)
        if row is None or (row["state"] == "running" and is_running(path, number)):
            continue
        if row["state"] == "running":  # its process died
            row["state"] = "interrupted"
        profile = names.get(row["profile_id"], NOBODY)
        row["uid"] = row["uid"] or derived_uid(profile, row["kind"], row["started_at"].isoformat())
        facts = row_to_json(WorkoutRow, row)
        yield number, {"uid": facts.pop("uid"), "profile": profile, **facts, **parts[number]}


def derived_uid(*facts: str) -> str:
    """An identifier that is the same wherever it is made from the same facts."""
    return hashlib.sha256("\n".join(facts).encode()).hexdigest()[:32]


def _parts(connection: Connection, numbers: Sequence[int]) -> dict[int, Document]:
    """The sets, segments and attempts between sets, by the number of the workout."""
    sets = _rows(
        connection,
        WorkoutSetRow,
        WorkoutSetRow.workout_id.in_(numbers),
        order=(WorkoutSetRow.position,),
    )
    ids = select(WorkoutSetRow.id).where(WorkoutSetRow.workout_id.in_(numbers))
    reps = _grouped(
        _rows(connection, RepRow, RepRow.workout_set_id.in_(ids), order=(RepRow.number,)), "workout_set_id"
    )
    by_time = (FaultRow.time_s, FaultRow.id)
    faults = _grouped(
        _rows(connection, FaultRow, FaultRow.workout_set_id.in_(ids), order=by_time), "workout_set_id"
    )
    tried = _rows(
        connection,
        AttemptRow,
        AttemptRow.workout_id.in_(numbers),
        order=(AttemptRow.turn_s, AttemptRow.id),
    )
    in_sets = _grouped(tried, "workout_set_id")
    between = _grouped((row for row in tried if row["workout_set_id"] is None), "workout_id")
    segments = _grouped(
        _rows(connection, SegmentRow, SegmentRow.workout_id.in_(numbers), order=(SegmentRow.id,)),
        "workout_id",
    )
    found: dict[int, Document] = {
        number: {
            "sets": [],
            "segments": [row_to_json(SegmentRow, row) for row in segments.get(number, [])],
            "attempts": [row_to_json(AttemptRow, row) for row in between.get(number, [])],
        }
        for number in numbers
    }
    for row in sets:
        mine = row["id"]
        found[row["workout_id"]]["sets"].append(
            {
                **row_to_json(WorkoutSetRow, row),
                "reps": [row_to_json(RepRow, each) for each in reps.get(mine, [])],
                "faults": [row_to_json(FaultRow, each) for each in faults.get(mine, [])],
                "attempts": [row_to_json(AttemptRow, each) for each in in_sets.get(mine, [])],
            }
        )
    return found


def _rows(
    connection: Connection,
    table: type[Remembered],
    *where: ColumnElement[bool],
    order: Sequence[Any] = (),
) -> list[Row]:
    """The readable rows of a table, with None in place of optional values that can't be read."""
    columns = Remembered.metadata.tables[table.__tablename__].columns
    values = (readable_value(getattr(table, each.name)).label(each.name) for each in columns)
    query = select(*values).where(readable_rows(table), *where).order_by(*order)
    return [dict(row) for row in connection.execute(query).mappings()]


def _grouped(rows: Iterable[Row], column: str) -> dict[int | None, list[Row]]:
    grouped: dict[int | None, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[row[column]].append(row)
    return grouped
