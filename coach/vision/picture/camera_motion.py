"""Camera rotation between two frames, from the shift of the background.

The shift is the peak of the phase correlation (Kuglin and Hines, 'The phase correlation image alignment
method', 1975). Bodies are masked out with a soft edge in both frames. A shift counts only if shifting the
second frame back makes it fit the first one clearly better; plain walls, cuts and passers-by don't pass this.
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
from coach.vision.picture.picture_scaling import scaled

_SHORT_SIDE = 120
"""Pixels of the shorter side after scaling; one pixel is 0.4 degrees."""
_MARGIN = 0.08
"""Margin around the landmarks for hair, hands and a bar."""
_SOFT = 0.03
_LEAST_AREA = 0.15
"""Least share of the frame that must be background."""
_STILL = 0.5
"""Pixels below which the camera counts as still: a fifth of a degree."""
_FITS = 0.7
"""A shift is accepted if it reduces the difference to this share or less."""

Grey = NDArray[np.uint8]
Floats = NDArray[np.floating]


@dataclass(frozen=True, slots=True)
class CameraTurn:
    """Approximate rotation of a camera.

    Attributes:
        across_deg: Degrees sideways.
        down_deg: Degrees up or down.
    """

    across_deg: float
    down_deg: float

    @property
    def size_deg(self) -> float:
        """Total angle in degrees."""
        return float(np.hypot(self.across_deg, self.down_deg))


NO_TURN = CameraTurn(0.0, 0.0)


def camera_turn(before: Grey, after: Grey, bodies: Sequence[Box]) -> CameraTurn | None:
    """Estimate the rotation between two frames; None if it can't be determined.

    Args:
        before: The earlier frame, grey, shape (height, width).
        after: The later frame, same shape.
        bodies: Parts of either frame covered by bodies.
    """
    if before.shape != after.shape:
        return None
    first, second = _scaled(before), _scaled(after)
    weight = _background(first.shape, bodies)
    if float(weight.mean()) < _LEAST_AREA:
        return None
    if _difference(first, second, weight) < _STILL * _one_pixel_difference(first, weight):
        return NO_TURN
    window = weight * _window(first.shape)
    (across, down), _ = cv2.phaseCorrelate(_zero_mean(first, window), _zero_mean(second, window))
    if np.hypot(across, down) < _STILL:
        return NO_TURN
    if not _shift_fits(first, second, weight, across, down):
        return None
    return CameraTurn(_degrees(across), _degrees(down))


def _degrees(pixels: float) -> float:
    return degrees(atan(pixels / _SHORT_SIDE / FOCAL_SHARE))


def box_of(pose: Pose | None) -> Box:
    """The part of a frame covered by a body, with a margin; empty without a body."""
    if pose is None:
        return Box(0.0, 0.0, 0.0, 0.0)
    low = pose.image[:, :2].min(axis=0) - _MARGIN
    high = pose.image[:, :2].max(axis=0) + _MARGIN
    left, top, right, bottom = np.clip([*low, *high], 0.0, 1.0).tolist()
    return Box(left, top, right, bottom)


def _scaled(grey: Grey) -> Floats:
    return scaled(grey, _SHORT_SIDE / min(grey.shape)).astype(np.float32)


def _background(shape: tuple[int, ...], bodies: Sequence[Box]) -> Floats:
    """Weights: 1 for background, 0 for bodies; the edge is soft, as hard edges correlate with themselves."""
    weight = np.ones(shape[:2], np.float32)
    height, width = weight.shape
    for left, top, right, bottom in bodies:
        rows = slice(round(top * height), round(bottom * height))
        weight[rows, round(left * width) : round(right * width)] = 0.0
    return np.asarray(cv2.GaussianBlur(weight, (0, 0), _SOFT * min(shape[:2])), np.float32)


@cache
def _window(shape: tuple[int, ...]) -> Floats:
    """Hann window, as phase correlation treats the frame as periodic."""
    height, width = shape[:2]
    return np.asarray(cv2.createHanningWindow((width, height), cv2.CV_32F), np.float32)


def _zero_mean(grey: Floats, window: Floats) -> Floats:
    """The frame minus its mean, times the window."""
    mean = float((grey * window).sum() / window.sum())
    return (grey - mean) * window


def _difference(first: Floats, second: Floats, weight: Floats) -> float:
    return float((np.abs(first - second) * weight).sum() / weight.sum())


def _one_pixel_difference(grey: Floats, weight: Floats) -> float:
    """The difference between a frame and itself shifted by one pixel."""
    return _difference(grey[1:, 1:], grey[:-1, :-1], weight[1:, 1:])


def _shift_fits(first: Floats, second: Floats, weight: Floats, across: float, down: float) -> bool:
    """Whether shifting the second frame back makes it much more similar to the first."""
    height, width = first.shape
    back = np.array([[1.0, 0.0, -across], [0.0, 1.0, -down]], np.float32)
    shifted = np.asarray(cv2.warpAffine(second, back, (width, height)), np.float32)
    overlap = weight * np.asarray(cv2.warpAffine(weight, back, (width, height)), np.float32)
    if float(overlap.mean()) < _LEAST_AREA:
        return False
    return _difference(first, shifted, overlap) < _FITS * _difference(first, second, overlap)
