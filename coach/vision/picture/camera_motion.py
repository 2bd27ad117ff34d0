"""How far the camera turned between two pictures: by what stands behind the person, found by its phase.

The shift of one picture against another is the peak of their phase correlation (Kuglin and Hines, 'The phase
correlation image alignment method', 1975). The body is masked out, softly and in both pictures alike. A shift
counts only where the second picture, put back by it, fits the first one clearly better than as it came:
a plain wall, a cut to another view or somebody who walks by does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import atan, degrees

import numpy as np
from numpy.typing import NDArray

from coach.body.crop import Box
from coach.body.placement import FOCAL_SHARE
from coach.body.pose import Pose
from coach.opencv import cv2

_SHORT_SIDE = 120
"""Pixels of the shorter side that are compared: 0.4 degrees each."""
_MARGIN = 0.08
"""Round the landmarks of a body there is the rest of it: hair, hands, a bar."""
_SOFT = 0.03
_LEAST_AREA = 0.15
"""Share of the picture that has to be left beside the body to say anything."""
_STILL = 0.5
"""Pixels below which nothing is said to have moved: a fifth of a degree."""
_FITS = 0.7
"""What the difference must fall to, as a share of what it was, before a shift is believed."""

Grey = NDArray[np.uint8]
Floats = NDArray[np.floating]


@dataclass(frozen=True, slots=True)
class CameraTurn:
    """How far a camera turned, about.

    Attributes:
        across_deg: Degrees to a side.
        down_deg: Degrees up or down.
    """

    across_deg: float
    down_deg: float

    @property
    def size_deg(self) -> float:
        """Degrees in all."""
        return float(np.hypot(self.across_deg, self.down_deg))


NOT_AT_ALL = CameraTurn(0.0, 0.0)


def turned(before: Grey, after: Grey, bodies: Sequence[Box]) -> CameraTurn | None:
    """How far the camera turned; None where nobody can say.

    Args:
        before: The earlier picture, grey, shape (height, width).
        after: The later one, of the same shape.
        bodies: The parts of either picture that bodies take up.
    """
    if before.shape != after.shape:
        return None
    first, second = _compared(before), _compared(after)
    weight = _beside(first.shape, bodies)
    if float(weight.mean()) < _LEAST_AREA:
        return None
    if _differ(first, second, weight) < _STILL * _differ_by_a_pixel(first, weight):
        return NOT_AT_ALL
    window = weight * _window(first.shape)
    (across, down), _ = cv2.phaseCorrelate(_flat(first, window), _flat(second, window))
    if np.hypot(across, down) < _STILL:
        return NOT_AT_ALL
    if not _fits(first, second, weight, across, down):
        return None
    return CameraTurn(_degrees(across), _degrees(down))


def _degrees(pixels: float) -> float:
    return degrees(atan(pixels / _SHORT_SIDE / FOCAL_SHARE))


def box_of(pose: Pose | None) -> Box:
    """The part of a picture that a body takes up, with some room; nothing of it where there is nobody."""
    if pose is None:
        return Box(0.0, 0.0, 0.0, 0.0)
    low = pose.image[:, :2].min(axis=0) - _MARGIN
    high = pose.image[:, :2].max(axis=0) + _MARGIN
    left, top, right, bottom = np.clip([*low, *high], 0.0, 1.0).tolist()
    return Box(left, top, right, bottom)


def _compared(grey: Grey) -> Floats:
    height, width = grey.shape
    share = _SHORT_SIDE / min(height, width)
    size = (max(round(width * share), 1), max(round(height * share), 1))
    return np.asarray(cv2.resize(grey, size, interpolation=cv2.INTER_AREA), np.float32)


def _beside(shape: tuple[int, ...], bodies: Sequence[Box]) -> Floats:
    """1 where no body is, 0 where one is, with a soft edge: a hard one is a picture of its own."""
    weight = np.ones(shape[:2], np.float32)
    height, width = weight.shape
    for left, top, right, bottom in bodies:
        rows = slice(round(top * height), round(bottom * height))
        weight[rows, round(left * width) : round(right * width)] = 0.0
    return np.asarray(cv2.GaussianBlur(weight, (0, 0), _SOFT * min(shape[:2])), np.float32)


@cache
def _window(shape: tuple[int, ...]) -> Floats:
    """Hann's window: what leaves the picture on one side doesn't come in on the other."""
    height, width = shape[:2]
    return np.asarray(cv2.createHanningWindow((width, height), cv2.CV_32F), np.float32)


def _flat(grey: Floats, window: Floats) -> Floats:
    """What differs from the mean, under the window."""
    mean = float((grey * window).sum() / window.sum())
    return (grey - mean) * window


def _differ(first: Floats, second: Floats, weight: Floats) -> float:
    return float((np.abs(first - second) * weight).sum() / weight.sum())


def _differ_by_a_pixel(grey: Floats, weight: Floats) -> float:
    """How much a picture differs from itself one pixel on."""
    return _differ(grey[1:, 1:], grey[:-1, :-1], weight[1:, 1:])


def _fits(first: Floats, second: Floats, weight: Floats, across: float, down: float) -> bool:
    """Whether the second picture, put back by a shift, is much nearer to the first than as it came."""
    height, width = first.shape
    back = np.array([[1.0, 0.0, -across], [0.0, 1.0, -down]], np.float32)
    put_back = np.asarray(cv2.warpAffine(second, back, (width, height)), np.float32)
    there = weight * np.asarray(cv2.warpAffine(weight, back, (width, height)), np.float32)
    if float(there.mean()) < _LEAST_AREA:
        return False
    return _differ(first, put_back, there) < _FITS * _differ(first, second, there)
