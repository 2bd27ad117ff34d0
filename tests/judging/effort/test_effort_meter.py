"""The velocity and the sides of reps, measured on performances with a known truth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from coach.bench.accuracy.velocity import VelocityComparison, compare_efforts, loss_errors, staged_efforts
from coach.body.landmarks import Landmark
from coach.body.pose import Pose
from coach.catalogue.library import load_exercise
from coach.judging.effort.effort_meter import EffortMeter
from coach.judging.events import Rep
from coach.judging.figures.rep_effort import RepEffort
from coach.judging.judge import Judge
from coach.performer.motion.choreography import Beat
from coach.performer.repertoire import perform
from coach.performer.sources import Truth


@cache
def compared(name: str) -> list[VelocityComparison]:
    return compare_efforts(load_exercise(name), None)


def reps_of(name: str, poses: Sequence[Pose]) -> list[Rep]:
    judge = Judge(load_exercise(name))
    for pose in poses:
        judge.observe(pose, pose.time)
    return [rep for each in judge.finish().sets for rep in each.reps]


@cache
def squat_poses(view: str = "side") -> tuple[Pose, ...]:
    squat = load_exercise("squat")
    performance = perform(squat, "side" if view == "side" else "front", depths=(1.0, 1.0))
    return tuple(each.pose for each in Truth(performance) if each.pose is not None)


@pytest.mark.parametrize("name", ["squat", "deadlift", "pull-up"])
def test_velocity_is_within_a_tenth_of_the_truth_and_the_loss_within_five_points(name: str) -> None:
    efforts = compared(name)
    errors = [each.error for each in efforts]
    assert len(errors) == 6
    assert all(error is not None and abs(error) <= 0.10 for error in errors), errors
    losses = loss_errors(efforts)
    assert losses
    assert max(map(abs, losses)) <= 5.0


def test_a_curl_is_measured_by_its_forearm_and_needs_no_legs_in_view() -> None:
    performance = perform(load_exercise("biceps-curl"), "side", depths=(1.0, 1.0))
    shown = np.where(np.arange(33) < Landmark.LEFT_KNEE, 1.0, 0.0)
    poses = [
        replace(each.pose, visibility=each.pose.visibility * shown)
        for each in Truth(performance)
        if each.pose is not None
    ]
    efforts = [rep.effort for rep in reps_of("biceps-curl", poses)]
    assert [each is not None and each.speed is not None for each in efforts] == [True, True]


def test_error_bar_holds_the_truth() -> None:
    for each in compared("squat"):
        assert each.measured_m_s is not None
        assert each.error_m_s is not None
        assert abs(each.measured_m_s - each.true_m_s) <= each.error_m_s < each.measured_m_s / 2


def test_velocity_of_the_angle_is_the_range_over_the_same_time() -> None:
    squat = load_exercise("squat")
    beat = replace(Beat(), back_s=1.5)
    poses = [each.pose for each in Truth(perform(squat, "side", beat=beat, depths=(1.0,) * 2))]
    for rep in reps_of("squat", [pose for pose in poses if pose is not None]):
        assert rep.effort is not None
        assert rep.effort.velocity_deg_s == pytest.approx(rep.rom_deg / 1.5, rel=0.12)
        assert rep.effort.point == "shoulders"


def cropped(pose: Pose) -> Pose:
    """The pose with everything below the shoulders out of the picture."""
    image = pose.image.copy()
    image[11:, 1] += 1.0
    return replace(pose, image=image)


def test_nothing_is_known_of_a_body_that_is_out_of_the_picture() -> None:
    for rep in reps_of("squat", [cropped(pose) for pose in squat_poses()]):
        assert rep.effort is None or rep.effort == RepEffort()


def feet_cropped(pose: Pose) -> Pose:
    """The pose with the shoulders hidden: their velocity can't be read, that of the knee can."""
    visibility = pose.visibility.copy()
    visibility[[11, 12]] = 0.1
    return replace(pose, visibility=visibility)


def test_hidden_shoulders_leave_the_angle_alone() -> None:
    efforts = [rep.effort for rep in reps_of("squat", [feet_cropped(pose) for pose in squat_poses()])]
    assert efforts
    for effort in efforts:
        assert effort is None or effort.speed is None


def test_a_rep_in_slow_motion_has_no_velocity() -> None:
    [rep, _] = reps_of("squat", squat_poses())
    meter = EffortMeter(load_exercise("squat"))
    judge = Judge(load_exercise("squat"))
    for pose in squat_poses():
        angles = judge.observe(pose, pose.time).angles
        assert angles is not None
        meter.observe(angles, pose.time, pose)
    assert meter.of_rep(rep) is not None
    assert meter.of_rep(replace(rep, slowed=True)) is None


def test_rhythmical_exercises_have_no_velocity() -> None:
    jack = load_exercise("jumping-jack")
    poses = [each.pose for each in Truth(perform(jack, "front", depths=(1.0,) * 3))]
    reps = reps_of("jumping-jack", [pose for pose in poses if pose is not None])
    assert len(reps) == 3
    assert all(rep.effort is None or rep.effort.velocity_deg_s is None for rep in reps)


def test_sides_are_compared_only_where_both_are_seen() -> None:
    from_side = reps_of("squat", squat_poses())
    from_front = reps_of("squat", squat_poses("front"))
    assert all(rep.effort is not None and rep.effort.left_rom_deg is None for rep in from_side)
    for rep in from_front:
        assert rep.effort is not None
        assert rep.effort.left_rom_deg == pytest.approx(rep.effort.right_rom_deg or 0.0, abs=3.0)
        assert rep.effort.sides_error_deg is not None
        assert rep.effort.sides_error_deg > 5.0


def test_staged_efforts_have_the_velocities_of_the_bar() -> None:
    performance = staged_efforts(load_exercise("squat"))
    truths = [each.true_m_s for each in compared("squat")]
    assert np.min(truths) == pytest.approx(0.3, abs=0.02)
    assert np.max(truths) == pytest.approx(1.5, abs=0.05)
    assert len(performance.reps) == len(truths)
