"""Measures of image quality: light, sharpness and the actual frame rate.

The limits were measured on 17 real films by as many makers. Twelve frames of each were darkened (in linear
light, with sensor noise of 4 levels) or blurred (Gaussian, sigma in pixels at height 480) and passed
to the full pose model:

    light left        1     0.05   0.025  0.0125 0.006  0.003  0.0015
    bright parts    221     58     42     31     23     17     13      median of the films, of 255
    bodies found   0.99   0.93   0.88   0.71   0.38   0.27   0.03

    sigma             0      1      2      3      4      6      8
    sharpness     0.213  0.069  0.017  0.007  0.004  0.002  0.001   median of the films
    bodies found   0.99   1.00   1.00   0.92   0.81   0.63   0.27
    landmarks off     0    1.6    3.7    4.7    5.8     22     13   cm, median of the films
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coach.opencv import cv2
from coach.vision.picture.picture_scaling import scaled

_BRIGHT_SHARE = 95
"""Percentile used for the bright parts: a lamp in a dark room must not count."""

BLACK = 16.0
"""Bright parts below this are a covered lens, noise included."""
DARK = 24.0
"""Below this the model detects a body in fewer than half of the frames."""
DIM = 58.0
"""Below this the model misses more than 7 % of the bodies."""

SOFT = 0.02
"""Sharpness below which landmarks are off by 4 cm or more; the unmodified films had at least 0.047."""
BLURRED = 0.004
"""Sharpness below which the model misses a fifth of the bodies or more; noise in dark frames raises it."""

_SHORT_SIDE = 240
"""Pixels of the shorter side after scaling, so that resolution and fine noise don't count as sharpness."""
_LEAST_VARIANCE = 1.0
_WARM_UP, _ENOUGH = 2, 6


@dataclass(frozen=True, slots=True)
class ImageQuality:
    """Measures of one picture.

    Attributes:
        mean: Mean luminance, 0 to 255.
        bright: Luminance of its bright parts, 0 to 255.
        sharpness: Variance of its Laplacian divided by its own variance, so that size and light don't matter.
            The variance of the Laplacian as a measure of focus is from Pech-Pacheco et al., 'Diatom
            autofocusing in brightfield microscopy', ICPR 2000.
    """

    mean: float
    bright: float
    sharpness: float


def measure_quality(picture: NDArray[np.uint8]) -> ImageQuality:
    """Measure a picture.

    Args:
        picture: Blue, green, red, shape (height, width, 3).
    """
    return measure_grey(small_grey(picture))


def measure_grey(small: NDArray[np.uint8]) -> ImageQuality:
    """Measure the result of :func:`small_grey`."""
    variance = max(float(small.var()), _LEAST_VARIANCE)
    edges = float(cv2.Laplacian(small, cv2.CV_64F).var())
    return ImageQuality(float(small.mean()), _bright(small), edges / variance)


def median_quality(qualities: Sequence[ImageQuality]) -> ImageQuality:
    """The median of each measure."""
    mean, bright, sharpness = np.median(
        [(each.mean, each.bright, each.sharpness) for each in qualities], axis=0
    )
    return ImageQuality(float(mean), float(bright), float(sharpness))


def is_black(picture: NDArray[np.uint8]) -> bool:
    """Whether a picture is black: the lens is covered, or the camera sends black.

    Args:
        picture: Blue, green, red, shape (height, width, 3).
    """
    return _bright(small_grey(picture)) < BLACK


def arrival_rate(times: Sequence[float]) -> float | None:
    """Actual frames per second; None if there are too few frames.

    The first two are skipped: they come from the driver's buffer, or late while the camera sets its exposure.

    Args:
        times: Arrival times in seconds, increasing.
    """
    if len(times) < _ENOUGH:
        return None
    gone_s = times[-1] - times[_WARM_UP]
    return (len(times) - 1 - _WARM_UP) / gone_s if gone_s > 0 else None


def small_grey(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The luminance of a picture, scaled to ``_SHORT_SIDE`` pixels.

    Args:
        picture: Blue, green, red, shape (height, width, 3).
    """
    grey = np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), np.uint8)
    return scaled(grey, _SHORT_SIDE / min(grey.shape))


def _bright(grey: NDArray[np.uint8]) -> float:
    return float(np.percentile(grey, _BRIGHT_SHARE))
