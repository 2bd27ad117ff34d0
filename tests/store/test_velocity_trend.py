"""A person's own trend: how fast they were in earlier workouts with the same load."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coach.judging.effort.workout_review import review_sets
from coach.store.history import open_history
from coach.store.velocity_trend import usual_velocity
from tests.judging.effort.reps import moved, set_of, squat_facts
from tests.store.workouts import facts, remember


def train(database: Path, day: int, speed: float, weight_kg: float | None = 60.0, *, own: bool = True) -> int:
    done = set_of([moved(1, speed=speed - 0.02), moved(2, speed=speed)])
    about = facts(sha256=f"{day:064}", weight_kg=weight_kg, as_training=own)
    source = replace(about.source, recorded_at=datetime(2026, 5, day, tzinfo=UTC))
    number = remember(database, replace(about, source=source), done).workout_id
    assert number is not None
    return number


def test_the_fastest_reps_of_earlier_workouts_with_the_same_load_count(tmp_path: Path) -> None:
    database = tmp_path / "coach.sqlite"
    train(database, 1, 0.30)
    train(database, 2, 0.34)
    train(database, 3, 0.50, weight_kg=20.0)
    train(database, 4, 0.60, own=False)
    now = train(database, 5, 0.24)
    train(database, 6, 0.90)
    with open_history(database) as history:
        workout = history.workout(now)
        usual = usual_velocity(history, workout, workout.sets[0])
        assert usual is not None
        assert usual.speed == pytest.approx(0.32)
        assert usual.workouts == 2
        first = history.workout(1)
        assert usual_velocity(history, first, first.sets[0]) is None
    [reviewed] = review_sets([(workout.sets[0].summary, squat_facts(), 60.0)]).sets
    slower = reviewed.against_usual(0.32, 2).slower_than_usual
    assert slower is not None
    assert slower.value == pytest.approx(25.0)


def test_effort_is_stored_and_read_back(tmp_path: Path) -> None:
    database = tmp_path / "coach.sqlite"
    done = set_of([moved(1), moved(2, speed=None)])
    number = remember(database, replace(facts(), tempo="3-0-1-0"), done).workout_id
    assert number is not None
    with open_history(database) as history:
        [saved] = history.workout(number).sets
    assert [rep.effort for rep in saved.summary.reps] == [rep.effort for rep in done.reps]
    assert saved.tempo_target == "3-0-1-0"
