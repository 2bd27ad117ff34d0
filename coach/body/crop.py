"""Parts of a picture, and the crop around bodies for a larger display."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from coach.body.pose import FloatArray

Pixels = NDArray[np.uint8]

_MARGIN, _WIDEST = 0.05, 1.6
_HEAD = 0.06
"""Margin for the head above the highest landmark, an eye."""


class Box(NamedTuple):
    """A part of a picture, as shares of its width and height."""

    left: float = 0.0
    top: float = 0.0
    right: float = 1.0
    bottom: float = 1.0

    def of(self, pixels: Pixels) -> Pixels:
        """This part of a picture, shape (height, width, 3)."""
        height, width = pixels.shape[:2]
        rows = slice(round(self.top * height), round(self.bottom * height))
        return pixels[rows, round(self.left * width) : round(self.right * width)]

    def within(self, points: FloatArray) -> FloatArray:
        """Points of the whole picture, converted to shares of this part, shape (..., 2)."""
        corner, size = self[:2], (self.right - self.left, self.bottom - self.top)
        return (points - corner) / size


WHOLE = Box()


def around(bodies: Sequence[FloatArray]) -> Box:
    """The part of a picture that contains all bodies, with a margin.

    It is never higher than wide, and never wider than ``_WIDEST`` times its height, which suits a screen.

    Args:
        bodies: Landmarks as shares of width and height of a square picture, each of shape (33, 2).
    """
    points = np.array(bodies)
    low = np.clip(points.min(axis=(0, 1)) - (_MARGIN, _MARGIN + _HEAD), 0, 1)
    high = np.clip(points.max(axis=(0, 1)) + _MARGIN, 0, 1)
    width, height = (high - low).tolist()
    size = np.array([max(width, height), max(height, width / _WIDEST)])
    left, top = np.clip((low + high - size) / 2, 0, 1 - size).tolist()
    return Box(left, top, left + float(size[0]), top + float(size[1]))
