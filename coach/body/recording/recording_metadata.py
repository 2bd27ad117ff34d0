"""A source's facts and the notes on its pictures as JSON, for a recording; read back with every doubt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any, get_args

from coach.body.picture_notes import PictureNote, PictureNotes, PictureProblem
from coach.body.stream import DateOrigin, SourceFacts, SourceKind

_LONGEST = 4096
"""Characters of a text; no path is longer."""
_LARGEST = 1 << 17
"""Pixels of an edge, and frames a second: more than any camera has."""
_MOST_NOTES = 100
_MOST = 10**9
"""Frames, or seconds."""
_YEARS = range(1900, 2200)
"""A date outside of these can't be put into every time zone, and is no film's."""


def facts_to_json(facts: SourceFacts) -> dict[str, object]:
    """The facts as JSON can say them; a date that no film can have, as a broken file's, is left out."""
    date = facts.recorded_at if facts.recorded_at and facts.recorded_at.year in _YEARS else None
    return {**asdict(facts), "recorded_at": date.isoformat() if date else None}


def facts_from_json(told: Mapping[str, Any]) -> SourceFacts:
    """The facts, each of its own kind and size.

    Raises:
        KeyError: One is missing.
        ValueError: One can't be.
        TypeError: One is of another kind.
    """
    width, height = told["size"]
    if told["kind"] not in get_args(SourceKind) or not _edge(width) or not _edge(height):
        raise ValueError("facts that can't be")
    return SourceFacts(
        kind=told["kind"],
        name=_text(told["name"]),
        size=(width, height),
        frame_rate=_positive(told["frame_rate"], _LARGEST),
        frame_count=_count(told["frame_count"]),
        duration_s=_positive(told["duration_s"], _MOST),
        sha256=optional_text(told["sha256"]),
        recorded_at=_date(optional_text(told["recorded_at"])),
        dated_by=_origin(told.get("dated_by")),
        model_sha256=optional_text(told["model_sha256"]),
        model_grade=optional_text(told["model_grade"]),
        pixel_aspect=_positive(told.get("pixel_aspect"), _LARGEST) or 1.0,
        speed=_positive(told.get("speed"), _LARGEST) or 1.0,
    )


def notes_to_json(notes: PictureNotes) -> list[dict[str, object]]:
    """The notes as JSON can say them."""
    return [asdict(note) for note in notes]


def notes_from_json(told: object) -> PictureNotes:
    """The notes, each of its own kind; those of a problem that this version doesn't know are left out.

    Raises:
        KeyError: A part is missing.
        ValueError: One can't be.
        TypeError: One is of another kind.
    """
    if not isinstance(told, list):
        raise TypeError("notes of another kind")
    known = get_args(PictureProblem)
    return tuple(
        PictureNote(
            each["problem"],
            _text(each["what"]),
            _text(each["hint"]),
            doubtful=bool(each["doubtful"]),
            start_s=_positive(each.get("start_s"), _MOST),
            end_s=_positive(each.get("end_s"), _MOST),
        )
        for each in told[:_MOST_NOTES]
        if each["problem"] in known
    )


def optional_text(value: object) -> str | None:
    """The value when it is None or a text that can be shown and stored.

    Raises:
        TypeError: It is neither.
        ValueError: It is too long, or has half a character in it.
    """
    return None if value is None else _text(value)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a fact of another kind")
    value.encode()  # Lone surrogates raise UnicodeEncodeError, a ValueError.
    if len(value) > _LONGEST:
        raise ValueError("a text that is too long")
    return value


def _positive(value: object, most: int) -> float | None:
    if value is None:
        return None
    if not isinstance(value, int | float):
        raise TypeError("a fact of another kind")
    if not 0 <= value <= most:
        raise ValueError("a fact that can't be")
    return float(value)


def _count(value: object) -> int | None:
    number = _positive(value, _MOST)
    if number is not None and not isinstance(value, int):
        raise TypeError("a fact of another kind")
    return None if number is None else int(number)


def _date(told: str | None) -> datetime | None:
    date = None if told is None else datetime.fromisoformat(told)
    if date is not None and date.year not in _YEARS:
        raise ValueError("a date that can't be")
    return date


def _origin(told: object) -> DateOrigin | None:
    return next((each for each in get_args(DateOrigin) if each == told), None)


def _edge(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= _LARGEST
