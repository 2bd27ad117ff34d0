"""A workout of a document, with every value checked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from coach.store.exchange.row_values import Document, InvalidValue, row_from_json
from coach.store.tables import AttemptRow, FaultRow, Remembered, RepRow, SegmentRow, WorkoutRow, WorkoutSetRow

Values = dict[str, Any]

_OF_WORKOUT = ("profile", "sets", "segments", "attempts")
_OF_SET = ("reps", "faults", "attempts")


@dataclass(frozen=True, slots=True)
class ParsedSet:
    """A set: the values of its row, and of the rows that belong to it."""

    values: Values
    reps: tuple[Values, ...]
    faults: tuple[Values, ...]
    attempts: tuple[Values, ...]


@dataclass(frozen=True, slots=True)
class ParsedWorkout:
    """A workout: the values of its row, and of the rows that belong to it.

    Attributes:
        profile: The name of its profile.
        values: The values of its row.
        sets: Its sets, in order.
        segments: Its recognised segments.
        attempts: Its attempts between sets.
    """

    profile: str
    values: Values
    sets: tuple[ParsedSet, ...]
    segments: tuple[Values, ...]
    attempts: tuple[Values, ...]

    @property
    def uid(self) -> str:
        """What identifies it on every machine."""
        uid: str = self.values["uid"]
        return uid

    @property
    def started_at(self) -> datetime:
        """Its start, in UTC."""
        start: datetime = self.values["started_at"]
        return start

    @property
    def changed_at(self) -> datetime | None:
        """When anything of it last changed; None if that was before coach stored it."""
        changed: datetime | None = self.values["changed_at"]
        return changed

    @property
    def content(self) -> ParsedWorkout:
        """Itself without what two copies of the same content may differ in."""
        return replace(self, values={**self.values, "uid": None, "changed_at": None})


def parsed_workout(facts: object, place: str) -> ParsedWorkout:
    """Check a workout of a document.

    Args:
        facts: The JSON object.
        place: Where it is in the document, such as "workouts[3]".

    Raises:
        InvalidValue: Something in it is missing, unknown or out of range.
    """
    values = row_from_json(WorkoutRow, facts, place, _OF_WORKOUT)
    assert isinstance(facts, dict)
    for name in ("uid", "profile"):
        text = facts.get(name)
        if not isinstance(text, str) or not text.strip() or len(text) > 200:
            raise InvalidValue(f"{place}.{name} must be a text of 1 to 200 characters.")
    return ParsedWorkout(
        profile=facts["profile"],
        values=values,
        sets=tuple(_set(each, where) for each, where in _entries(facts, "sets", place)),
        segments=_rows(SegmentRow, facts, "segments", place),
        attempts=_rows(AttemptRow, facts, "attempts", place),
    )


def _set(facts: object, place: str) -> ParsedSet:
    values = row_from_json(WorkoutSetRow, facts, place, _OF_SET)
    assert isinstance(facts, dict)
    return ParsedSet(
        values,
        _rows(RepRow, facts, "reps", place),
        _rows(FaultRow, facts, "faults", place),
        _rows(AttemptRow, facts, "attempts", place),
    )


def _rows(table: type[Remembered], facts: Document, key: str, place: str) -> tuple[Values, ...]:
    return tuple(row_from_json(table, each, where) for each, where in _entries(facts, key, place))


def _entries(facts: Document, key: str, place: str) -> Iterable[tuple[object, str]]:
    entries = facts.get(key, [])
    if not isinstance(entries, list):
        raise InvalidValue(f"{place}.{key} must be a list.")
    return ((each, f"{place}.{key}[{number}]") for number, each in enumerate(entries))
