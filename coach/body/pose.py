"""The pose of one body at one time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.floating]


@dataclass(frozen=True, slots=True, eq=False)
class Pose:
    """The pose of one body at one time; left and right are the person's own.

    Attributes:
        time: Seconds since the source began.
        image: x and y as shares of width and height, z in the scale of x, shape (33, 3).
        world: Metres from the middle of the hips, in the camera's axes, not gravity's: x right, y down, z
            away from the camera. Shape (33, 3).
        visibility: Confidence that each landmark is visible, 0 to 1, shape (33,).
        presence: Confidence that each landmark is in the picture, 0 to 1, shape (33,).
        size: Width and height of the picture in pixels.
    """

    time: float
    image: FloatArray
    world: FloatArray
    visibility: FloatArray
    presence: FloatArray
    size: tuple[int, int]
