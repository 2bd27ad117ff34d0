"""Mirrors poses: left becomes right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from coach.body.landmarks import Landmark
from coach.body.pose import Pose
from coach.body.stream import Sighting

_OTHER_WORD = {"LEFT": "RIGHT", "RIGHT": "LEFT"}


def _opposite(landmark: Landmark) -> Landmark:
    """The landmark of the other side; itself in the middle."""
    return Landmark["_".join(_OTHER_WORD.get(word, word) for word in landmark.name.split("_"))]


OPPOSITES: NDArray[np.intp] = np.array([_opposite(landmark) for landmark in Landmark])
"""For each landmark, the one of the other side, shape (33,)."""

_TURNED = np.array([-1.0, 1.0, 1.0], np.float32)
_WIDTH = np.array([1.0, 0.0, 0.0], np.float32)


def mirror_image(pose: Pose) -> Pose:
    """The pose in a mirrored picture."""
    return replace(
        pose,
        image=pose.image[OPPOSITES] * _TURNED + _WIDTH,
        world=pose.world[OPPOSITES] * _TURNED,
        visibility=pose.visibility[OPPOSITES],
        presence=pose.presence[OPPOSITES],
    )


def mirror_images(sightings: Iterable[Sighting]) -> Iterator[Sighting]:
    """Mirrored sightings without frames."""
    for each in sightings:
        yield Sighting(each.time, None if each.pose is None else mirror_image(each.pose))
