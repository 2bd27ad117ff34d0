"""One exercise from workout to workout."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from coach.store.progress.exercise_trend import best_day, exercise_days
from coach.store.progress.set_measures import SetMeasures
from coach.store.progress.training_sets import TrainingSet

MONDAY = datetime(2026, 3, 2, 18, tzinfo=UTC)


def a_set(
    full: int,
    *,
    workout: int = 1,
    position: int = 1,
    weight_kg: float | None = None,
    hold_s: float | None = None,
    exercise: str = "squat",
    is_doubtful: bool = False,
    level: str | None = None,
    **figures: Any,
) -> TrainingSet:
    """A set on the day of its workout's number."""
    at = MONDAY + timedelta(days=workout - 1)
    measured = SetMeasures(full, 0)._replace(**figures)
    return TrainingSet(workout, at, position, exercise, weight_kg, hold_s, level, is_doubtful, measured)


def test_figures_of_a_workout_weigh_sets_by_their_reps() -> None:
    [day] = exercise_days(
        [
            a_set(
                10, weight_kg=20.0, measured=10, rom_deg=90.0, rom_error_deg=8.0, tension_s=30.0, score=80.0
            ),
            a_set(
                5,
                position=2,
                weight_kg=30.0,
                measured=5,
                rom_deg=96.0,
                rom_error_deg=8.0,
                tension_s=16.0,
                score=95.0,
            ),
        ]
    )
    assert (day.full, day.load_kg, day.volume_kg, day.tension_s) == (15, 30.0, 350.0, 46.0)
    assert day.range_of_motion is not None
    assert (day.range_of_motion.value, day.range_of_motion.error) == (92.0, 8.0)
    assert day.score == pytest.approx(85.0)


def test_body_weight_has_reps_and_time_but_no_volume() -> None:
    [day] = exercise_days([a_set(12, tension_s=40.0), a_set(8, position=2, weight_kg=0.0, tension_s=30.0)])
    assert (day.volume_kg, day.load_kg, day.full, day.tension_s) == (None, None, 20, 70.0)


def test_a_hold_is_under_tension_while_it_lasts() -> None:
    [day] = exercise_days([a_set(0, hold_s=40.0), a_set(0, position=2, hold_s=31.5)])
    assert (day.tension_s, day.longest_hold_s, day.hold_s) == (71.5, 40.0, 71.5)


def test_unknown_figures_stay_unknown() -> None:
    [day] = exercise_days([a_set(3)])
    unknown = (day.range_of_motion, day.asymmetry, day.tempo, day.velocity_loss, day.score, day.one_rep_max)
    assert unknown == (None,) * 6
    assert day.sides_rom_deg == (None, None)


def test_the_best_workout_moves_most_and_the_latest_wins_a_tie() -> None:
    days = exercise_days(
        [
            a_set(10, workout=1, weight_kg=30.0),
            a_set(20, workout=2, weight_kg=10.0),
            a_set(10, workout=3, weight_kg=30.0),
        ]
    )
    best = best_day(days)
    assert best is not None
    assert best.workout == 3
    assert best_day([]) is None
