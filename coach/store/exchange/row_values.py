"""Rows of the database as JSON values and back; a value that the history can't read never gets in."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any

from sqlalchemy import Boolean, Column, Float, Integer

from coach.body.recording.recording_metadata import notes_from_json
from coach.store.readable import allowed_words, limits_of
from coach.store.tables import Remembered, UtcTime

Document = dict[str, Any]

_LISTS = ("picture_notes", "doubts")
"""Columns that hold a JSON list as text."""
_NOT_TEXT = re.compile("[\0\ud800-\udfff]")


class InvalidValue(ValueError):
    """A value of a document that the history can't hold; the message says which and why."""


@cache
def exchanged_columns(table: type[Remembered]) -> tuple[Column[Any], ...]:
    """The columns of a table that a document holds: all but the numbers of rows, which differ by machine."""
    columns = Remembered.metadata.tables[table.__tablename__].columns
    return tuple(each for each in columns if not each.primary_key and not each.foreign_keys)


def row_to_json(table: type[Remembered], row: Mapping[str, Any]) -> Document:
    """A row as a JSON object, with the names of the columns as keys."""
    return {each.name: _to_json(each, row[each.name]) for each in exchanged_columns(table)}


def _to_json(column: Column[Any], value: Any) -> Any:
    if value is None:
        return None
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if column.name in _LISTS:
        return json.loads(value)
    return value


def row_from_json(
    table: type[Remembered], facts: object, place: str, also: tuple[str, ...] = ()
) -> dict[str, Any]:
    """The values of a row from a JSON object.

    Args:
        table: The table.
        facts: The object.
        place: Where it is in the document, for messages.
        also: Keys that the object may have besides the columns.

    Raises:
        InvalidValue: A key is unknown or missing, or a value is none that the history can read.
    """
    if not isinstance(facts, dict):
        raise InvalidValue(f"{place} must be an object.")
    columns = exchanged_columns(table)
    if unknown := sorted(set(facts) - {each.name for each in columns} - set(also)):
        raise InvalidValue(f"{place} has an unknown key: {unknown[0]}.")
    return {each.name: _from_json(each, facts.get(each.name), f"{place}.{each.name}") for each in columns}


def _from_json(column: Column[Any], value: object, place: str) -> Any:
    if value is None:
        if not column.nullable:
            raise InvalidValue(f"{place} is missing.")
        return None
    if column.name in _LISTS:
        return _list(column, value, place)
    kind = column.type
    if isinstance(kind, Boolean):
        return _of_type(value, bool, place, "true or false")
    if isinstance(kind, Integer | Float):
        return _number(column, value, place)
    text = _of_type(value, str, place, "text")
    if isinstance(kind, UtcTime):
        return _time(text, place)
    return _text(column, text, place)


def _of_type(value: object, kind: type, place: str, wanted: str) -> Any:
    if not isinstance(value, kind):
        raise InvalidValue(f"{place} must be {wanted}.")
    return value


def _number(column: Column[Any], value: object, place: str) -> float:
    whole = isinstance(column.type, Integer)
    wanted = "a whole number" if whole else "a number"
    if isinstance(value, bool) or not isinstance(value, int if whole else int | float):
        raise InvalidValue(f"{place} must be {wanted}.")
    low, high = limits_of(column)
    if not math.isfinite(value) or not low <= value <= high:
        raise InvalidValue(f"{place} must be {wanted} from {low:g} to {high:g}.")
    return value if whole else float(value)


def _text(column: Column[Any], text: str, place: str) -> str:
    words = allowed_words(column)
    if words and text not in words:
        raise InvalidValue(f"{place} must be one of {', '.join(words)}.")
    if _NOT_TEXT.search(text):
        raise InvalidValue(f"{place} must be text.")
    return text


def _time(text: str, place: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is not None and 2 <= moment.year <= 9998:
            return moment.astimezone(UTC)
    except ValueError:
        pass
    raise InvalidValue(f"{place} must be a time with its zone, such as 2026-01-31T18:03:00Z.")


def _list(column: Column[Any], value: object, place: str) -> str:
    entries = _of_type(value, list, place, "a list")
    try:
        if column.name == "picture_notes":
            notes_from_json(entries)
        elif not all(isinstance(each, str) for each in entries):
            raise TypeError("not text")
        return json.dumps(entries, allow_nan=False)
    except (LookupError, ValueError, TypeError):
        raise InvalidValue(f"{place} has an entry that can't be read.") from None
