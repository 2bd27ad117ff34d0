"""The log of changes: every row that a change touches is stored as it was before and after.

Rows are compared as the database holds them, so that values edited by hand come back too. Undoing a change is
a change itself, with the two images swapped, so that it can be undone in turn.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Table,
    TextClause,
    bindparam,
    delete,
    insert,
    literal_column,
    select,
    text,
    update,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.types import NullType

from coach.errors import NothingToUndo
from coach.store.log_tables import ChangedRow, ChangeRow, RecordingRow
from coach.store.readable import readable_rows
from coach.store.run_lock import is_running
from coach.store.tables import AttemptRow, FaultRow, Remembered, RepRow, SegmentRow, WorkoutRow, WorkoutSetRow

_STAMP = "changed_at"
"""The column that tells which of two machines' versions is newer; undoing a change is the newest of all."""
_BLOB = "blob"
"""The key under which JSON holds bytes, which only editing by hand puts into the database."""


def _table(row: type[Remembered]) -> Table:
    return Remembered.metadata.tables[row.__tablename__]


_WORKOUT, _SET = _table(WorkoutRow), _table(WorkoutSetRow)
_OF_WORKOUT = [_table(each) for each in (SegmentRow, RecordingRow)]
_OF_SET = [_table(each) for each in (RepRow, FaultRow)]
_ATTEMPT = _table(AttemptRow)
_PARENTS_FIRST = [_WORKOUT, _SET, *_OF_SET, *_OF_WORKOUT, _ATTEMPT]

Images = dict[tuple[str, int], str]
"""Rows as JSON, by table and id."""


@dataclass(frozen=True, slots=True)
class Change:
    """A change that someone made.

    Attributes:
        id: Its number.
        made_at: When, in UTC.
        what: What, in words.
        coach_version: The version of coach that made it.
        undone_at: When it was undone, or None.
        undoes: The number of the change that it undid, or None.
    """

    id: int
    made_at: datetime
    what: str
    coach_version: str
    undone_at: datetime | None
    undoes: int | None


@dataclass(slots=True)
class Touched:
    """The workouts that a change touches; a change may add some.

    Attributes:
        workouts: Their numbers.
    """

    workouts: set[int] = field(default_factory=set)


@contextmanager
def recorded(connection: Connection, what: str, workouts: Iterable[int]) -> Iterator[Touched]:
    """Record what the block changes in some workouts; nothing if it changes nothing.

    Args:
        connection: Connection to the database, in a transaction.
        what: The change in words.
        workouts: Numbers of the workouts.

    Yields:
        The touched workouts, to which the block adds those that it creates.
    """
    touched = Touched(set(workouts))
    before = _images(connection, touched.workouts)
    yield touched
    after = _images(connection, touched.workouts)
    differences = _differences(before, after)
    _write(connection, what, differences)
    _stamp(connection, differences)


def changes(connection: Connection, limit: int | None = None) -> list[Change]:
    """The changes, newest first."""
    query = (
        select(
            ChangeRow.id,
            ChangeRow.made_at,
            ChangeRow.what,
            ChangeRow.coach_version,
            ChangeRow.undone_at,
            ChangeRow.undoes,
        )
        .where(readable_rows(ChangeRow))
        .order_by(ChangeRow.id.desc())
        .limit(limit)
    )
    return [Change(*row) for row in connection.execute(query)]


def undo(connection: Connection, database: Path, number: int | None = None) -> Change:
    """Undo a change, by default the newest that is not undone and undid nothing itself.

    Args:
        connection: Connection to the database, in a transaction that is rolled back after an error.
        database: The database.
        number: Number of the change, or None.

    Returns:
        The change that was undone.

    Raises:
        NothingToUndo: There is none, it is undone already, its rows have changed since, or a workout is
            running.
    """
    change = _to_undo(connection, number)
    rows = connection.execute(
        select(ChangedRow.table_name, ChangedRow.row_id, ChangedRow.before, ChangedRow.after).where(
            ChangedRow.change_id == change.id
        )
    ).all()
    differences = [((table, row_id), before, after) for table, row_id, before, after in rows]
    for workout in sorted(_workouts(connection, differences)):
        if is_running(database, workout):
            raise NothingToUndo(
                f"Workout {workout} is still running; nothing was undone.", hint="Press q to end it first."
            )
    has_changed = any(_image(connection, *key) != after for key, _, after in differences)
    if has_changed or _has_more(connection, differences):
        raise _changed_since(change)
    try:
        _restore(connection, differences)
    except IntegrityError as error:  # a place that a later change has taken
        raise _changed_since(change) from error
    _stamp(connection, differences)
    now = datetime.now(UTC)
    what = (
        f"Undone: {change.what}" if change.undoes is None else f"Done again: {_without_prefix(change.what)}"
    )
    swapped = [(key, after, before) for key, before, after in differences]
    _write(connection, what, swapped, undoes=change.id)
    connection.execute(update(ChangeRow).where(ChangeRow.id == change.id).values(undone_at=now))
    if change.undoes is not None:
        connection.execute(update(ChangeRow).where(ChangeRow.id == change.undoes).values(undone_at=None))
    return change


def _changed_since(change: Change) -> NothingToUndo:
    return NothingToUndo(
        f"Change {change.id} can't be undone: what it changed has been changed again since.",
        hint="Undo the later change first ('coach history changes'). A new analysis can't be undone.",
    )


def _has_more(connection: Connection, differences: Sequence[Difference]) -> bool:
    """Whether what the change created holds rows by now that it did not write, and that would go with it."""
    created = [key for key, before, _ in differences if before is None]
    workouts = [row_id for table, row_id in created if table == _WORKOUT.name]
    sets = [row_id for table, row_id in created if table == _SET.name]
    found: Images = {}
    for table in (_SET, *_OF_WORKOUT, _ATTEMPT):
        found.update(_rows(connection, table, "workout_id", workouts))
    for table in (*_OF_SET, _ATTEMPT):
        found.update(_rows(connection, table, "workout_set_id", sets))
    return not found.keys() <= {key for key, *_ in differences}


def _without_prefix(what: str) -> str:
    return what.removeprefix("Undone: ")


def _to_undo(connection: Connection, number: int | None) -> Change:
    done = changes(connection)
    if number is None:
        found = next((each for each in done if each.undone_at is None and each.undoes is None), None)
        if found is None:
            raise NothingToUndo(
                "There is no change to undo.",
                hint="Corrections, deletions, merges, splits and moves can be undone.",
            )
        return found
    found = next((each for each in done if each.id == number), None)
    if found is None:
        raise NothingToUndo(
            f"There is no change {number}.",
            hint="'coach history changes' lists every change with its number.",
        )
    if found.undone_at is not None:
        raise NothingToUndo(
            f"Change {number} is undone already.", hint="'coach history changes' says by which."
        )
    return found


def _images(connection: Connection, workouts: Iterable[int]) -> Images:
    """All rows of some workouts."""
    ids = sorted(workouts)
    found: Images = {}
    found.update(_rows(connection, _WORKOUT, "id", ids))
    for table in (_SET, *_OF_WORKOUT, _ATTEMPT):
        found.update(_rows(connection, table, "workout_id", ids))
    sets = [row_id for table, row_id in found if table == _SET.name]
    for table in _OF_SET:
        found.update(_rows(connection, table, "workout_set_id", sets))
    return found


def _rows(connection: Connection, table: Table, column: str, ids: Sequence[int]) -> Images:
    names = [each.name for each in table.columns if each.name != _STAMP]
    columns: list[ColumnElement[Any]] = [literal_column(name) for name in names]  # unconverted
    chosen = literal_column(column).in_(bindparam("ids", expanding=True))
    query = select(*columns).select_from(table).where(chosen)
    return {
        (table.name, values["id"]): _as_json(values)
        for row in connection.execute(query, {"ids": list(ids)})
        for values in [dict(zip(names, row, strict=True))]
    }


def _stamp(connection: Connection, differences: Sequence[Difference]) -> None:
    """Note that the workouts of changed rows are new as of now."""
    stamped = update(WorkoutRow).where(WorkoutRow.id.in_(_workouts(connection, differences)))
    connection.execute(stamped.values(changed_at=datetime.now(UTC)))


def _workouts(connection: Connection, differences: Sequence[Difference]) -> set[int]:
    """Numbers of the workouts of changed rows."""
    images = [image for _, before, after in differences for image in (before, after) if image is not None]
    rows = [json.loads(each) for each in images]
    workouts = {each.get("workout_id") for each in rows}
    workouts |= {row_id for (table, row_id), _, _ in differences if table == _WORKOUT.name}
    workouts |= _workouts_of(connection, {each.get("workout_set_id") for each in rows})
    return {each for each in workouts if each is not None}


def _workouts_of(connection: Connection, sets: Iterable[int | None]) -> set[int]:
    mine = select(WorkoutSetRow.workout_id).where(WorkoutSetRow.id.in_([each for each in sets if each]))
    return set(connection.scalars(mine))


def _image(connection: Connection, table: str, row_id: int) -> str | None:
    return _rows(connection, Remembered.metadata.tables[table], "id", [row_id]).get((table, row_id))


def _as_json(values: Mapping[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False, default=_json_value)


def _json_value(value: object) -> object:
    if isinstance(value, bytes):
        return {_BLOB: value.hex()}
    if isinstance(value, datetime | date):
        return value.isoformat(sep=" ") if isinstance(value, datetime) else value.isoformat()
    raise TypeError(f"no JSON for {type(value)}")


def _values(image: str) -> dict[str, Any]:
    values: dict[str, Any] = json.loads(image)
    return {
        name: bytes.fromhex(each[_BLOB]) if isinstance(each, dict) else each for name, each in values.items()
    }


Difference = tuple[tuple[str, int], str | None, str | None]
"""Table and id of a row, and the row before and after as JSON."""


def _differences(before: Images, after: Images) -> list[Difference]:
    keys = dict.fromkeys((*before, *after))
    return [(key, before.get(key), after.get(key)) for key in keys if before.get(key) != after.get(key)]


def _write(
    connection: Connection, what: str, differences: Sequence[Difference], undoes: int | None = None
) -> None:
    if not differences:
        return
    now = datetime.now(UTC)
    change = insert(ChangeRow).values(made_at=now, what=what, coach_version=version("coach"), undoes=undoes)
    change_id = connection.execute(change.returning(ChangeRow.id)).scalar_one()
    connection.execute(
        insert(ChangedRow),
        [
            {"change_id": change_id, "table_name": table, "row_id": row_id, "before": before, "after": after}
            for (table, row_id), before, after in differences
        ],
    )


def _restore(connection: Connection, differences: Sequence[Difference]) -> None:
    """Bring every row back to how it was before.

    The order keeps foreign keys and unique numbers whole at every moment: a deleted workout is there before
    its sets return to it, and a created one goes after they have left it.
    """
    by_table = {table: [each for each in differences if each[0][0] == table.name] for table in _PARENTS_FIRST}
    _insert(connection, _WORKOUT, by_table[_WORKOUT])
    kept_sets = [each for each in by_table[_SET] if each[1] is not None and each[2] is not None]
    for (_, row_id), _, _ in kept_sets:  # out of the way of each other's numbers
        connection.execute(update(_SET).where(_SET.c.id == row_id).values(position=-row_id))
    for table in reversed(_PARENTS_FIRST[1:]):
        _delete(connection, table, by_table[table])
    for table in _PARENTS_FIRST:
        _update(connection, table, by_table[table])
    for table in _PARENTS_FIRST[1:]:
        _insert(connection, table, by_table[table])
    _delete(connection, _WORKOUT, by_table[_WORKOUT])


def _insert(connection: Connection, table: Table, differences: Sequence[Difference]) -> None:
    for _, before, after in differences:
        if before is not None and after is None:
            values = _values(before)
            names = ", ".join(values)
            places = ", ".join(f":{name}" for name in values)
            row = _as_stored(f"INSERT INTO {table.name} ({names}) VALUES ({places})", values)
            connection.execute(row, values)


def _update(connection: Connection, table: Table, differences: Sequence[Difference]) -> None:
    for _, before, after in differences:
        if before is not None and after is not None:
            values = _values(before)
            pairs = ", ".join(f"{name} = :{name}" for name in values if name != "id")
            connection.execute(_as_stored(f"UPDATE {table.name} SET {pairs} WHERE id = :id", values), values)


def _as_stored(sql: str, names: Iterable[str]) -> TextClause:
    """A statement that writes values as they were read, without the type of the column."""
    return text(sql).bindparams(*(bindparam(name, type_=NullType()) for name in names))


def _delete(connection: Connection, table: Table, differences: Sequence[Difference]) -> None:
    for (_, row_id), before, _ in differences:
        if before is None:
            connection.execute(delete(table).where(table.c.id == row_id))
