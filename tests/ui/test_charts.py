"""Charts made of characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.ui.charts import bar


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


def test_a_scale_of_nothing_draws_nothing() -> None:
    assert bar(3.0, 0.0, 4) == "    "


@given(st.floats(-1e6, 1e6), st.floats(0, 1e6), st.integers(1, 40), st.booleans())
def test_a_bar_is_always_as_wide_as_asked(value: float, scale: float, width: int, plain: bool) -> None:
    drawn = bar(value, scale, width, ascii_only=plain)
    assert len(drawn) == width
    assert not plain or drawn.isascii()
