"""Swings of a signal."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from coach.judging.candidates.swing_watch import Swing, SwingWatch


def swings(levels: Sequence[float], attempt: float = 10.0) -> list[Swing]:
    watch = SwingWatch(0, attempt)
    found = (
        watch.observe(float(time), level, away=False, start_level=0.0) for time, level in enumerate(levels)
    )
    return [each for each in found if each is not None]


def test_a_way_out_and_back_is_a_swing() -> None:
    [only] = swings([0, 5, 20, 30, 20, 4, 0])
    assert (only.start_s, only.turn_s, only.excursion) == (0.0, 3.0, 30.0)
    assert (only.end_s, only.valley, only.returned) == (6.0, 0.0, 1.0)


def test_small_movements_are_none() -> None:
    assert not swings([0, 9, 0, 9, 0, 5, 0])
    assert not swings([0, 15, 30, 45])
    assert not swings([9, 5, 0, 5])


def test_a_return_that_stops_short_says_how_far_it_came() -> None:
    first, second = swings([0, 20, 40, 24, 40, 20, 0])
    assert (first.turn_s, first.returned) == (2.0, 0.4)
    assert (second.turn_s, second.returned) == (4.0, 1.0)


def test_a_return_in_one_jump_is_a_return() -> None:
    [only] = swings([0, 30, -20])
    assert (only.turn_s, only.valley) == (1.0, -20.0)


@given(st.lists(st.floats(12.0, 90.0), max_size=9))
def test_every_rise_and_fall_is_one_swing(heights: list[float]) -> None:
    levels = [0.0]
    for height in heights:
        levels += [height / 2, height, height / 2, 0.0]
    assert [each.peak for each in swings(levels)] == heights


def test_a_way_back_from_the_first_moment_on_is_a_swing_that_began_before() -> None:
    levels = [55.0, 60.0, 58.0, 30.0, 5.0, 0.0, 40.0, 60.0, 30.0, 0.0]
    first, second = swings(levels)
    assert (first.is_begun_before, first.turn_s, first.excursion) == (True, 1.0, 60.0)
    assert (second.is_begun_before, second.excursion) == (False, 60.0)
