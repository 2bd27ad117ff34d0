"""``coach routine``: files that people edit, progression, and a workout of several exercises."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from coach.resources import database_file
from coach.store.history import open_history
from coach.store.planning.routine_history import is_due, steps_left
from coach.vision.pose_model.pose_model import PoseModel
from coach.workout.routine import Progression, Routine, RoutineExercise, read_routine, with_next_target
from tests.cli.conftest import Coach
from tests.store.workouts import counted_set, facts, remember, rep

SQUATS = RoutineExercise(exercise="squat", sets=2, reps=3)


def trained(home: Path, *reps: int, routine: str = "monday") -> None:
    """Save a live workout of the routine, with sets of these numbers of squats."""
    sets = [
        counted_set([rep(each) for each in range(1, full + 1)], number=place)
        for place, full in enumerate(reps, start=1)
    ]
    remember(home / "coach.sqlite3", replace(facts(sha256=None, kind="live"), routine=routine), *sets)


def test_a_new_routine_can_be_read_listed_shown_and_deleted(coach: Coach, home: Path) -> None:
    assert "no routines yet" in coach("routine", "list").out
    made = coach("routine", "new", "monday", "-e", "squats", "-e", "plank", "--reps", "8", "--rest", "1:00")
    assert made.code == 0 and str(home) in made.out
    assert coach("routine", "new", "monday", "-e", "squats").code == 2
    routine = read_routine("monday")
    assert [(e.exercise, e.sets, e.reps, e.hold_s, e.rest_s) for e in routine.exercises] == [
        ("squat", 3, 8, None, 60),
        ("plank", 3, None, 30, 60),
    ]
    assert "1. 3 x 8 squats" in coach("routine", "show", "monday").out
    [line] = coach("routine", "list", "--json").lines
    assert line["name"] == "monday" and len(line["exercises"]) == 2
    unknown = coach("routine", "show", "tuesday")
    assert unknown.code == 1 and "There are: monday" in unknown.err
    assert coach("routine", "show", "../settings").code == 1
    assert coach("routine", "delete", "monday").code == 2
    assert coach("routine", "delete", "monday", "--yes").code == 0
    assert coach("routine", "show", "monday").code == 1


def test_every_error_of_a_file_is_named(coach: Coach, home: Path) -> None:
    coach("routine", "new", "monday", "-e", "squats")
    path = home / "routines" / "monday.toml"
    path.write_text('format = 1\n[[exercises]]\nexercise = "squat"\nsets = 0\nload = 3\n', "utf-8")
    result = coach("routine", "show", "monday")
    assert result.code == 1
    assert "sets" in result.err and "load" in result.err
    path.write_text('[[exercises]]\nexercise = "plank"\nreps = 3\n', "utf-8")
    assert "plank is held: give hold_s" in coach("routine", "show", "monday").err
    path.write_text('[[exercises]]\nexercise = "yoga"\nreps = 3\n', "utf-8")
    assert "yoga" in coach("routine", "show", "monday").err
    assert "monday" in coach("routine", "list").out + coach("routine", "list").err


def test_a_target_that_was_met_twice_grows_when_asked(coach: Coach, home: Path) -> None:
    coach("routine", "new", "monday", "-e", "squats", "--sets", "2", "--reps", "3")
    trained(home, 3, 3)
    assert "next:" not in coach("routine", "show", "monday").out
    trained(home, 3, 3, routine="another")
    assert "next:" not in coach("routine", "show", "monday").out
    trained(home, 4, 3)
    assert "met twice; next: 2 x 4 squats" in coach("routine", "show", "monday").out
    assert read_routine("monday").exercises[0].reps == 3, "nothing is written unasked"
    trained(home, 4, 2)
    assert "next:" not in coach("routine", "show", "monday").out


def test_reps_grow_to_the_top_and_then_the_load() -> None:
    rule = Progression(add_reps=2, up_to_reps=6, add_kg=2.5)
    step = SQUATS.model_copy(update={"weight_kg": 20.0, "progression": rule})
    step = with_next_target(step)
    assert (step.reps, step.weight_kg) == (5, 20.0)
    step = with_next_target(step)
    assert (step.reps, step.weight_kg) == (5, 22.5)
    hold = RoutineExercise(exercise="plank", hold_s=30)
    assert with_next_target(hold).hold_s == 35


def test_a_broken_off_workout_lacks_the_rest(home: Path) -> None:
    trained(home, 3)
    routine = Routine(exercises=(SQUATS, RoutineExercise(exercise="lunge", sets=1, reps=5)))
    with open_history(home / "coach.sqlite3") as history:
        workout = history.workout("last")
    assert [(e.exercise, e.sets) for e in steps_left(routine, workout)] == [("squat", 1), ("lunge", 1)]
    assert not is_due(SQUATS, [workout, workout])


@pytest.mark.slow
@pytest.mark.usefixtures("athlete")
def test_a_routine_is_one_workout(
    coach: Coach, coach_process: Coach, home: Path, pose_model: PoseModel
) -> None:
    coach("routine", "new", "legs", "-e", "squats", "-e", "squats", "--sets", "1", "--reps", "2")
    result = coach_process(
        *("routine", "start", "legs", "--source", "performer", "--model", pose_model.path, "--voice", "off")
    )
    assert result.code == 0, result.err
    assert "The routine legs is done" in result.out
    with open_history(database_file("demo")) as history:
        [workout] = history.recent()
    assert (workout.routine, workout.state) == ("legs", "finished")
    assert [each.summary.full for each in workout.sets] == [2, 2]
    assert workout.sets[1].summary.start_s > workout.sets[0].summary.end_s
    again = coach("routine", "start", "legs", "--continue", "--source", "performer")
    assert again.code == 1 and "broken off" in again.err
