"""Which values of the database can be read: SQLite takes any value in any column, and people edit files.

What a column must hold follows from its declaration. A row that lacks a value that every row must have is
left out; a value that a row can do without is left out alone. Reading and 'coach doctor' ask the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any, TypeVar, get_args

from sqlalchemy import Boolean, Column, ColumnElement, DateTime, Float, Integer, Table, case, literal_column
from sqlalchemy.orm import InstrumentedAttribute

from coach.body.view import View
from coach.judging.events import RangeUsed, RepSide, Verdict
from coach.store.kinds import Kind, State
from coach.store.tables import (
    FaultRow,
    ProfileRow,
    Remembered,
    RepRow,
    SegmentRow,
    UtcTime,
    WorkoutRow,
    WorkoutSetRow,
)

_WORDS = {
    "kind": get_args(Kind),
    "state": get_args(State),
    "view": get_args(View),
    "range_used": get_args(RangeUsed),
    "side": get_args(RepSide),
    "verdict": get_args(Verdict),
}
_LIMITS: dict[str, tuple[float, float]] = {
    "seen_share": (0, 1),
    "confidence": (0, 1),
    "weight_kg": (0, 1e6),
    "hold_s": (0, 1e9),
    "corrected_hold_s": (0, 1e9),
    "corrected_reps": (0, 10**9),
    "seen_frame_rate": (0, 1e6),
    "rom_error_deg": (0, 180),
    "speed": (1e-6, 1e6),
}
_TEXT = "json_type(entry.value, '$.{}') IS 'text'"
_MOMENT = "coalesce(json_type(entry.value, '$.{}') IN ('null', 'real', 'integer'), 1)"
_NOTE = " AND ".join(
    (
        *(_TEXT.format(each) for each in ("problem", "what", "hint")),
        "coalesce(json_type(entry.value, '$.doubtful') IN ('true', 'false'), 0)",
        *(_MOMENT.format(each) for each in ("start_s", "end_s")),
    )
)
_LISTS = {
    "picture_notes": f"CASE WHEN entry.type = 'object' THEN {_NOTE} ELSE 0 END",
    "doubts": "entry.type = 'text'",
}
"""Columns that hold a list in JSON, and what each entry of it must meet."""
_LARGEST = 10**9
"""Seconds, degrees, repetitions, frames: nothing that anybody does comes near."""
_TIME = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-9][0-9]:[0-9][0-9]:[0-9][0-9]"
_FIRST_DAY, _LAST_DAY = "0001-01-02", "9999-12-31"
"""A day less at both ends of the calendar: every moment between has a date in every time zone."""

TABLES = Remembered.metadata.sorted_tables
PROFILE, WORKOUT, SEGMENT, WORKOUT_SET, REP, FAULT = (
    Remembered.metadata.tables[each.__tablename__]
    for each in (ProfileRow, WorkoutRow, SegmentRow, WorkoutSetRow, RepRow, FaultRow)
)

T = TypeVar("T")


def condition(column: Column[Any], of: str = "") -> str:
    """What a value must meet, in SQL that is either 1 or 0.

    Args:
        column: As it is declared.
        of: What its table is called in the query; its own name by default.
    """
    name = f"{of or column.table.name}.{column.name}"
    met = f"({_met(column, name)})"
    return f"({name} IS NULL OR {met})" if column.nullable else met


def _met(column: Column[Any], name: str) -> str:
    kind = column.type
    if column.name in _LISTS:
        return _is_list(name, _LISTS[column.name])
    if column.primary_key or column.foreign_keys:
        return f"typeof({name}) = 'integer'"
    if isinstance(kind, UtcTime | DateTime):
        return _is_time(name)
    if isinstance(kind, Boolean):
        return f"({name} IN (0, 1)) IS TRUE"
    if isinstance(kind, Integer | Float):
        low, high = _LIMITS.get(column.name, (-_LARGEST, _LARGEST))
        if isinstance(kind, Float):  # of the column's own kind: otherwise each value is carried over
            low, high = float(low), float(high)
        within = f"({name} BETWEEN {low} AND {high}) IS TRUE"  # every text and blob is above any number
        return f"typeof({name}) = 'integer' AND {within}" if isinstance(kind, Integer) else within
    words = ", ".join(f"'{word}'" for word in _WORDS.get(column.name, ()))
    return f"({name} IN ({words})) IS TRUE" if words else f"typeof({name}) = 'text'"


def _is_list(name: str, entry: str) -> str:
    """A list in JSON, of which every entry is as asked."""
    wrong = f"SELECT 1 FROM json_each({name}) AS entry WHERE NOT ({entry})"
    listed = f"json_type({name}) = 'array' AND NOT EXISTS ({wrong})"
    return f"CASE WHEN typeof({name}) = 'text' AND json_valid({name}) THEN {listed} ELSE 0 END"


def _is_time(name: str) -> str:
    """Written as SQLAlchemy writes it, and in the calendar: SQLite takes the 31st of February for March."""
    return (
        f"typeof({name}) = 'text' AND ({name} GLOB '{_TIME}' OR {name} GLOB '{_TIME}.{'[0-9]' * 6}')"
        f" AND {name} >= '{_FIRST_DAY}' AND {name} < '{_LAST_DAY}'"
        f" AND coalesce(strftime('%Y-%m-%d %H:%M:%S', substr({name}, 1, 19)) = substr({name}, 1, 19), 0)"
    )


@cache
def row_condition(table: Table, of: str = "") -> str:
    """That a row has every value that every row must have, in SQL."""
    return _all(condition(column, of) for column in table.columns if not column.nullable)


@cache
def rest_condition(table: Table, of: str = "") -> str:
    """That the values that a row can do without can be read, in SQL."""
    return _all(condition(column, of) for column in table.columns if column.nullable)


def _all(conditions: Iterable[str]) -> str:
    return " AND ".join(conditions) or "1"


@cache
def selected(table: Table, of: str = "", only: tuple[str, ...] = ()) -> str:
    """Columns of a table as they can be read, in SQL: NULL in place of what can't; every one by default."""
    return ", ".join(_value(column, of) for column in table.columns if not only or column.name in only)


def _value(column: Column[Any], of: str) -> str:
    name = f"{of or column.table.name}.{column.name}"
    value = f"CASE WHEN {condition(column, of)} THEN {name} END" if column.nullable else name
    return f"{value} AS {column.name}"


def readable_rows(table: type[Remembered]) -> ColumnElement[bool]:
    """Which rows can be read, for a query of SQLAlchemy's."""
    return literal_column(f"({row_condition(Remembered.metadata.tables[table.__tablename__])})")


def readable_value(attribute: InstrumentedAttribute[T]) -> ColumnElement[T]:
    """A value where it can be read, for a query of SQLAlchemy's; NULL in place of one that can't."""
    column = attribute.property.columns[0]
    return case((literal_column(condition(column)), attribute))
