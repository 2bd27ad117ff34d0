"""Mirrored poses."""

from __future__ import annotations

import numpy as np
import pytest

from coach.body.angles import angles_of
from coach.body.landmarks import Landmark
from coach.body.mirror_image import OPPOSITES, mirror_image
from coach.body.pose import Pose
from coach.body.yaw import yaw_of


@pytest.fixture
def pose() -> Pose:
    random = np.random.default_rng(4)
    image, world = random.random((2, 33, 3))
    sure, there = random.random((2, 33))
    return Pose(1.5, image, world, sure, there, (640, 360))


def test_every_landmark_has_its_opposite() -> None:
    assert OPPOSITES[Landmark.NOSE] == Landmark.NOSE
    assert OPPOSITES[Landmark.LEFT_HEEL] == Landmark.RIGHT_HEEL
    assert OPPOSITES[Landmark.MOUTH_RIGHT] == Landmark.MOUTH_LEFT
    assert OPPOSITES[OPPOSITES].tolist() == list(Landmark)


def test_left_becomes_right(pose: Pose) -> None:
    mirrored = mirror_image(pose)
    assert mirrored.image[Landmark.LEFT_WRIST, 0] == pytest.approx(1 - pose.image[Landmark.RIGHT_WRIST, 0])
    assert mirrored.visibility[Landmark.LEFT_WRIST] == pose.visibility[Landmark.RIGHT_WRIST]
    assert yaw_of(mirrored) == pytest.approx(-yaw_of(pose))
    one, other = angles_of(pose), angles_of(mirrored)
    assert other.joints == pytest.approx(one.joints[:, ::-1])
    assert (other.twist, other.foot_lift) == pytest.approx((-one.twist, -one.foot_lift))


def test_mirroring_twice_restores_the_pose(pose: Pose) -> None:
    twice = mirror_image(mirror_image(pose))
    for part in ("image", "world", "visibility", "presence"):
        assert getattr(twice, part) == pytest.approx(getattr(pose, part))
