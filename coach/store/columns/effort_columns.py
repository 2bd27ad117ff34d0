"""The columns of a rep's effort."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from coach.judging.figures.rep_effort import RepEffort

_COLUMNS = {each.name: "speed_point" if each.name == "point" else each.name for each in fields(RepEffort)}
"""The column of each attribute."""
_UNKNOWN = RepEffort()


def effort_values(effort: RepEffort | None) -> dict[str, object]:
    """The columns of an effort; NumPy numbers are converted."""
    known = effort or _UNKNOWN
    values = {column: getattr(known, name) for name, column in _COLUMNS.items()}
    return {
        name: value if value is None or isinstance(value, str) else float(value)
        for name, value in values.items()
    }


def effort_from_row(row: Mapping[str, Any]) -> RepEffort | None:
    """The effort in a row of ``rep``; None if nothing of it is known."""
    effort = RepEffort(**{name: row[column] for name, column in _COLUMNS.items()})
    return None if effort == _UNKNOWN else effort
