"""A check of every value of the database: unreadable values and orphaned rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, Table

from coach.store.database_errors import decode_text
from coach.store.readable import TABLES, condition

_MOST = 1000
"""Maximum number of values reported per column."""
_SHOWN = 40
_WORKOUT_OF = {
    "workout": "workout.id",
    "segment": "segment.workout_id",
    "workout_set": "workout_set.workout_id",
    "rep": "(SELECT workout_id FROM workout_set WHERE id = rep.workout_set_id)",
    "attempt": "attempt.workout_id",
    "fault": "(SELECT workout_id FROM workout_set WHERE id = fault.workout_set_id)",
}
_LABELS = {"workout_set": "set", "rep": "repetition"}


def lacking_columns(connection: sqlite3.Connection) -> list[str]:
    """Columns of this version that the database lacks, such as 'rep.reason'."""
    there = {(table.name, column) for table in TABLES for column in _columns(connection, table)}
    return [
        f"{table.name}.{column.name}"
        for table in TABLES
        for column in table.columns
        if (table.name, column.name) not in there
    ]


def _columns(connection: sqlite3.Connection, table: Table) -> set[str]:
    return {row[1] for row in connection.execute(f"PRAGMA table_info({table.name})")}


def unreadable_values(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield a description of each unreadable value, such as 'workout 3: film_date is 'yesterday''.

    Args:
        connection: Connection to a database of this or an older revision.
    """
    connection.text_factory = decode_text
    connection.create_function("is_utf8", 1, _is_utf8, deterministic=True)
    for table in TABLES:
        there = _columns(connection, table)
        for column in table.columns:
            if column.name in there:
                yield from _unreadable_in(connection, table, column)
    for name, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield f"{_label(name)} row {row} belongs to no {_label(parent)}"


def _unreadable_in(connection: sqlite3.Connection, table: Table, column: Column[Any]) -> Iterator[str]:
    place = f"{table.name}.{column.name}"
    whose = _WORKOUT_OF.get(table.name, "NULL")
    text = f"typeof({place}) != 'text' OR is_utf8(CAST({place} AS BLOB))"
    query = (
        f"SELECT {table.name}.rowid, {whose}, substr(quote({place}), 1, {_SHOWN}) FROM {table.name}"
        f" WHERE NOT ({condition(column)} AND ({text})) LIMIT {_MOST}"
    )
    for row, workout, value in connection.execute(query):
        where = f"{_label(table.name)} row {row}" if workout is None else f"workout {workout}"
        what = (
            column.name
            if table.name == "workout" or workout is None
            else f"{_label(table.name)} row {row}, {column.name}"
        )
        yield f"{where}: {what} is {value}"


def _label(table: str) -> str:
    return _LABELS.get(table, table)


def _is_utf8(stored: bytes) -> bool:
    try:
        stored.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
