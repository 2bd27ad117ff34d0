"""The landmarks have the given joint angles."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.body.angles import JOINTS, SIDES, angles_of, joint_angles
from coach.body.landmarks import BONES, Landmark, Side, of_side
from coach.body.pose import Pose
from coach.catalogue.poses import MOVEMENTS
from coach.kinematics.body import Body
from coach.kinematics.skeleton import angle_row, mirrored, stand

_TWISTED = [
    {Landmark.LEFT_SHOULDER, Landmark.LEFT_HIP},
    {Landmark.RIGHT_SHOULDER, Landmark.RIGHT_HIP},
]
"""Not a bone: the trunk's twist changes the distance between shoulder and hip."""

angles = st.lists(st.floats(-150, 150), min_size=len(MOVEMENTS), max_size=len(MOVEMENTS))


@given(angles, st.floats(0, 170), st.floats(0, 170))
def test_hinge_angles_are_measured_correctly_whatever_else_moves(
    row: list[float], elbow: float, knee: float
) -> None:
    table = np.array([row])
    for side in SIDES:
        table[0, MOVEMENTS.index(f"{side}_elbow_flexion")] = elbow
        table[0, MOVEMENTS.index(f"{side}_knee_flexion")] = knee
    measured = joint_angles(stand(table, Body()).landmarks)[0]
    np.testing.assert_allclose(measured[JOINTS.index("elbow")], 180 - elbow, atol=1e-5)
    np.testing.assert_allclose(measured[JOINTS.index("knee")], 180 - knee, atol=1e-5)


@given(angles)
def test_bones_keep_their_lengths(row: list[float]) -> None:
    body = Body()
    rest, moved = (stand(np.array([each]), body).landmarks[0] for each in ([0.0] * len(row), row))
    for start, end in BONES:
        if {start, end} in _TWISTED:
            continue
        np.testing.assert_allclose(
            np.linalg.norm(moved[end] - moved[start]), np.linalg.norm(rest[end] - rest[start]), atol=1e-9
        )


@pytest.mark.parametrize(
    ("movement", "landmark", "direction"),
    [
        ("left_shoulder_flexion", Landmark.LEFT_WRIST, (0, 0, 1)),
        ("left_shoulder_abduction", Landmark.LEFT_WRIST, (1, 0, 0)),
        ("right_shoulder_abduction", Landmark.RIGHT_WRIST, (-1, 0, 0)),
        ("left_elbow_flexion", Landmark.LEFT_WRIST, (0, 0, 1)),
        ("right_hip_flexion", Landmark.RIGHT_KNEE, (0, 0, 1)),
        ("right_hip_abduction", Landmark.RIGHT_KNEE, (-1, 0, 0)),
        ("left_knee_flexion", Landmark.LEFT_ANKLE, (0, 0, -1)),
        ("left_ankle_dorsiflexion", Landmark.LEFT_FOOT_INDEX, (0, 1, 0)),
        ("trunk_pitch", Landmark.NOSE, (0, 0, 1)),
        ("trunk_roll", Landmark.NOSE, (1, 0, 0)),
        ("trunk_twist", Landmark.NOSE, (1, 0, 0)),
        ("trunk_twist", Landmark.LEFT_SHOULDER, (0, 0, -1)),
        ("neck_flexion", Landmark.NOSE, (0, -1, 0)),
    ],
)
def test_positive_directions_are_those_of_anatomy(
    movement: str, landmark: Landmark, direction: tuple[int, ...]
) -> None:
    row = np.zeros((2, len(MOVEMENTS)))
    row[1, MOVEMENTS.index(movement)] = 40
    before, after = stand(row, Body()).landmarks[:, landmark]
    assert (after - before) @ np.array(direction) > 0.02


def test_a_movement_without_a_side_applies_to_both() -> None:
    both = angle_row({"knee_flexion": 30})
    assert (both == angle_row({"left_knee_flexion": 30, "right_knee_flexion": 30})).all()
    assert (mirrored(both) == both).all()


def test_mirroring_exchanges_left_and_right() -> None:
    leading = angle_row({"left_hip_flexion": 80, "trunk_pitch": 5})
    assert (mirrored(leading) == angle_row({"right_hip_flexion": 80, "trunk_pitch": 5})).all()


def test_mirroring_exchanges_the_side_of_leans_and_turns() -> None:
    sides: list[tuple[Side, Side]] = [("left", "right"), ("right", "left")]
    one = angle_row({"trunk_roll": 20, "trunk_twist": 30, "left_elbow_flexion": 40, "trunk_pitch": 10})
    figure, other = (stand(rows[None], Body()).landmarks[0] for rows in (one, mirrored(one)))
    for side, opposite in sides:
        for joint in ("wrist", "knee", "ear"):
            there = other[of_side(opposite, joint)] * [-1, 1, 1]
            np.testing.assert_allclose(figure[of_side(side, joint)], there, atol=1e-9)


@given(st.floats(-80, 80), st.floats(-60, 60), st.floats(-60, 60))
def test_the_measured_twist_is_the_given_one(twist: float, pitch: float, roll: float) -> None:
    world = stand(angle_row({"trunk_twist": twist, "trunk_pitch": pitch, "trunk_roll": roll})[None], Body())
    measured = world.landmarks[0] * [1, -1, -1]
    certain = np.ones(len(Landmark))
    angles = angles_of(Pose(0.0, measured, measured, certain, certain, (480, 480)))
    assert angles.twist == pytest.approx(twist, abs=1e-6)


def test_segments_have_the_published_shares_of_the_height() -> None:
    tall = stand(np.zeros((1, len(MOVEMENTS))), Body(height_m=2.0)).landmarks[0]
    thigh = np.linalg.norm(tall[Landmark.LEFT_KNEE] - tall[Landmark.LEFT_HIP])
    forearm = np.linalg.norm(tall[Landmark.LEFT_WRIST] - tall[Landmark.LEFT_ELBOW])
    np.testing.assert_allclose([thigh, forearm], [0.490, 0.292])
