"""Repeated analyses of a film: which one is stored."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.errors import NothingToEdit
from coach.judging.observation import Segment
from coach.sinks.logbook import Logbook
from coach.store.changes.editing import Edit, edit_set
from coach.store.history import open_history
from coach.store.records import WorkoutRecord
from tests.store.workouts import (
    counted_set,
    facts,
    held_set,
    mixed_sets,
    moments_of,
    remember,
    rep,
    summary_of,
)


def remembered(database: Path) -> list[WorkoutRecord]:
    with open_history(database) as history:
        return history.recent()


def test_a_film_analysed_again_is_updated_and_keeps_its_number(database: Path) -> None:
    first = remember(database, facts(), counted_set([rep(1), rep(2)]))
    remember(database, facts(sha256="99" * 32, film="other.mp4"), counted_set([rep(1)]))
    again = remember(database, facts(film="renamed.mp4", weight_kg=20), counted_set([rep(1), rep(2), rep(3)]))
    assert again.replaced is not None
    assert (again.workout_id, again.replaced.id) == (first.workout_id, first.workout_id)
    by_number = {each.id: each for each in remembered(database)}
    assert sorted(by_number) == [1, 2]
    updated = by_number[1]
    assert (updated.full, updated.film_name, updated.sets[0].weight_kg) == (3, "renamed.mp4", 20)
    assert updated.started_at == again.replaced.started_at


def test_another_profile_has_its_own_analysis(database: Path) -> None:
    remember(database, facts(), counted_set([rep(1)]))
    other = remember(database, facts(profile="Ada"), counted_set([rep(1)]))
    assert other.replaced is None
    assert len(remembered(database)) == 2


def test_a_source_without_a_hash_is_never_replaced(database: Path) -> None:
    remember(database, facts(sha256=None, kind="live"), counted_set([rep(1)]))
    assert remember(database, facts(sha256=None, kind="live"), counted_set([rep(1)])).replaced is None
    assert len(remembered(database)) == 2


def test_an_interrupted_analysis_does_not_replace_a_complete_one(database: Path) -> None:
    first = remember(database, facts(), counted_set([rep(1), rep(2), rep(3)]))
    again = remember(database, facts(), counted_set([rep(1)]), interrupted=True)
    assert again.workout_id is None
    assert again.better_earlier is not None
    assert again.better_earlier.id == first.workout_id
    (workout,) = remembered(database)
    assert (workout.id, workout.full, workout.state) == (first.workout_id, 3, "finished")


@pytest.mark.parametrize("interrupted", [False, True])
def test_an_analysis_of_another_exercise_is_stored_separately(database: Path, interrupted: bool) -> None:
    remember(database, facts(), counted_set([rep(1), rep(2)]))
    lunges = counted_set([rep(1)], exercise="lunge")
    other = remember(database, facts(exercise="lunge"), lunges, interrupted=interrupted)
    assert (other.workout_id, other.replaced, other.better_earlier) == (2, None, None)
    assert [(each.exercise, each.full) for each in remembered(database)] == [("lunge", 1), ("squat", 2)]


def test_a_recognised_analysis_is_updated(database: Path) -> None:
    recognised = facts(exercise=None)
    remember(database, recognised, counted_set([rep(1)]))
    again = remember(database, recognised, counted_set([rep(1), rep(2)]))
    assert again.replaced is not None
    assert [each.full for each in remembered(database)] == [2]


def test_recognised_and_named_analyses_are_stored_separately(database: Path) -> None:
    named = remember(database, facts(), counted_set([rep(1), rep(2)]))
    recognised = remember(database, facts(exercise=None), *mixed_sets())
    assert (named.workout_id, recognised.workout_id, recognised.replaced) == (1, 2, None)
    assert remember(database, facts(), counted_set([rep(1)])).workout_id == 1
    again = remember(database, facts(exercise=None), *mixed_sets()[:2])
    assert again.workout_id == 2
    assert [(each.exercise, len(each.sets)) for each in remembered(database)] == [(None, 2), ("squat", 1)]


@pytest.mark.parametrize("before", [False, True])
@pytest.mark.parametrize("now", [False, True])
def test_an_analysis_without_reps_never_replaces_one_with_reps(
    database: Path, before: bool, now: bool
) -> None:
    first = remember(database, facts(), counted_set([rep(1)]), interrupted=before)
    again = remember(database, facts(), interrupted=now)
    assert again.better_earlier is not None
    assert (again.better_earlier.id, again.workout_id, again.replaced) == (first.workout_id, None, None)
    assert [each.full for each in remembered(database)] == [1]


def test_an_analysis_with_reps_replaces_a_complete_one_without(database: Path) -> None:
    first = remember(database, facts())
    again = remember(database, facts(), counted_set([rep(1)]), interrupted=True)
    assert again.workout_id == first.workout_id
    assert [each.full for each in remembered(database)] == [1]


def test_load_and_training_flag_stay_unless_given_again(database: Path) -> None:
    done = counted_set([rep(1), rep(2)])
    remember(database, facts(weight_kg=20.0, as_training=True), done)
    silent = remember(database, facts(), done)
    assert (silent.weight_kg, silent.as_training) == (20.0, True)
    assert [each.weight_kg for each in remembered(database)[0].sets] == [20.0]
    assert remembered(database)[0].as_training
    assert remember(database, facts(weight_kg=0.0), done).weight_kg == 0.0
    assert [each.weight_kg for each in remembered(database)[0].sets] == [0.0]


def test_of_two_interrupted_analyses_the_one_with_more_reps_stays(database: Path) -> None:
    first = remember(database, facts(), counted_set([rep(1), rep(2, 30.0)]), interrupted=True)
    fewer = remember(database, facts(), counted_set([rep(1)]), interrupted=True)
    assert fewer.better_earlier is not None
    assert (fewer.better_earlier.id, fewer.workout_id) == (first.workout_id, None)
    as_many = remember(database, facts(), counted_set([rep(1), rep(2)]), interrupted=True)
    assert (as_many.workout_id, as_many.better_earlier) == (first.workout_id, None)
    (workout,) = remembered(database)
    assert (workout.full, workout.state) == (2, "interrupted")


def test_of_two_interrupted_holds_the_longer_stays(database: Path) -> None:
    plank = facts(exercise="plank")
    remember(database, plank, held_set(20.0), interrupted=True)
    assert remember(database, plank, held_set(10.0), interrupted=True).better_earlier is not None
    assert remember(database, plank, held_set(21.0), interrupted=True).replaced is not None
    assert [each.hold_s for each in remembered(database)] == [21.0]


def test_a_complete_analysis_replaces_interrupted_ones(database: Path) -> None:
    first = remember(database, facts(), counted_set([rep(1), rep(2), rep(3)]), interrupted=True)
    again = remember(database, facts(), counted_set([rep(1), rep(2)]))
    (workout,) = remembered(database)
    assert (workout.id, workout.full, workout.state) == (again.workout_id, 2, "finished")
    assert again.workout_id == first.workout_id


def test_two_simultaneous_analyses_do_not_conflict(database: Path) -> None:
    done = counted_set([rep(1), rep(2)])
    with Logbook(facts(), database) as slow:
        slow.receive(moments_of(done)[0])
        remember(database, facts(), done)
        for each in moments_of(done)[1:]:
            slow.receive(each)
        slow.conclude(summary_of(done), interrupted=False)
    (workout,) = remembered(database)
    assert (workout.full, workout.state) == (2, "finished")


def test_corrections_survive_another_analysis(database: Path) -> None:
    """A count, a hold time and a load, whatever the new analysis counts."""
    two = (counted_set([rep(1), rep(2)]), counted_set([rep(5), rep(6)], number=2))
    first = remember(database, facts(), *two)
    edit_set(remembered(database)[0], 1, Edit(reps=12, weight_kg=20.0), database)
    edit_set(remembered(database)[0], 2, Edit(weight_kg=30.0), database)
    assert first.corrected is None
    again = remember(database, facts(), counted_set([rep(1), rep(2), rep(3)]), two[1])
    [workout] = remembered(database)
    assert [(each.summary.full, each.weight_kg) for each in workout.sets] == [(12, 20.0), (2, 30.0)]
    assert [each.summary.detected_full for each in workout.sets] == [3, 2]
    assert again.corrected == workout.sets, "the report names them"
    assert edit_set(workout, 1, Edit(as_counted=True), database).summary.full == 3
    third = remember(database, facts(), *two)
    assert (third.corrected, remembered(database)[0].full) == (None, 4)


def test_a_corrected_hold_survives_and_can_be_undone(database: Path) -> None:
    plank = facts(exercise="plank")
    remember(database, plank, held_set(31.5))
    edit_set(remembered(database)[0], None, Edit(hold_s=45.0), database)
    assert remember(database, plank, held_set(30.0)).corrected is not None
    [workout] = remembered(database)
    assert workout.hold_s == 45.0
    assert edit_set(workout, None, Edit(as_counted=True), database).summary.hold_s == 30.0


def test_a_corrected_set_replaces_a_set_now_recognised_as_something_else(database: Path) -> None:
    unnamed = facts(exercise=None)
    squats, push_ups = counted_set([rep(1), rep(2)]), counted_set([rep(5)], number=2, exercise="push-up")
    remember(database, unnamed, squats, push_ups)
    edit_set(remembered(database)[0], 1, Edit(reps=3), database)
    lunges = counted_set([rep(1), rep(2)], exercise="lunge")
    remember(database, unnamed, lunges, push_ups)
    [workout] = remembered(database)
    assert [(each.summary.number, each.summary.exercise, each.summary.full) for each in workout.sets] == [
        (1, "squat", 3),
        (2, "push-up", 1),
    ]


def test_undoing_without_a_correction_is_refused(database: Path) -> None:
    remember(database, facts(), counted_set([rep(1)]))
    with pytest.raises(NothingToEdit, match="no correction to undo in set 1 of workout 1"):
        edit_set(remembered(database)[0], None, Edit(as_counted=True), database)


def test_segments_are_replaced_with_their_analysis(database: Path) -> None:
    before, now = (Segment(1.0, 9.0, name, 0.9) for name in ("squat", "lunge"))
    unnamed = facts(exercise=None)
    remember(database, unnamed, counted_set([rep(1)]), segments=(before,))
    remember(database, unnamed, counted_set([rep(1)], exercise="lunge"), segments=(now,))
    assert [each.segments for each in remembered(database)] == [(now,)]
