"""Tests of the colours of clothing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from coach.bench.fixtures.crossings import CAMERAS, LIKENESSES, Likeness, crossing
from coach.body.identities.motion import clothing_distance
from coach.body.pose import FloatArray, Pose
from coach.vision.people.clothing import clothing_of


def _first_frame(likeness: Likeness) -> tuple[NDArray[np.uint8], list[Pose]]:
    ensemble = crossing(likeness, CAMERAS["waist"], reps=((1, 1), (1, 1)), frame_rate=5.0)
    poses = [truth[0].pose for truth in ensemble.truths()]
    return next(iter(ensemble)).picture, [pose for pose in poses if pose is not None]


def _clothing(picture: NDArray[np.uint8], pose: Pose) -> FloatArray:
    clothing = clothing_of(picture, pose)
    assert clothing is not None
    return clothing


@pytest.mark.parametrize("likeness", LIKENESSES)
def test_clothing_differs_only_where_it_differs(likeness: Likeness) -> None:
    picture, poses = _first_frame(likeness)
    one, other = (_clothing(picture, pose) for pose in poses)
    apart = clothing_distance(one, other)
    assert apart is not None
    assert (apart > 0.5) == (likeness == "different bodies")
    dimmer = clothing_distance(one, _clothing((picture * 0.9).astype(np.uint8), poses[0]))
    assert dimmer is not None
    assert dimmer < 0.3


def test_clothing_outside_the_picture_is_unknown() -> None:
    picture, (pose, _) = _first_frame("same body")
    outside = replace(pose, image=pose.image + 5)
    assert clothing_of(picture, outside) is None
    assert clothing_distance(None, _clothing(picture, pose)) is None
