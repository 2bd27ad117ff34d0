"""How well a camera sees: its light, its sharpness, and the rate at which its pictures really come.

The limits were measured on 17 real films of as many makers. Twelve frames of each were made darker (in linear
light, with sensor noise of 4 levels added) or softer (Gauss, sigma in pixels at 480 high), and shown
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

_BRIGHT_SHARE = 95
"""Percentile that is taken for the bright parts: a lamp in a dark room does not light a person."""

BLACK = 16.0
"""Bright parts below this are no picture: what a covered lens gives, noise included."""
DARK = 24.0
"""Below this the model finds a body in fewer than half of the pictures."""
DIM = 58.0
"""Below this it begins to lose some: 7 in 100."""

SOFT = 0.02
"""Sharpness below which landmarks are off by 4 cm and more; no film as it was made came below 0.047."""
BLURRED = 0.004
"""Sharpness below which the model loses one body in five and more; in the dark noise hides it."""

_SHORT_SIDE = 240
"""Pixels to which the shorter side is brought: neither resolution nor fine noise is sharpness."""
_LEAST_VARIANCE = 1.0
_WARMING, _ENOUGH = 2, 6


@dataclass(frozen=True, slots=True)
class ImageQuality:
    """What one picture is like.

    Attributes:
        mean: Mean luminance, 0 to 255.
        bright: Luminance of its bright parts, 0 to 255.
        sharpness: Variance of its Laplacian as a share of its own variance, so that neither the size of the
            picture nor the light matters. The variance of the Laplacian as a measure of focus is Pech-Pacheco
            et al., 'Diatom autofocusing in brightfield microscopy', ICPR 2000.
    """

    mean: float
    bright: float
    sharpness: float


def look_at(picture: NDArray[np.uint8]) -> ImageQuality:
    """Measure a picture.

    Args:
        picture: Blue, green, red, shape (height, width, 3).
    """
    return look_of(small_grey(picture))


def look_of(small: NDArray[np.uint8]) -> ImageQuality:
    """Measure a picture that is small and grey already: as :func:`small_grey` makes it."""
    variance = max(float(small.var()), _LEAST_VARIANCE)
    edges = float(cv2.Laplacian(small, cv2.CV_64F).var())
    return ImageQuality(float(small.mean()), _bright(small), edges / variance)


def middle_look(looks: Sequence[ImageQuality]) -> ImageQuality:
    """What most pictures of a row are like: the median of each figure."""
    mean, bright, sharpness = np.median([(each.mean, each.bright, each.sharpness) for each in looks], axis=0)
    return ImageQuality(float(mean), float(bright), float(sharpness))


def is_black(picture: NDArray[np.uint8]) -> bool:
    """Whether a picture shows nothing: the lens is covered, or the camera sends black.

    Args:
        picture: Blue, green, red, shape (height, width, 3).
    """
    return _bright(small_grey(picture)) < BLACK


def arrival_rate(times: Sequence[float]) -> float | None:
    """Pictures a second as they really came, or None where there are too few to say.

    The first two are left out: they come from a driver's buffer, or late, while the camera sets its exposure.

    Args:
        times: When each picture had arrived, in seconds, increasing.
    """
    if len(times) < _ENOUGH:
        return None
    gone_s = times[-1] - times[_WARMING]
    return (len(times) - 1 - _WARMING) / gone_s if gone_s > 0 else None


def small_grey(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """A picture's luminance, with the shorter side at ``_SHORT_SIDE`` pixels.

    Args:
        picture: Blue, green, red, shape (height, width, 3).
    """
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    height, width = grey.shape
    share = _SHORT_SIDE / min(height, width)
    size = (max(round(width * share), 1), max(round(height * share), 1))
    return np.asarray(cv2.resize(grey, size, interpolation=cv2.INTER_AREA), np.uint8)


def _bright(grey: NDArray[np.uint8]) -> float:
    return float(np.percentile(grey, _BRIGHT_SHARE))
