"""Names, values and limits of measures as text."""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

from coach.body.angles import Distance
from coach.catalogue.definition import Bound


def measure_name(measure: str) -> str:
    """The name of a measure: ``wrist_height`` is 'wrist height'."""
    return measure.replace("_", " ")


def measure_value(measure: str, amount: float) -> str:
    """An amount with its unit: degrees, or trunk lengths for a distance."""
    return f"{amount:.2f} trunk lengths" if measure in get_args(Distance) else f"{amount:.0f}°"


def bound_text(bound: Bound, value_text: Callable[[float], str]) -> str:
    """The limits of a bound, such as 'at least 40° and at most 60°'."""
    named = (("at least", bound.at_least), ("at most", bound.at_most))
    return " and ".join(f"{word} {value_text(limit)}" for word, limit in named if limit is not None)
