"""Positions of points after rotating, mirroring and cropping a picture."""

from __future__ import annotations

import numpy as np
import pytest

from coach.body.crop import Box
from coach.body.pose import Pose
from coach.body.stream import Frame
from coach.vision.picture.picture_view import PictureView, turned_pose

WIDTH, HEIGHT = 80, 60
DOT = (20.5, 10.5)
"""The centre of the only white pixel."""


def dotted() -> Frame:
    picture = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
    picture[int(DOT[1]), int(DOT[0])] = 255
    return Frame(1.0, picture)


def dot_of(frame: Frame) -> tuple[float, float]:
    row, column = np.argwhere(frame.picture[:, :, 0])[0]
    return column + 0.5, row + 0.5


def pose_at(dot: tuple[float, float], size: tuple[int, int]) -> Pose:
    image = np.zeros((33, 3), np.float32)
    image[:, :2] = np.array(dot) / size
    image[:, 2] = 0.5
    world = np.tile(np.array([0.1, 0.2, 0.3], np.float32), (33, 1))
    return Pose(1.0, image, world, np.ones(33), np.ones(33), size)


@pytest.mark.parametrize("turns", range(4))
def test_a_pose_rotates_with_its_picture(turns: int) -> None:
    turned = PictureView(turns).frame(dotted())
    pose = turned_pose(pose_at(DOT, (WIDTH, HEIGHT)), turns)
    assert pose.size == turned.picture.shape[1::-1] == PictureView(turns).size_of((WIDTH, HEIGHT))
    np.testing.assert_allclose(pose.image[0, :2] * pose.size, dot_of(turned), atol=1e-4)
    assert pose.image[0, 2] * pose.size[0] == pytest.approx(0.5 * WIDTH)
    np.testing.assert_allclose(turned_pose(pose, -turns).world, pose_at(DOT, (WIDTH, HEIGHT)).world)


def test_mirroring_comes_after_rotation() -> None:
    assert dot_of(PictureView(1, mirror=True).frame(dotted())) == (10.5, 20.5)
    assert dot_of(PictureView(1).frame(dotted())) == (HEIGHT - 10.5, 20.5)


def test_a_pose_in_a_crop_is_converted_to_the_whole_picture() -> None:
    view = PictureView(crop=Box(0.25, 0.1, 0.75, 0.6))
    part = view.part(dotted())
    size = (part.picture.shape[1], part.picture.shape[0])
    pose = view.whole(pose_at(dot_of(part), size), (WIDTH, HEIGHT))
    assert pose.size == (WIDTH, HEIGHT)
    np.testing.assert_allclose(pose.image[0, :2] * pose.size, DOT, atol=1e-4)
    assert pose.image[0, 2] * WIDTH == pytest.approx(0.5 * size[0])


def test_the_plain_view_returns_the_same_frame() -> None:
    frame = dotted()
    assert PictureView().frame(frame) is frame
    assert PictureView().part(frame) is frame
