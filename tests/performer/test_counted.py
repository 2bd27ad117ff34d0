"""Counts of performances from their true landmarks, without a pose model."""

from __future__ import annotations

import pytest

from coach.catalogue.library import all_exercises, load_exercise
from coach.judging.judge import Judge
from coach.judging.observation import Summary
from coach.performer.motion.act import Act
from coach.performer.motion.activities import KINDS, Activity, Kind
from coach.performer.repertoire import depth_for, perform
from coach.performer.sources import Truth
from coach.pipeline import run

_EXERCISES = all_exercises()
_COUNTED = [name for name, exercise in _EXERCISES.items() if exercise.reps is not None]
_HELD = [name for name, exercise in _EXERCISES.items() if exercise.hold is not None]
_UPRIGHT_TOO = ("push-up",)
"""Exercises against a wall are done standing, so their position allows an upright trunk."""


def _judged(act: Act, name: str) -> Summary:
    return run(Truth(act), Judge(load_exercise(name)), [])[0]


@pytest.mark.parametrize("name", _COUNTED)
def test_each_exercise_file_performs_what_it_counts(name: str) -> None:
    exercise = load_exercise(name)
    half = depth_for(exercise, 0.5)
    summary = _judged(perform(exercise, depths=(1.0, 1.0, half, 1.0, half, 1.0, 1.0)), name)
    assert summary.full == 5
    assert summary.partial <= 2


@pytest.mark.parametrize("name", _HELD)
def test_each_file_of_a_hold_performs_what_it_holds(name: str) -> None:
    performance = perform(load_exercise(name), hold_s=6.0)
    assert _judged(performance, name).hold_s == pytest.approx(performance.duration_s, abs=0.5)


@pytest.mark.parametrize("name", _COUNTED)
def test_entering_and_setting_up_count_nothing(name: str) -> None:
    summary = _judged(perform(load_exercise(name), depths=(1.0,) * 2, entry_s=6.0), name)
    assert (summary.full, summary.partial) == (2, 0)


@pytest.mark.parametrize("name", _COUNTED)
def test_a_film_that_starts_within_a_rep_counts_the_complete_ones(name: str) -> None:
    exercise = load_exercise(name)
    usual = perform(exercise)
    midway = perform(exercise, depths=(1.0,) * 4, begin_s=usual.reps[0].turn_s)
    assert [rep.whole for rep in midway.reps] == [False, True, True, True]
    assert _judged(midway, name).full == 3


@pytest.mark.parametrize("kind", ["walking", "waving", "drinking", "sitting down"])
def test_upright_activities_count_no_exercise_on_the_floor_or_at_a_bar(kind: Kind) -> None:
    act = Activity(kind=kind, duration_s=40.0, seed=3, frame_rate=10.0)
    for name, exercise in _EXERCISES.items():
        if exercise.poses.support != "feet":
            summary = _judged(act, name)
            tried = 0 if name in _UPRIGHT_TOO else summary.partial
            assert (name, summary.full, tried, summary.hold_s or 0.0) == (name, 0, 0, 0.0)


@pytest.mark.parametrize("kind", KINDS)
def test_everyday_activities_hold_no_position(kind: Kind) -> None:
    act = Activity(kind=kind, duration_s=40.0, seed=3, frame_rate=10.0)
    assert not any(_judged(act, name).hold_s for name in ("plank", "side-plank"))
