"""World landmarks from those in the picture, for recordings that hold no others."""

from __future__ import annotations

import numpy as np

from coach.body.landmarks import Landmark
from coach.body.pose import FloatArray

_PICTURE_M = 2.0
"""Height of the picture in metres, if nothing else is known: a standing person fills most of it."""
_HIPS = [Landmark.LEFT_HIP, Landmark.RIGHT_HIP]


def world_of_image(image: FloatArray, size: tuple[int, int]) -> FloatArray:
    """The landmarks in metres from the middle of the hips, with the picture's own perspective.

    Proportions and movements are right as far as the picture shows them; lengths in metres are a guess.

    Args:
        image: x and y as shares of width and height, z in the scale of x, shape (33, 3).
        size: Width and height of the picture in pixels.
    """
    width, height = size
    pixels = image * np.array([width, height, width], dtype=float)
    world: FloatArray = (pixels - pixels[_HIPS].mean(axis=0)) * (_PICTURE_M / max(height, 1))
    return world
