"""A cut is a body that is elsewhere from one frame to the next."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from coach.body.mirror_image import OPPOSITES
from coach.body.pose import Pose
from coach.catalogue.library import load_exercise
from coach.judging.candidates.cut_watch import CutWatch
from coach.performer.repertoire import perform
from coach.performer.sources import Truth


@pytest.fixture(scope="module")
def poses() -> list[Pose]:
    return [each.pose for each in Truth(perform(load_exercise("burpee"))) if each.pose is not None]


def _cuts(poses: list[Pose]) -> list[float]:
    watch = CutWatch()
    return [pose.time for pose in poses if watch.is_cut(pose, pose.time)]


def _aside(pose: Pose, share: float) -> Pose:
    image = pose.image.copy()
    image[:, 0] += share
    return replace(pose, image=image)


@pytest.mark.parametrize("every", [1, 3])
def test_the_fastest_exercise_has_no_cut(poses: list[Pose], every: int) -> None:
    assert _cuts(poses[::every]) == []


def test_a_body_that_is_elsewhere_at_once_is_a_cut(poses: list[Pose]) -> None:
    middle = len(poses) // 2
    joined = [*poses[:middle], *(_aside(pose, 0.4) for pose in poses[middle:])]
    assert _cuts(joined) == [poses[middle].time]


def test_after_a_gap_a_body_may_be_anywhere(poses: list[Pose]) -> None:
    later = [replace(_aside(pose, 0.4), time=pose.time + 1.0) for pose in poses[40:]]
    assert _cuts([*poses[:40], *later]) == []


def test_a_turned_picture_of_no_size_is_no_cut(poses: list[Pose]) -> None:
    point = replace(poses[0], image=np.zeros((33, 3)))
    assert _cuts([point, replace(point, time=poses[1].time)]) == []


def test_a_body_that_lies_down_at_once_in_the_same_place_is_a_cut(poses: list[Pose]) -> None:
    lying = [each.pose for each in Truth(perform(load_exercise("push-up"))) if each.pose is not None]
    standing = poses[:10]
    hips = standing[-1].image[[23, 24]].mean(axis=0) - lying[0].image[[23, 24]].mean(axis=0)
    moved = [replace(each, image=each.image + hips, time=each.time + standing[-1].time) for each in lying]
    assert _cuts([*standing, *moved[1:20]]) == [moved[1].time]


def test_left_taken_for_right_is_no_cut(poses: list[Pose]) -> None:
    swapped = replace(poses[7], image=poses[7].image[OPPOSITES])
    confused = [*poses[:7], swapped, *poses[8:20]]
    assert _cuts(confused) == []


def test_limbs_that_are_misread_are_no_cut(poses: list[Pose]) -> None:
    image = poses[7].image.copy()
    image[13:17] += 0.5
    image[25:29] += 0.5
    assert _cuts([*poses[:7], replace(poses[7], image=image), *poses[8:20]]) == []
