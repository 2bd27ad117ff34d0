"""What was done of a routine, entry by entry."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from coach.store.history import open_history
from coach.store.planning.routine_history import next_targets, sets_by_entry, steps_left
from coach.store.records import WorkoutRecord
from coach.workout.routine import RoutineExercise
from tests.store.workouts import counted_set, facts, remember, rep

SQUATS = RoutineExercise(exercise="squat", sets=2, reps=3)
LUNGES = RoutineExercise(exercise="lunge", sets=1, reps=5)
EASY = RoutineExercise(exercise="squat", sets=1, reps=2)
BOTH_ENDS = [SQUATS, LUNGES, EASY]


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "coach.sqlite3"


def trained(database: Path, *sets: tuple[str, int]) -> WorkoutRecord:
    """A workout with sets of these exercises and full reps."""
    done = [
        counted_set([rep(each) for each in range(1, full + 1)], number=place, exercise=exercise)
        for place, (exercise, full) in enumerate(sets, start=1)
    ]
    remember(database, replace(facts(sha256=None, kind="live"), routine="monday"), *done)
    with open_history(database) as history:
        return history.workout("last")


def left(workout: WorkoutRecord) -> list[tuple[str, int]]:
    return [(each.exercise, each.sets) for each in steps_left(BOTH_ENDS, workout)]


def test_an_exercise_listed_twice_is_counted_by_entry(database: Path) -> None:
    assert left(trained(database, ("squat", 3))) == [("squat", 1), ("lunge", 1), ("squat", 1)]
    assert left(trained(database, ("squat", 3), ("squat", 3))) == [("lunge", 1), ("squat", 1)]
    assert left(trained(database, ("squat", 3), ("squat", 3), ("lunge", 5))) == [("squat", 1)]
    whole = trained(database, ("squat", 3), ("squat", 3), ("lunge", 5), ("squat", 2))
    assert left(whole) == []
    assert [len(each) for each in sets_by_entry(BOTH_ENDS, whole)] == [2, 1, 1]


def test_only_the_entry_that_was_met_grows(database: Path) -> None:
    workouts = [
        trained(database, ("squat", 3), ("squat", 2), ("lunge", 5), ("squat", last)) for last in (3, 4)
    ]
    assert [each.reps for each in next_targets(BOTH_ENDS, workouts)] == [3, 6, 3]
    assert next_targets(BOTH_ENDS, workouts[:1]) == BOTH_ENDS, "once is not twice"
