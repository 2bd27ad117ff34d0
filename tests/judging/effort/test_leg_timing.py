"""Timing of one leg of a rep, finer than whole frames."""

from __future__ import annotations

import numpy as np
import pytest

from coach.judging.effort.leg_timing import leg_timing
from coach.kinematics.trajectory import smooth

JERK_MIDDLE = 0.507
"""Share of its time that a movement of minimum jerk needs for the middle of its way."""


def leg(duration_s: float, rate: float, *, late_s: float = 0.0) -> tuple[np.ndarray, np.ndarray]:
    times = np.arange(0.0, 2.0 + duration_s, 1.0 / rate) + late_s
    return times, 80.0 * smooth((times - 1.0) / duration_s)[:, None]


@pytest.mark.parametrize("duration_s", [0.4, 1.0, 2.0])
@pytest.mark.parametrize("late_s", [0.0, 0.011, 0.025])
def test_time_does_not_depend_on_where_the_frames_fall(duration_s: float, late_s: float) -> None:
    times, track = leg(duration_s, 30.0, late_s=late_s)
    timing = leg_timing(times, track, 1.0, 1.0 + duration_s)
    assert timing is not None
    assert timing.middle_s == pytest.approx(JERK_MIDDLE * duration_s, abs=0.01)
    assert timing.way == pytest.approx(80.0, rel=0.02)


def test_quicker_legs_are_timed_less_surely() -> None:
    errors = []
    for duration_s in (0.4, 2.0):
        timing = leg_timing(*leg(duration_s, 30.0), 1.0, 1.0 + duration_s)
        assert timing is not None
        errors.append(timing.error)
    assert errors[0] > 3 * errors[1]


def test_too_few_frames_give_no_time() -> None:
    assert leg_timing(*leg(0.3, 8.0), 1.0, 1.3) is None


def test_a_body_that_does_not_move_gives_no_time() -> None:
    times = np.arange(0.0, 3.0, 1 / 30)
    assert leg_timing(times, np.zeros((len(times), 2)), 1.0, 2.0) is None


def test_the_leg_before_does_not_count() -> None:
    times = np.arange(0.0, 4.0, 1 / 30)
    track = 80.0 * (1 - smooth(times / 1.0)) + 80.0 * smooth((times - 1.5) / 1.0)
    timing = leg_timing(times, track[:, None], 0.95, 2.5)
    assert timing is not None
    assert timing.middle_s == pytest.approx(JERK_MIDDLE, abs=0.02)
