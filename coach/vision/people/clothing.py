"""The colours of what a person wears, from the pixels of trunk and thighs."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coach.body.landmarks import Landmark
from coach.body.pose import FloatArray, Pose

_TRUNK = [Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER, Landmark.LEFT_HIP, Landmark.RIGHT_HIP]
_THIGHS = [
    (Landmark.LEFT_HIP, Landmark.LEFT_KNEE),
    (Landmark.RIGHT_HIP, Landmark.RIGHT_KNEE),
]
_ACROSS, _DOWN = np.linspace(0.2, 0.8, 6), np.linspace(0.15, 0.85, 8)
"""Points on the trunk as shares of its width and height: clear of its edges, which may miss the body."""
_ALONG = np.linspace(0.1, 0.5, 8)
"""Points on a thigh as shares of its length: shorts end halfway."""
_BINS = (5, 6, 6)
"""Brightness, red against green, blue against yellow."""
_LEAST_POINTS = 24


def clothing_of(picture: NDArray[np.uint8], pose: Pose) -> FloatArray | None:
    """The histogram of a person's clothing, with the sum 1; None if too little is in the picture.

    Args:
        picture: The whole picture: blue, green, red, shape (height, width, 3).
        pose: The pose in shares of it.
    """
    height, width = picture.shape[:2]
    points = np.round(_points(pose) * (width, height)).astype(int)
    inside = ((points >= 0) & (points < (width, height))).all(axis=1)
    if inside.sum() < _LEAST_POINTS:
        return None
    columns, rows = points[inside].T
    return _histogram(picture[rows, columns].astype(float) / 255)


def _points(pose: Pose) -> FloatArray:
    """Points on trunk and thighs in shares of the picture, shape (points, 2)."""
    xy = pose.image[:, :2]
    left, right, low_left, low_right = xy[_TRUNK]
    across, down = (grid.ravel()[:, None] for grid in np.meshgrid(_ACROSS, _DOWN))
    trunk = (1 - down) * (left + across * (right - left)) + down * (
        low_left + across * (low_right - low_left)
    )
    thighs = [xy[hip] + _ALONG[:, None] * (xy[knee] - xy[hip]) for hip, knee in _THIGHS]
    return np.concatenate([trunk, *thighs])


def _histogram(colours: FloatArray) -> FloatArray:
    """A histogram in which the bins around each colour share it, so that a little light changes little.

    Args:
        colours: Blue, green, red, 0 to 1, shape (points, 3).
    """
    blue, green, red = colours.T
    axes = (colours.mean(axis=1), (red - green + 1) / 2, (blue - (red + green) / 2 + 1) / 2)
    places = [axis * (bins - 1) for axis, bins in zip(axes, _BINS, strict=True)]
    total = np.zeros(_BINS)
    for corner in np.ndindex(2, 2, 2):
        low = [np.minimum(place.astype(int), bins - 2) for place, bins in zip(places, _BINS, strict=True)]
        shares = [place - floor for place, floor in zip(places, low, strict=True)]
        weight = np.prod([s if up else 1 - s for s, up in zip(shares, corner, strict=True)], axis=0)
        np.add.at(total, tuple(floor + up for floor, up in zip(low, corner, strict=True)), weight)
    histogram: FloatArray = (total / total.sum()).ravel()
    return histogram
