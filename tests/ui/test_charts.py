"""Charts made of characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.ui.charts import bar, marks


@pytest.mark.parametrize(
    ("value", "drawn"),
    [
        (0.0, "    "),
        (-5.0, "    "),
        (1.0, "▎   "),
        (12.5, "███▏"),
        (15.9, "████"),
        (16.0, "████"),
        (99.0, "████"),
    ],
)
def test_a_bar_shows_eighths(value: float, drawn: str) -> None:
    assert bar(value, 16.0, 4) == drawn


def test_a_bar_of_plain_characters() -> None:
    assert bar(8.0, 16.0, 4, ascii_only=True) == "##  "


def test_zero_scale_draws_an_empty_bar() -> None:
    assert bar(3.0, 0.0, 4) == "    "


@given(st.floats(-1e6, 1e6), st.floats(0, 1e6), st.integers(1, 40), st.booleans())
def test_a_bar_always_has_the_requested_width(value: float, scale: float, width: int, plain: bool) -> None:
    drawn = bar(value, scale, width, ascii_only=plain)
    assert len(drawn) == width
    assert not plain or drawn.isascii()


def test_marks_stand_below_their_values_with_their_names() -> None:
    assert marks([(1.0, "full")], 2.0, 20) == "         ▲ full     "
    assert marks([(1.0, "full"), (0.5, "yours")], 1.5, 30) == "   yours ▲         ▲ full     "
    assert marks([(1.0, "full")], 2.0, 20, ascii_only=True) == "         ^ full     "


def test_marks_with_the_same_value_stand_side_by_side() -> None:
    line = marks([(1.0, "full"), (1.0, "yours")], 1.4, 30)
    assert line.count("▲") == 2
    assert {"full", "yours"} <= set(line.split())


@given(st.lists(st.tuples(st.floats(0, 3), st.just("full")), min_size=1, max_size=2), st.integers(1, 60))
def test_marks_always_have_the_requested_width(places: list[tuple[float, str]], width: int) -> None:
    assert len(marks(places, 3.0, width)) == width
