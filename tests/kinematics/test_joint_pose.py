"""The joint angles of a body are those that it was posed with, wherever it faces."""

from __future__ import annotations

import numpy as np
import pytest

from coach.catalogue.library import all_exercises
from coach.catalogue.poses import MOVEMENTS
from coach.kinematics.body import Body
from coach.kinematics.joint_pose import joint_pose, mirrored_points
from coach.kinematics.skeleton import about, angle_row, mirrored, stand
from coach.kinematics.trajectory import Trajectory

_UNSEEN_M = 0.1
"""A straight limb hides its rotation, and hands and feet go with it."""


@pytest.mark.parametrize("facing_deg", [0, 50, 160, 270])
def test_the_key_poses_of_every_exercise_are_found_again(facing_deg: float) -> None:
    turn = about("y", np.deg2rad(np.array([facing_deg])))[0]
    for exercise in all_exercises().values():
        trajectory = Trajectory(exercise.poses, Body())
        start, halfway, end = (trajectory.sweep.landmarks[[0, 20, 40]]) @ turn.T
        found = [(joint_pose(start), exercise.poses.start)]
        if exercise.poses.turn:
            found.append((joint_pose(end, halfway), exercise.poses.turn))
        for pose, wanted in found:
            posed, again = (stand(angle_row(each)[None], Body()).landmarks[0] for each in (wanted, pose))
            assert np.abs(posed - again).max() < _UNSEEN_M, exercise.name


def test_an_arm_overhead_went_there_the_way_it_was_seen_halfway() -> None:
    raised = {"forward": {"shoulder_flexion": 170.0}, "sideways": {"shoulder_abduction": 170.0}}
    for way, pose in raised.items():
        half, whole = (
            stand(angle_row({movement: share * degrees for movement, degrees in pose.items()})[None], Body())  # type: ignore[misc]
            for share in (0.5, 1.0)
        )
        found = joint_pose(whole.landmarks[0], half.landmarks[0])
        flexion, abduction = found["left_shoulder_flexion"], found["left_shoulder_abduction"]
        assert (abduction > 150) == (way == "sideways")
        assert (flexion > 150) == (way == "forward")


def test_a_mirrored_body_has_the_mirrored_angles() -> None:
    row = angle_row({"left_hip_flexion": 80.0, "left_knee_flexion": 60.0, "right_elbow_flexion": 40.0})
    points = stand(row[None], Body()).landmarks[0]
    found = joint_pose(mirrored_points(points))
    wanted = dict(zip(MOVEMENTS, mirrored(row), strict=True))
    assert found["right_hip_flexion"] == pytest.approx(wanted["right_hip_flexion"], abs=0.5)
    assert found["left_elbow_flexion"] == pytest.approx(wanted["left_elbow_flexion"], abs=0.5)
