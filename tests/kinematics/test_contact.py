"""A body touches its supports, sinks into nothing, and keeps its limbs' lengths."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from coach.body.landmarks import BONES, Landmark
from coach.catalogue.library import all_exercises, load_exercise
from coach.catalogue.poses import KeyPoses
from coach.kinematics.body import Body
from coach.kinematics.skeleton import Array
from coach.kinematics.trajectory import Trajectory
from coach.performer.motion.choreography import Performance
from coach.performer.repertoire import perform

NAMES = sorted(all_exercises())
_STOCKY = Body(height_m=1.62, trunk=0.318, thigh=0.226, shank=0.226, upper_arm=0.168, forearm=0.134)
_TRUNK = [
    {Landmark.LEFT_SHOULDER, Landmark.LEFT_HIP},
    {Landmark.RIGHT_SHOULDER, Landmark.RIGHT_HIP},
]
_FASTEST_M_S = 14.0
"""Speed of a hand in a hard throw, faster than in any exercise."""


@cache
def _performed(name: str) -> Performance:
    """A performance with entry, partial reps, joint noise and exit."""
    exercise = load_exercise(name)
    noisy = perform(exercise, entry_s=5.5, exit_s=5.0, joint_noise_deg=2.0, seed=5)
    return (
        noisy
        if exercise.hold is not None
        else perform(
            exercise, entry_s=5.5, exit_s=5.0, joint_noise_deg=2.0, seed=5, depths=(1.0, 0.4, 1.0, 0.7)
        )
    )


@pytest.mark.parametrize("name", NAMES)
def test_nothing_sinks_into_the_floor(name: str) -> None:
    assert _performed(name).figure.landmarks[..., 1].min() > 0.003
    assert Trajectory(load_exercise(name).poses, _STOCKY).sweep.landmarks[..., 1].min() > 0.003


@pytest.mark.parametrize("name", NAMES)
def test_limbs_keep_their_lengths(name: str) -> None:
    landmarks = _performed(name).figure.landmarks
    for start, end in BONES:
        if {start, end} not in _TRUNK:
            lengths = np.linalg.norm(landmarks[:, start] - landmarks[:, end], axis=1)
            assert np.ptp(lengths) < 1e-9, (start.name, end.name)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_jumps_from_frame_to_frame(name: str) -> None:
    performance = _performed(name)
    speeds = np.linalg.norm(np.diff(performance.figure.landmarks, axis=0), axis=2) * performance.frame_rate
    assert speeds.max() < _FASTEST_M_S


@pytest.mark.parametrize("name", [name for name in NAMES if load_exercise(name).poses.alternates])
def test_the_planted_foot_does_not_slide(name: str) -> None:
    exercise = load_exercise(name)
    trajectory = Trajectory(exercise.poses, Body())
    toe = {"left": Landmark.LEFT_FOOT_INDEX, "right": Landmark.RIGHT_FOOT_INDEX}
    for mirror, figure in zip((False, True), _sweeps(trajectory), strict=True):
        planted = trajectory.planted(mirror=mirror)
        if planted is not None:
            level = np.ptp(figure[:, toe[planted]], axis=0)
            assert level[1] < 0.03
            assert exercise.poses.support == "hands" or level[2] < 0.01


def _sweeps(trajectory: Trajectory) -> list[Array]:
    landmarks = trajectory.sweep.landmarks
    return [landmarks[: trajectory.steps], landmarks[trajectory.steps : 2 * trajectory.steps]]


def _start(name: str) -> tuple[Array, float]:
    body = Body()
    landmarks = Trajectory(load_exercise(name).poses, body).sweep.landmarks[0]
    return landmarks, body.height_m


def test_a_side_plank_rests_on_elbow_and_foot_below_an_upright_arm() -> None:
    landmarks, height = _start("side-plank")
    elbow, shoulder = landmarks[Landmark.LEFT_ELBOW], landmarks[Landmark.LEFT_SHOULDER]
    assert elbow[1] == pytest.approx(0.024 * height)
    np.testing.assert_allclose((shoulder - elbow)[[0, 2]], 0, atol=1e-9)
    foot = landmarks[[Landmark.LEFT_ANKLE, Landmark.LEFT_FOOT_INDEX, Landmark.LEFT_HEEL], 1]
    assert foot.min() < 0.05
    assert landmarks[Landmark.LEFT_HIP, 1] > 0.2
    assert landmarks[Landmark.RIGHT_SHOULDER, 1] > shoulder[1] + 0.2


def test_a_bridge_rests_on_shoulders_and_feet_whatever_the_hips_do() -> None:
    trajectory = Trajectory(load_exercise("glute-bridge").poses, Body())
    landmarks = trajectory.sweep.landmarks
    shoulders, feet = landmarks[:, 11:13].mean(axis=1), landmarks[:, 29:33]
    assert np.ptp(shoulders, axis=0).max() < 1e-9
    assert np.abs(feet[..., 1].min(axis=1) - 0.014).max() < 0.06
    assert np.ptp(landmarks[:, Landmark.LEFT_HIP, 1]) > 0.12


def test_on_a_bench_the_feet_are_on_the_floor() -> None:
    poses = KeyPoses(
        support="bench",
        start={
            "trunk_pitch": -90,
            "hip_flexion": -8,
            "hip_abduction": 15,
            "knee_flexion": 82,
            "shoulder_flexion": 90,
        },
        turn={"trunk_pitch": -90, "hip_flexion": -8, "knee_flexion": 82, "elbow_flexion": 90},
    )
    for body in (Body(), _STOCKY):
        trajectory = Trajectory(poses, body)
        landmarks = trajectory.sweep.landmarks
        assert 0.38 <= trajectory.footings[0].height_m <= 0.52
        assert landmarks[0, 29:33, 1].min() < 0.06
        assert np.ptp(landmarks[:, 11:13].mean(axis=1), axis=0).max() < 1e-9


def test_dip_bars_are_high_enough_for_the_feet() -> None:
    poses = KeyPoses(
        support="bar",
        start={"shoulder_flexion": 5, "shoulder_abduction": 12, "knee_flexion": 60},
        turn={"trunk_pitch": 20, "shoulder_flexion": -45, "elbow_flexion": 95, "knee_flexion": 60},
    )
    landmarks = Trajectory(poses, Body()).sweep.landmarks
    assert landmarks[:, 27:33, 1].min() == pytest.approx(0.12, abs=0.01)
    assert np.ptp(landmarks[:, 15:17].mean(axis=1), axis=0).max() < 1e-9
