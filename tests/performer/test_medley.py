"""A whole workout by one rendered athlete."""

from __future__ import annotations

import numpy as np
import pytest

from coach.bench.fixtures.medley_plans import PLANS, MedleyPlan, medley_of
from coach.catalogue.library import load_exercise
from coach.performer.medley import Medley

_JUMP_M = 0.25
"""No joint goes farther from one frame to the next: 7.5 m/s."""


@pytest.fixture(scope="module")
def act() -> Medley:
    """Standing and walking rests, upright and on the floor, counted and held."""
    return medley_of(MedleyPlan("side", "ordinary", ("squat", "push-up", "plank")))


def test_it_has_as_many_frames_as_it_lasts(act: Medley) -> None:
    assert len(act.figure.landmarks) == len(act.times) == round(act.duration_s * act.frame_rate)


def test_the_truth_is_in_the_body(act: Medley) -> None:
    squats, push_ups, plank = act.stretches
    assert [each[0] for each in act.stretches] == ["squat", "push-up", "plank"]
    knee, elbow = act.joints_deg[:, 3].min(axis=1), act.joints_deg[:, 0].min(axis=1)
    hips_m = act.figure.landmarks[:, [23, 24], 1].mean(axis=1)
    for joint, (_, start_s, end_s) in ((knee, squats), (elbow, push_ups)):
        inside = (act.times > start_s) & (act.times < end_s)
        assert joint[inside].min() < 100 < 150 < joint[np.searchsorted(act.times, [start_s, end_s])].min()
    lying = hips_m[(act.times > plank[1]) & (act.times < plank[2])]
    assert lying.max() < 0.5 < hips_m[0]


def test_nobody_jumps_before_the_camera(act: Medley) -> None:
    steps = np.abs(np.diff(act.figure.landmarks, axis=0)).max(axis=(1, 2))
    places = act.camera.pixels(act.camera.seen(act.figure.landmarks, act.middle)) / act.camera.size
    outside = (places[..., 0].max(axis=1) < 0) | (places[..., 0].min(axis=1) > 1)
    assert not np.flatnonzero((steps > _JUMP_M) & ~(outside[1:] & outside[:-1])).tolist()
    assert outside.any(), "some walk out of the picture and come back"


def test_everything_is_done_in_the_picture(act: Medley) -> None:
    places = act.camera.pixels(act.camera.seen(act.figure.landmarks, act.middle)) / act.camera.size
    for _, start_s, end_s in act.stretches:
        done = places[(act.times >= start_s) & (act.times <= end_s)]
        assert done.min() > 0
        assert done.max() < 1


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.name)
def test_every_plan_is_of_exercises_that_go_together(plan: MedleyPlan) -> None:
    assert len(set(plan.exercises)) == 6
    for name in plan.exercises:
        exercise = load_exercise(name)
        assert plan.view in exercise.camera.views
        assert not exercise.poses.props


def test_a_plan_gives_the_same_workout_again(act: Medley) -> None:
    again = medley_of(MedleyPlan("side", "ordinary", ("squat", "push-up", "plank")))
    np.testing.assert_array_equal(again.figure.landmarks, act.figure.landmarks)
    assert again.stretches == act.stretches
