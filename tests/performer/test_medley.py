"""A workout of several exercises by a rendered athlete."""

from __future__ import annotations

import numpy as np
import pytest

from coach.bench.fixtures.medley_plans import PLANS, MedleyPlan, medley_of
from coach.catalogue.library import load_exercise
from coach.performer.medley import Medley

_JUMP_M = 0.25
"""Largest movement of a joint between two frames: 7.5 m/s."""


@pytest.fixture(scope="module")
def act() -> Medley:
    """Rests with standing and walking, exercises upright and on the floor, reps and a hold."""
    return medley_of(MedleyPlan("side", "ordinary", ("squat", "push-up", "plank")))


def test_it_has_as_many_frames_as_it_lasts(act: Medley) -> None:
    assert len(act.figure.landmarks) == len(act.times) == round(act.duration_s * act.frame_rate)


def test_the_stretches_match_the_figure(act: Medley) -> None:
    squats, push_ups, plank = act.stretches
    assert [each[0] for each in act.stretches] == ["squat", "push-up", "plank"]
    knee, elbow = act.joints_deg[:, 3].min(axis=1), act.joints_deg[:, 0].min(axis=1)
    hips_m = act.figure.landmarks[:, [23, 24], 1].mean(axis=1)
    for joint, (_, start_s, end_s) in ((knee, squats), (elbow, push_ups)):
        inside = (act.times > start_s) & (act.times < end_s)
        assert joint[inside].min() < 100 < 150 < joint[np.searchsorted(act.times, [start_s, end_s])].min()
    lying = hips_m[(act.times > plank[1]) & (act.times < plank[2])]
    assert lying.max() < 0.5 < hips_m[0]


def test_the_body_never_jumps(act: Medley) -> None:
    steps = np.abs(np.diff(act.figure.landmarks, axis=0)).max(axis=(1, 2))
    places = act.camera.pixels(act.camera.to_camera(act.figure.landmarks, act.middle)) / act.camera.size
    outside = (places[..., 0].max(axis=1) < 0) | (places[..., 0].min(axis=1) > 1)
    assert not np.flatnonzero((steps > _JUMP_M) & ~(outside[1:] & outside[:-1])).tolist()
    assert outside.any(), "the person walks out of the picture and back"


def test_all_exercises_are_inside_the_picture(act: Medley) -> None:
    places = act.camera.pixels(act.camera.to_camera(act.figure.landmarks, act.middle)) / act.camera.size
    for _, start_s, end_s in act.stretches:
        done = places[(act.times >= start_s) & (act.times <= end_s)]
        assert done.min() > 0
        assert done.max() < 1


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.name)
def test_the_exercises_of_every_plan_can_be_combined(plan: MedleyPlan) -> None:
    assert len(set(plan.exercises)) == 6
    for name in plan.exercises:
        exercise = load_exercise(name)
        assert plan.view in exercise.camera.views
        assert not exercise.poses.props


def test_a_plan_is_reproducible(act: Medley) -> None:
    again = medley_of(MedleyPlan("side", "ordinary", ("squat", "push-up", "plank")))
    np.testing.assert_array_equal(again.figure.landmarks, act.figure.landmarks)
    assert again.stretches == act.stretches
