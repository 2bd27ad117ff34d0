"""SQL conditions for valid values: SQLite accepts any value in any column, and people edit files.

The conditions follow from the declarations of the columns. A row with an invalid required value is skipped;
an invalid optional value reads as NULL. Both the history and 'coach doctor' use these conditions. A server
checks every value itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any, TypeVar, get_args

from sqlalchemy import Boolean, Column, ColumnElement, DateTime, Float, Integer, Table, case, literal_column
from sqlalchemy.orm import InstrumentedAttribute

from coach.body.landmarks import Side
from coach.body.view import View
from coach.judging.attempts import AttemptVerdict
from coach.judging.events import RangeUsed, RepSide, Verdict
from coach.quantities import WeightUnit
from coach.store import log_tables  # noqa: F401 - declares the other tables
from coach.store.kinds import GoalKind, Kind, PostureReference, State
from coach.store.server.portable_sql import only_sqlite
from coach.store.tables import (
    AttemptRow,
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
    "counted_as": get_args(AttemptVerdict),
    "units": get_args(WeightUnit),
    "goal.kind": get_args(GoalKind),
    "reference": get_args(PostureReference),
    "limb": get_args(Side),
}
"""The words that a column may hold, by its name; 'goal.kind' is that of one table."""
_LIMITS: dict[str, tuple[float, float]] = {
    "seen_share": (0, 1),
    "confidence": (0, 1),
    "weight_kg": (0, 1e6),
    "hold_s": (0, 1e9),
    "corrected_hold_s": (0, 1e9),
    "corrected_reps": (0, 10**9),
    "seen_frame_rate": (0, 1e6),
    "rom_error_deg": (0, 180),
    "joint_range.error_deg": (0, 180),
    "joint_range.value_deg": (-180, 180),
    "posture.error_deg": (0, 180),
    "posture.value_deg": (-180, 180),
    "speed": (1e-6, 1e6),
    "height_cm": (1, 1000),
    "target": (1e-6, 1e9),
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
"""Columns that hold a JSON list, and the condition for each entry."""
_LARGEST = 10**9
"""Limit for seconds, degrees, reps and frames, far above any real value."""
_TIME = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-9][0-9]:[0-9][0-9]:[0-9][0-9]"
_FIRST_DAY, _LAST_DAY = "0001-01-02", "9999-12-31"
"""One day inside both ends of the calendar, so that every time has a date in every time zone."""

TABLES = Remembered.metadata.sorted_tables
PROFILE, WORKOUT, SEGMENT, WORKOUT_SET, REP, FAULT, ATTEMPT = (
    Remembered.metadata.tables[each.__tablename__]
    for each in (ProfileRow, WorkoutRow, SegmentRow, WorkoutSetRow, RepRow, FaultRow, AttemptRow)
)

T = TypeVar("T")


def condition(column: Column[Any], of: str = "") -> str:
    """The condition for a valid value, as SQL that is 1 or 0.

    Args:
        column: The declared column.
        of: The table's alias in the query; its own name by default.
    """
    name = f"{of or column.table.name}.{column.name}"
    met = only_sqlite(f"({_met(column, name)})")
    return f"({name} IS NULL OR {met})" if column.nullable else met


def allowed_words(column: Column[Any]) -> tuple[str, ...]:
    """The words that a column may hold; empty if it may hold any text."""
    return _WORDS.get(f"{column.table.name}.{column.name}", _WORDS.get(column.name, ()))


def limits_of(column: Column[Any]) -> tuple[float, float]:
    """The smallest and largest number that a column may hold."""
    return _LIMITS.get(f"{column.table.name}.{column.name}", _LIMITS.get(column.name, (-_LARGEST, _LARGEST)))


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
        low, high = limits_of(column)
        if isinstance(kind, Float):  # the same type as the column avoids a conversion of each value
            low, high = float(low), float(high)
        within = f"({name} BETWEEN {low} AND {high}) IS TRUE"  # SQLite sorts text and blobs above numbers
        return f"typeof({name}) = 'integer' AND {within}" if isinstance(kind, Integer) else within
    words = ", ".join(f"'{word}'" for word in allowed_words(column))
    return f"({name} IN ({words})) IS TRUE" if words else f"typeof({name}) = 'text'"


def _is_list(name: str, entry: str) -> str:
    """The condition for a JSON list whose entries all meet a condition."""
    wrong = f"SELECT 1 FROM json_each({name}) AS entry WHERE NOT ({entry})"
    listed = f"json_type({name}) = 'array' AND NOT EXISTS ({wrong})"
    return f"CASE WHEN typeof({name}) = 'text' AND json_valid({name}) THEN {listed} ELSE 0 END"


def _is_time(name: str) -> str:
    """The condition for a valid time in SQLAlchemy's format: SQLite reads 31 February as a day in March.

    Adding no day makes older versions of SQLite (3.40) do so as well.
    """
    same = f"strftime('%Y-%m-%d %H:%M:%S', substr({name}, 1, 19), '+0 days') = substr({name}, 1, 19)"
    return (
        f"typeof({name}) = 'text' AND ({name} GLOB '{_TIME}' OR {name} GLOB '{_TIME}.{'[0-9]' * 6}')"
        f" AND {name} >= '{_FIRST_DAY}' AND {name} < '{_LAST_DAY}'"
        f" AND coalesce({same}, 0)"
    )


@cache
def row_condition(table: Table, of: str = "") -> str:
    """The condition for valid values in all required columns."""
    return _all(condition(column, of) for column in table.columns if not column.nullable)


@cache
def rest_condition(table: Table, of: str = "") -> str:
    """The condition for valid values in all optional columns."""
    return _all(condition(column, of) for column in table.columns if column.nullable)


def _all(conditions: Iterable[str]) -> str:
    return " AND ".join(conditions) or "TRUE"


@cache
def selected(table: Table, of: str = "", only: tuple[str, ...] = ()) -> str:
    """The columns of a table (all by default) for SELECT, with NULL in place of invalid values."""
    return ", ".join(_value(column, of) for column in table.columns if not only or column.name in only)


def _value(column: Column[Any], of: str) -> str:
    name = f"{of or column.table.name}.{column.name}"
    value = f"CASE WHEN {condition(column, of)} THEN {name} END" if column.nullable else name
    return f"{value} AS {column.name}"


def readable_rows(table: type[Remembered]) -> ColumnElement[bool]:
    """The condition for readable rows, for a query of SQLAlchemy."""
    return literal_column(f"({row_condition(Remembered.metadata.tables[table.__tablename__])})")


def readable_value(attribute: InstrumentedAttribute[T]) -> ColumnElement[T]:
    """A column for a query of SQLAlchemy, with NULL in place of invalid values."""
    column = attribute.property.columns[0]
    return case((literal_column(condition(column)), attribute))
