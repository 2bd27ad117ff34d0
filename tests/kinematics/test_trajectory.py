"""Trajectories go through their poses, from support to support."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.catalogue.poses import MOVEMENTS, KeyPoses, Pose, Waypoint
from coach.kinematics.body import Body
from coach.kinematics.skeleton import Array, angle_row
from coach.kinematics.trajectory import Trajectory, interpolate
from coach.performer.motion.passage import move_along

_KNEE = MOVEMENTS.index("left_knee_flexion")
_SHARES = np.linspace(0, 1, 101)


def _trajectory(*between: Waypoint) -> Trajectory:
    poses = KeyPoses(support="feet", start={"knee_flexion": 10}, turn={"knee_flexion": 90}, between=between)
    return Trajectory(poses, Body())


def _knee(trajectory: Trajectory, at: float, leg: str = "out") -> float:
    return float(trajectory.rows(np.array([at]), "back" if leg == "back" else "out")[0, _KNEE])


def test_without_waypoints_the_trajectory_is_straight() -> None:
    np.testing.assert_allclose(_trajectory().rows(_SHARES, "out")[:, _KNEE], 10 + 80 * _SHARES, atol=1e-9)


def test_the_trajectory_goes_through_the_waypoints_of_each_leg() -> None:
    trajectory = _trajectory(
        Waypoint(leg="out", at=0.4, pose={"knee_flexion": 20}), Waypoint(at=0.7, pose={"knee_flexion": 95})
    )
    assert [_knee(trajectory, at) for at in (0.0, 0.4, 0.7, 1.0)] == pytest.approx([10, 20, 95, 90])
    assert [_knee(trajectory, at, "back") for at in (0.0, 0.7, 1.0)] == pytest.approx([10, 95, 90])
    assert _knee(trajectory, 0.4, "back") > 30


@given(
    st.lists(st.floats(0.02, 0.98), min_size=1, max_size=4, unique_by=lambda at: round(at, 1)),
    st.lists(st.floats(-100, 100), min_size=6, max_size=6),
)
def test_interpolation_stays_between_neighbouring_poses(at: list[float], values: list[float]) -> None:
    knots = [0.0, *sorted(at), 1.0]
    heights = np.array(values[: len(knots)])
    between = interpolate(knots, heights[:, None], _SHARES)[:, 0]
    for (left, low), (right, high) in pairwise(zip(knots, heights, strict=True)):
        there = between[(left <= _SHARES) & (right >= _SHARES)]
        assert (there >= min(low, high) - 1e-9).all()
        assert (there <= max(low, high) + 1e-9).all()


def test_there_is_no_corner_at_a_pose() -> None:
    fine = np.linspace(0, 1, 2001)
    slopes = np.diff(interpolate([0.0, 0.3, 1.0], np.array([[0.0], [40.0], [90.0]]), fine)[:, 0]) * 2000
    assert np.abs(np.diff(slopes)).max() < 1.0


def test_a_hop_is_off_the_floor_between_the_poses_and_on_it_there() -> None:
    trajectory = _trajectory(Waypoint(at=0.5, lift_m=0.05))
    lift = trajectory.lift_m(_SHARES, "back")
    assert lift.max() == pytest.approx(0.05)
    assert (lift[[0, -1]] == 0).all()
    for depth in (1.0, 0.5):
        soles = (
            move_along(trajectory, _SHARES, _still(), depth=depth).figure.landmarks[:, 29:33, 1].min(axis=1)
        )
        assert soles.max() - soles.min() == pytest.approx(0.05 * depth, abs=1e-6)
        assert soles[0] == pytest.approx(soles[-1]) == pytest.approx(soles.min())


def test_a_support_hands_over_to_the_next_where_the_body_meets_it() -> None:
    squat: Pose = {
        "trunk_pitch": 64.0,
        "hip_flexion": 154.0,
        "knee_flexion": 130.0,
        "ankle_dorsiflexion": 40.0,
    }
    poses = KeyPoses(
        support="feet",
        start={},
        turn={"trunk_pitch": 74, "shoulder_flexion": 78, "ankle_dorsiflexion": 18},
        between=(Waypoint(at=0.5, pose={**squat, "shoulder_flexion": 64}, support="hands"),),
    )
    trajectory = Trajectory(poses, Body())
    weights = trajectory.weights(_SHARES, "out")
    np.testing.assert_allclose(weights.sum(axis=1), 1)
    assert [footing.support for footing in trajectory.footings] == ["feet", "hands"]
    assert (weights[_SHARES < 0.4, 0] == 1).all()
    assert (weights[_SHARES > 0.6, 1] == 1).all()
    landmarks = move_along(trajectory, _SHARES, _still()).figure.landmarks
    hands, toes = landmarks[:, 15:17].mean(axis=1), landmarks[:, 31:33].mean(axis=1)
    assert np.ptp(hands[_SHARES > 0.6], axis=0).max() < 1e-9
    assert np.ptp(toes[_SHARES < 0.4][:, [0, 2]], axis=0).max() < 1e-9
    assert landmarks[..., 1].min() > 0
    assert np.linalg.norm(np.diff(landmarks, axis=0), axis=2).max() < 0.08


def test_a_mirrored_trajectory_is_the_mirror_image() -> None:
    poses = KeyPoses(
        support="feet",
        start={},
        turn={"left_hip_flexion": 80, "left_knee_flexion": 80, "trunk_twist": 20, "trunk_roll": 5},
        alternates=True,
    )
    trajectory = Trajectory(poses, Body())
    left, right = (
        move_along(trajectory, _SHARES, _still(), mirror=mirror).figure.landmarks for mirror in (False, True)
    )
    other = [0, 4, 5, 6, 1, 2, 3, 8, 7, 10, 9, *(each + 1 - 2 * (each % 2 == 0) for each in range(11, 33))]
    np.testing.assert_allclose(left, right[:, other] * [-1, 1, 1], atol=1e-9)


def _still() -> Array:
    return np.zeros((len(_SHARES), len(angle_row({}))))
