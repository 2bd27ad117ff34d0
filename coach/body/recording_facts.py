"""The facts of a source as JSON, for a recording; read back with every doubt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any, TypeVar, get_args

from coach.body.stream import SourceFacts, SourceKind

_Kind = TypeVar("_Kind")


def facts_to_json(facts: SourceFacts) -> dict[str, object]:
    """The facts as JSON can say them."""
    date = facts.recorded_at
    return {**asdict(facts), "recorded_at": date.isoformat() if date else None}


def facts_from_json(told: Mapping[str, Any]) -> SourceFacts:
    """The facts, each of its own kind.

    Raises:
        KeyError: One is missing.
        ValueError: One can't be.
        TypeError: One is of another kind.
    """
    width, height = told["size"]
    if told["kind"] not in get_args(SourceKind) or not _whole(width) or not _whole(height):
        raise ValueError("facts that can't be")
    date = optional(str, told["recorded_at"])
    return SourceFacts(
        kind=told["kind"],
        name=str(optional(str, told["name"])),
        size=(width, height),
        frame_rate=_positive(told["frame_rate"]),
        frame_count=optional(int, told["frame_count"]),
        duration_s=_positive(told["duration_s"]),
        sha256=optional(str, told["sha256"]),
        recorded_at=datetime.fromisoformat(date) if date else None,
        model_sha256=optional(str, told["model_sha256"]),
        model_grade=optional(str, told["model_grade"]),
    )


def optional(kind: type[_Kind], value: object) -> _Kind | None:
    """The value when it is None or of this kind.

    Raises:
        TypeError: It is neither.
    """
    if value is None or isinstance(value, kind):
        return value
    raise TypeError("a fact of another kind")


def _positive(value: object) -> float | None:
    number = None if value is None else float(str(value))
    if number is not None and not 0 <= number < float("inf"):
        raise ValueError("a fact that can't be")
    return number


def _whole(value: object) -> bool:
    return isinstance(value, int) and value >= 1
