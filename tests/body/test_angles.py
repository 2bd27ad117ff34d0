"""Angles, view and tilt of bodies with known geometry."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.body.angles import angles_of, joint_angles
from coach.body.camera_tilt import TiltEstimator, rotation_between
from coach.body.landmarks import Landmark, Side, of_side
from coach.body.pose import FloatArray, Pose
from coach.body.yaw import ViewTally, view_of, yaw_of


def standing() -> FloatArray:
    """A person who stands facing the camera with hanging arms: x to the camera's right, y down, z away."""
    world = np.zeros((33, 3))
    sides: tuple[tuple[Side, float], ...] = (("left", 0.15), ("right", -0.15))
    for side, x in sides:
        heights = {"shoulder": -0.5, "elbow": -0.2, "wrist": 0.05, "hip": 0.0, "knee": 0.45, "ankle": 0.9}
        for joint, y in heights.items():
            world[of_side(side, joint)] = (x, y, 0.0)
        world[of_side(side, "foot_index")] = (x, 0.95, -0.2)
    return world


def pose(world: FloatArray, time: float = 0.0) -> Pose:
    sure = np.full(33, 0.95)
    return Pose(time, np.zeros((33, 3)), world, sure, sure, (640, 480))


def turned(world: FloatArray, axis: int, degrees: float) -> FloatArray:
    """Rotated about the camera's x (0), y (1) or z (2) axis."""
    angle = np.radians(degrees)
    a, b = [other for other in range(3) if other != axis]
    rotation = np.eye(3)
    rotation[[a, a, b, b], [a, b, a, b]] = np.cos(angle), -np.sin(angle), np.sin(angle), np.cos(angle)
    return np.asarray(world @ rotation.T)


def bent_knee(world: FloatArray, degrees: float) -> FloatArray:
    """The left shank bent back to this inner knee angle."""
    bent = world.copy()
    flexion = np.radians(180.0 - degrees)
    knee = bent[Landmark.LEFT_KNEE]
    bent[Landmark.LEFT_ANKLE] = knee + 0.45 * np.array([0.0, np.cos(flexion), np.sin(flexion)])
    return bent


@settings(max_examples=50)
@given(st.floats(20.0, 175.0), st.floats(-180.0, 180.0), st.floats(-40.0, 40.0))
def test_a_joint_angle_does_not_depend_on_the_camera(knee_deg: float, yaw: float, pitch: float) -> None:
    world = turned(turned(bent_knee(standing(), knee_deg), 1, yaw), 0, pitch)
    angles = angles_of(pose(world))
    assert angles.joint("knee", "left") == pytest.approx(knee_deg, abs=1e-6)
    assert angles.joint("knee", "right") == pytest.approx(180.0, abs=1e-4)


def test_many_poses_at_once_give_equal_angles() -> None:
    worlds = np.stack([bent_knee(standing(), degrees) for degrees in (60.0, 90.0, 120.0)])
    many = joint_angles(worlds)
    assert many.shape == (3, 5, 2)
    assert many[:, 3, 0] == pytest.approx([60.0, 90.0, 120.0])


def test_coinciding_landmarks_give_an_angle() -> None:
    assert np.isfinite(angles_of(pose(np.zeros((33, 3)))).joints).all()


def test_angles_to_gravity_are_none_while_the_tilt_is_unknown() -> None:
    angles = angles_of(pose(standing()))
    assert angles.trunk_lean is None and angles.shoulder_line is None and angles.hip_line is None
    assert angles.inclination == pytest.approx(0.0)


def test_lean_and_lines_against_gravity() -> None:
    leaning = turned(standing(), 2, 20.0)
    angles = angles_of(pose(leaning), np.eye(3))
    assert angles.trunk_lean == pytest.approx(20.0)
    assert angles.shoulder_line == pytest.approx(20.0)
    assert angles.hip_line == pytest.approx(20.0)


def test_hands_overhead_and_feet_apart_in_trunk_lengths() -> None:
    world = standing()
    world[Landmark.LEFT_WRIST] = (0.15, -1.0, 0.0)
    world[Landmark.LEFT_ANKLE, 0] = 0.35
    angles = angles_of(pose(world))
    assert angles.wrist_height.tolist() == pytest.approx([1.0, -1.1])
    assert angles.ankle_spread == pytest.approx(1.0)


def test_a_hand_at_the_knee_is_below_the_hips_at_any_lean() -> None:
    world = standing()
    hips = world[[Landmark.LEFT_HIP, Landmark.RIGHT_HIP]].mean(axis=0)
    world[Landmark.LEFT_WRIST] = hips + np.array([0.0, 0.4, 0.0])
    world[Landmark.RIGHT_WRIST] = world[Landmark.LEFT_WRIST] - (0, 0.6, 0)
    assert angles_of(pose(world)).wrist_drop.tolist() == pytest.approx([0.8, -0.4])
    shoulders = [Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER]
    world[shoulders, 1:] = (-0.3, -0.4)
    bent = angles_of(pose(world))
    assert bent.inclination > 40
    assert bent.of_sides("wrist_drop") == pytest.approx((0.8, -0.4))


def test_foot_lift_in_trunk_lengths() -> None:
    world = standing()
    world[Landmark.RIGHT_ANKLE, 1] -= 0.4
    for tilt in (0.0, 20.0):
        angles = angles_of(pose(turned(world, 0, tilt)))
        assert angles.foot_lift == pytest.approx(-0.8)
        assert angles.of_sides("foot_lift") == pytest.approx((0.0, 0.8))


def test_hands_moved_to_the_left() -> None:
    world = standing()
    world[[Landmark.LEFT_WRIST, Landmark.RIGHT_WRIST]] = [(0.6, -0.2, 0.0), (0.4, -0.2, 0.0)]
    angles = angles_of(pose(world))
    assert angles.wrist_across == pytest.approx(1.0)
    assert angles.wrist_spread == pytest.approx(0.4)
    assert angles.of_sides("wrist_across") == pytest.approx((1.0, 0.0))


@pytest.mark.parametrize("degrees", [-50.0, 0.0, 35.0])
def test_shoulders_turned_to_the_left_twist_the_trunk(degrees: float) -> None:
    world = standing()
    world[:13] = turned(world[:13], 1, degrees)
    world[13:23] = turned(world[13:23], 1, degrees)
    angles = angles_of(pose(world))
    left_shoulder_goes_back = world[Landmark.LEFT_SHOULDER, 2] > 0
    assert angles.twist == pytest.approx(degrees)
    assert angles.of_sides("twist") == pytest.approx((max(degrees, 0.0), max(-degrees, 0.0)))
    assert left_shoulder_goes_back == (degrees > 0)


def test_a_trunk_on_its_side_has_one_shoulder_above_the_other() -> None:
    angles = angles_of(pose(turned(standing(), 2, 90)))
    assert angles.shoulder_slope == pytest.approx(90.0)
    assert angles.inclination == pytest.approx(90.0)


def test_a_bow_bends_the_trunk_and_leaves_the_body_over_the_feet() -> None:
    bowed = standing()
    bowed[:23] = turned(bowed[:23], 0, 90.0)
    angles = angles_of(pose(bowed))
    assert angles.inclination == pytest.approx(90.0)
    assert angles.body_inclination == pytest.approx(np.degrees(np.arctan2(0.5, 0.9)))
    assert angles_of(pose(turned(standing(), 2, 75.0))).body_inclination == pytest.approx(75.0)


@pytest.mark.parametrize(
    ("yaw", "view"),
    [(0, "front"), (45, "oblique"), (90, "side"), (-90, "side"), (135, "oblique"), (180, "rear")],
)
def test_the_view_comes_from_shoulders_and_hips(yaw: float, view: str) -> None:
    assert view_of(yaw_of(pose(turned(standing(), 1, yaw)))) == view


def test_showing_the_left_side_is_a_positive_yaw() -> None:
    world = standing()
    world[:, 2] = -world[:, 0]
    world[:, 0] = 0.0
    assert world[Landmark.LEFT_HIP, 2] < world[Landmark.RIGHT_HIP, 2], "the left hip is nearer to the camera"
    assert yaw_of(pose(world)) == pytest.approx(90.0)


def test_the_most_frequent_view_wins() -> None:
    tally = ViewTally()
    assert tally.view is None
    for yaw in (90.0, 85.0, 0.0):
        tally.observe(pose(turned(standing(), 1, yaw)))
    assert tally.view == "side"


@pytest.mark.parametrize("tilt", [-15.0, 0.0, 10.0, 25.0])
def test_the_tilt_is_estimated_from_standing_and_compensated(tilt: float) -> None:
    estimator = TiltEstimator()
    world = turned(standing(), 0, -tilt)
    for number in range(20):
        now = pose(world, number / 30)
        estimator.observe(now, angles_of(now))
    assert estimator.tilt_deg == pytest.approx(tilt, abs=1e-6)
    assert angles_of(pose(world), estimator.upright).trunk_lean == pytest.approx(0.0, abs=1e-4)


def test_for_a_camera_tilted_up_the_head_is_farther_away() -> None:
    world = turned(standing(), 0, -20.0)
    assert world[Landmark.LEFT_SHOULDER, 2] > world[Landmark.LEFT_ANKLE, 2]


@pytest.mark.parametrize("posture", ["squatting", "lying", "feet hidden", "a moment only"])
def test_the_tilt_is_unknown_until_someone_stands(posture: str) -> None:
    estimator = TiltEstimator()
    for number in range(5 if posture == "a moment only" else 30):
        now = pose(standing(), number / 30)
        if posture == "squatting":
            now = pose(bent_knee(standing(), 100.0), number / 30)
        if posture == "lying":
            now = pose(turned(standing(), 2, 90.0), number / 30)
        if posture == "feet hidden":
            now.visibility[[Landmark.LEFT_ANKLE, Landmark.RIGHT_ANKLE]] = 0.1
        estimator.observe(now, angles_of(now))
    assert estimator.tilt_deg is None and estimator.upright is None


@settings(max_examples=30)
@given(st.floats(-1, 1), st.floats(-1, 1))
def test_a_rotation_maps_one_axis_to_the_other(x: float, z: float) -> None:
    axis = np.array([x, -1.0, z]) / np.sqrt(x * x + 1.0 + z * z)
    rotation = rotation_between(axis, np.array([0.0, -1.0, 0.0]))
    assert rotation @ axis == pytest.approx([0.0, -1.0, 0.0])
    assert rotation @ rotation.T == pytest.approx(np.eye(3))


def test_moving_right_in_the_picture_increases_aside() -> None:
    here, there = standing(), standing()
    there[:, 0] += 0.25
    places = [angles_of(replace(pose(here), image=world * 0.4)).aside for world in (here, there)]
    width, height = pose(here).size
    assert places[1] - places[0] == pytest.approx(0.25 / 0.5 * width / height)


def test_rise_does_not_depend_on_the_distance() -> None:
    low, high = standing(), standing()
    high[:, 1] -= 0.1
    for nearness in (0.2, 0.4):
        rises = [angles_of(replace(pose(low), image=world * nearness)).rise for world in (low, high)]
        assert rises[1] - rises[0] == pytest.approx(0.1 / 0.5)
