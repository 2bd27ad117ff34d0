"""Scaling of pictures."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coach.opencv import cv2


def scaled(picture: NDArray[np.uint8], factor: float) -> NDArray[np.uint8]:
    """A smaller picture, each pixel the mean of the area that it covers; at least one pixel wide and high.

    Args:
        picture: Grey or in colour, shape (height, width, ...).
        factor: New size divided by the old one.
    """
    height, width = picture.shape[:2]
    size = (max(round(width * factor), 1), max(round(height * factor), 1))
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)
