"""Facts and picture notes of a source as JSON for a recording; reading checks every value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any, get_args

from coach.body.picture_notes import PictureNote, PictureNotes, PictureProblem
from coach.body.stream import DateOrigin, SourceFacts, SourceKind

_LONGEST = 4096
"""Longest text in characters; no path is longer."""
_LARGEST = 1 << 17
"""Largest edge in pixels and frame rate: more than any camera has."""
_MOST_NOTES = 100
_MOST = 10**9
"""Largest number of frames or seconds."""
_YEARS = range(1900, 2200)
"""Plausible years, which are valid in every time zone."""


def facts_to_json(facts: SourceFacts) -> dict[str, object]:
    """The facts for JSON, without an implausible date."""
    date = facts.recorded_at if facts.recorded_at and facts.recorded_at.year in _YEARS else None
    return {**asdict(facts), "recorded_at": date.isoformat() if date else None}


def facts_from_json(values: Mapping[str, Any]) -> SourceFacts:
    """Parse and check the facts.

    Raises:
        KeyError: A value is missing.
        ValueError: A value is implausible.
        TypeError: A value has the wrong type.
    """
    width, height = values["size"]
    if values["kind"] not in get_args(SourceKind) or not _edge(width) or not _edge(height):
        raise ValueError("implausible facts")
    return SourceFacts(
        kind=values["kind"],
        name=_text(values["name"]),
        size=(width, height),
        frame_rate=_positive(values["frame_rate"], _LARGEST),
        frame_count=_count(values["frame_count"]),
        duration_s=_positive(values["duration_s"], _MOST),
        sha256=optional_text(values["sha256"]),
        recorded_at=_date(optional_text(values["recorded_at"])),
        dated_by=_origin(values.get("dated_by")),
        model_sha256=optional_text(values["model_sha256"]),
        model_grade=optional_text(values["model_grade"]),
        pixel_aspect=_positive(values.get("pixel_aspect"), _LARGEST) or 1.0,
        speed=_positive(values.get("speed"), _LARGEST) or 1.0,
    )


def notes_to_json(notes: PictureNotes) -> list[dict[str, object]]:
    """The notes for JSON."""
    return [asdict(note) for note in notes]


def notes_from_json(values: object) -> PictureNotes:
    """Parse and check the notes; notes with an unknown problem are skipped.

    Raises:
        KeyError: A value is missing.
        ValueError: A value is implausible.
        TypeError: A value has the wrong type.
    """
    if not isinstance(values, list):
        raise TypeError("notes of the wrong type")
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
        for each in values[:_MOST_NOTES]
        if each["problem"] in known
    )


def optional_text(value: object) -> str | None:
    """The value, which must be None or a valid text.

    Raises:
        TypeError: It is neither.
        ValueError: It is too long or not valid Unicode.
    """
    return None if value is None else _text(value)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a fact of the wrong type")
    value.encode()  # lone surrogates raise UnicodeEncodeError, a ValueError
    if len(value) > _LONGEST:
        raise ValueError("a text that is too long")
    return value


def _positive(value: object, most: int) -> float | None:
    if value is None:
        return None
    if not isinstance(value, int | float):
        raise TypeError("a fact of the wrong type")
    if not 0 <= value <= most:
        raise ValueError("an implausible fact")
    return float(value)


def _count(value: object) -> int | None:
    number = _positive(value, _MOST)
    if number is not None and not isinstance(value, int):
        raise TypeError("a fact of the wrong type")
    return None if number is None else int(number)


def _date(text: str | None) -> datetime | None:
    date = None if text is None else datetime.fromisoformat(text)
    if date is not None and date.year not in _YEARS:
        raise ValueError("an implausible date")
    return date


def _origin(value: object) -> DateOrigin | None:
    return next((each for each in get_args(DateOrigin) if each == value), None)


def _edge(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= _LARGEST
