"""Values and limits of measures as text."""

from __future__ import annotations

import pytest

from coach.catalogue.bound import Bound, Measure
from coach.catalogue.measure_text import broken_text


def bound(measure: Measure, *, at_least: float | None = None, at_most: float | None = None) -> Bound:
    return Bound(measure=measure, at_least=at_least, at_most=at_most, why="a test")


@pytest.mark.parametrize(
    ("broken", "value", "text"),
    [
        (
            bound("wrist_drop", at_most=0.6),
            0.72,
            "hands 0.72 trunk lengths below the hips, at most 0.60 allowed",
        ),
        (
            bound("wrist_height", at_least=-0.4),
            -0.9,
            "hands 0.90 trunk lengths below the shoulders, at most 0.40 allowed",
        ),
        (
            bound("wrist_height", at_most=-0.4),
            -0.1,
            "hands 0.10 trunk lengths below the shoulders, at least 0.40 required",
        ),
        (
            bound("wrist_height", at_least=0.1),
            -0.2,
            "hands 0.20 trunk lengths below the shoulders, at least 0.10 above required",
        ),
        (
            bound("wrist_height", at_most=-0.1),
            0.2,
            "hands 0.20 trunk lengths above the shoulders, at least 0.10 below required",
        ),
        (bound("knee", at_least=160.0), 150.2, "knee at 150°, at least 160° required"),
        (bound("knee", at_least=160.0), 159.8, "knee at 159.8°, at least 160.0° required"),
        (bound("inclination", at_most=30.0), 48.0, "trunk tilted 48°, at most 30° allowed"),
        (bound("ankle_spread", at_least=0.8), 0.48, "feet 0.48 trunk lengths apart, at least 0.80 required"),
        (
            bound("signal", at_least=150.0, at_most=190.0),
            140.0,
            "knee and hip at 140°, at least 150° required",
        ),
    ],
)
def test_a_broken_bound_in_words(broken: Bound, value: float, text: str) -> None:
    assert broken_text(broken, value, ("knee", "hip"))[0] == text


def test_the_signal_has_the_name_of_what_is_counted() -> None:
    text, limit = broken_text(bound("signal", at_least=65.0), 5.0, ("inclination",))
    assert (text, limit) == ("trunk tilted 5°, at least 65° required", 65.0)
