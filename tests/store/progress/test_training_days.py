"""Days, streaks, weeks against goals, and totals of weeks and months."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from coach.store.history import open_history
from coach.store.progress.period_totals import earlier_period, period_totals
from coach.store.progress.training_days import TrainingYear, training_year
from coach.store.progress.week_goals import week_goals
from coach.store.queries import WorkoutFilter
from tests.store.progress.test_exercise_trend import MONDAY, a_set
from tests.store.progress.trained import measured_sets, train

FRIDAY = date(2026, 3, 27)
MINE = WorkoutFilter(profile="me", training=True)


def year(*days: date) -> TrainingYear:
    return TrainingYear(FRIDAY, dict.fromkeys(days, 3), dict.fromkeys(days, 1))


def test_a_streak_is_not_broken_before_the_week_is_over() -> None:
    weeks = [FRIDAY - timedelta(weeks=ago) for ago in (1, 2, 3)]
    assert year(*weeks).streak_weeks == 3
    assert year(*weeks, FRIDAY).streak_weeks == 4
    assert year(*weeks[1:]).streak_weeks == 0
    assert year(FRIDAY - timedelta(days=1), FRIDAY - timedelta(days=2)).streak_days == 2
    assert year().streak_days == 0


def test_a_year_has_the_days_of_one_person(tmp_path: Path) -> None:
    path = tmp_path / "coach.sqlite3"
    noon = datetime(2026, 3, 23, 12, tzinfo=UTC)
    train(path, noon, measured_sets(5, 5))
    train(path, noon, measured_sets(5))
    train(path, noon - timedelta(days=500), measured_sets(5))
    train(path, noon, measured_sets(5), profile="Ada")
    with open_history(path) as history:
        found = training_year(history, MINE, FRIDAY)
    assert found.sets == {noon.astimezone().date(): 3}
    assert found.workouts_since(date(2026, 3, 23)) == 2


def test_goals_count_from_monday(tmp_path: Path) -> None:
    path = tmp_path / "coach.sqlite3"
    noon = datetime(2026, 3, 25, 12, tzinfo=UTC)
    train(path, noon, measured_sets(5, 6))
    train(path, noon - timedelta(days=3), measured_sets(20))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executemany(
            "INSERT INTO goal (profile_id, kind, exercise, target, created_at, ended_at)"
            " VALUES (1, ?, ?, ?, ?, ?)",
            [
                ("workouts a week", None, 3, "2026-01-01 00:00:00.000000", None),
                ("reps a week", "squat", 100, "2026-01-01 00:00:00.000000", None),
                ("reps a week", "lunge", 9, "2026-01-01 00:00:00.000000", "2026-02-01 00:00:00.000000"),
                ("hold", "plank", 60, "2026-01-01 00:00:00.000000", None),
            ],
        )
    with open_history(path) as history:
        goals = week_goals(history, "me", FRIDAY)
    assert [(each.unit, each.exercise, each.target, each.done) for each in goals] == [
        ("workouts", None, 3, 1),
        ("reps", "squat", 100, 11),
    ]


def test_periods_include_empty_ones() -> None:
    sets = [a_set(10, workout=1, weight_kg=20.0), a_set(5, workout=2), a_set(0, workout=16, hold_s=30.0)]
    today = (MONDAY + timedelta(days=20)).astimezone().date()
    weeks = period_totals(sets, "week", today, 4)
    assert [(each.workouts, each.full, each.hold_s, each.volume_kg) for each in weeks] == [
        (0, 0, None, None),
        (2, 15, None, 200.0),
        (0, 0, None, None),
        (1, 0, 30.0, None),
    ]
    assert earlier_period(date(2026, 3, 1), "month", 3) == date(2025, 12, 1)
