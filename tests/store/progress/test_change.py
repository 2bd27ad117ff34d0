"""Changes over weeks against the error of one measurement."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from coach.judging.effort.set_figures import Estimate
from coach.store.progress.change import change

MONDAY = datetime(2026, 1, 5, 12, tzinfo=UTC)


def weekly(*values: float, error: float = 8.0) -> list[tuple[datetime, Estimate]]:
    return [(MONDAY + timedelta(weeks=week), Estimate(value, error)) for week, value in enumerate(values)]


def test_a_change_says_in_how_many_weeks_it_exceeds_the_error() -> None:
    found = change(weekly(90, 92, 94, 99, 99, 99, 99, 100, 96))
    assert found is not None
    assert (found.later, found.beyond, found.error, found.unit) == (8, 5, 8.0, "week")
    assert found.weeks == pytest.approx(8)
    assert found.is_clear


def test_one_odd_workout_turns_nothing() -> None:
    found = change(weekly(90, 90, 90, 140, 90, 90, 90))
    assert found is not None
    assert (found.amount, found.beyond) == (0.0, 1)
    assert not found.is_clear


def test_workouts_of_one_week_are_averaged() -> None:
    points = weekly(90, 100, 110)
    points.insert(1, (MONDAY + timedelta(days=2), Estimate(94, 8.0)))
    found = change(points)
    assert found is not None
    assert found.later == 2
    assert found.amount < 20


def test_few_weeks_compare_workouts_and_two_points_nothing() -> None:
    days = [(MONDAY + timedelta(days=day), Estimate(day, 0.0)) for day in range(4)]
    found = change(days)
    assert found is not None
    assert (found.unit, found.later) == ("workout", 3)
    assert found.amount == pytest.approx(3)
    assert change(days[:2]) is None
    assert change([]) is None
