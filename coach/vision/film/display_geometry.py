"""Shape, size and orientation of a film's pictures, as a player shows them."""

from __future__ import annotations

import math
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
from numpy.typing import NDArray

from coach.opencv import cv2
from coach.pyav import av

LONGEST_SIDE = 1280
"""Larger pictures are scaled to this many pixels on their longer side.

Detection takes the same time at any size (18 to 21 ms from 640 to 3840), but the frames decoded ahead would
take 300 MB at 4K. World landmarks differ by 8 mm, no more than between any two sizes.
"""

_WIDEST_PIXEL = 10.0
"""No lens or tape squeezes a picture further; larger values come from damaged headers."""
_SQUARE = 0.005
"""Smaller deviations from square come from scaling to whole pixels and are ignored."""
_MATRIX = struct.Struct("=9i")
_MATRIX_TYPE = av.sidedata.sidedata.Type.DISPLAYMATRIX
_SMALLER = av.video.reformatter.Interpolation.AREA
_LARGER = av.video.reformatter.Interpolation.BICUBIC

Picture = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Orientation:
    """Orientation of a decoded picture: transposed first, then flipped.

    Attributes:
        transpose: Whether rows become columns.
        flip_x: Whether left and right are swapped.
        flip_y: Whether top and bottom are swapped.
    """

    transpose: bool = False
    flip_x: bool = False
    flip_y: bool = False

    def apply(self, picture: Picture) -> Picture:
        """The picture in its display orientation."""
        if self.transpose:
            picture = cv2.transpose(picture).astype(np.uint8, copy=False)
        if not (self.flip_x or self.flip_y):
            return picture
        code = -1 if self.flip_x and self.flip_y else int(self.flip_x)
        return cv2.flip(picture, code).astype(np.uint8, copy=False)


def orientation(frame: av.VideoFrame) -> Orientation:
    """The orientation from a film's display matrix, to the nearest quarter turn.

    The matrix (ISO/IEC 14496-12, 8.2.2.3) maps a point p, q of the decoded picture to ap + cq, bp + dq.
    """
    a, b, c, d = _matrix(frame)
    if abs(a) + abs(d) >= abs(b) + abs(c):
        return Orientation(transpose=False, flip_x=a < 0, flip_y=d < 0)
    return Orientation(transpose=True, flip_x=c < 0, flip_y=b < 0)


def _matrix(frame: av.VideoFrame) -> tuple[float, float, float, float]:
    """The four entries of the matrix that rotate and mirror."""
    try:
        # By index, as PyAV 18 and 19 iterate differently; the type hints of 18 are wrong.
        listed = cast("Sequence[av.sidedata.sidedata.SideData]", frame.side_data)
        for each in (listed[index] for index in range(len(listed))):
            if each.type == _MATRIX_TYPE and each.buffer_size == _MATRIX.size:
                a, b, _, c, d, *_ = _MATRIX.unpack(bytes(each))
                return a, b, c, d
    except ValueError:  # PyAV 18 lists nothing if one kind is unknown to it, such as Exif
        turn = math.radians(frame.rotation)
        return math.cos(turn), -math.sin(turn), math.sin(turn), math.cos(turn)
    return 1.0, 0.0, 0.0, 1.0


def pixel_aspect(stream: av.VideoStream) -> float:
    """Width of a pixel divided by its height; 1 if missing or implausible.

    The container takes precedence over the codec, as in FFmpeg's player.
    """
    ratio = stream.sample_aspect_ratio
    aspect = float(ratio) if ratio else 1.0
    if abs(aspect - 1.0) <= _SQUARE or not 1.0 / _WIDEST_PIXEL <= aspect <= _WIDEST_PIXEL:
        return 1.0
    return aspect


class Display:
    """Converts decoded frames to what a player shows: square pixels, upright, and not larger than needed.

    Attributes:
        pixel_aspect: Width of a pixel divided by its height.
    """

    def __init__(self, pixel_aspect: float, longest_side: float = LONGEST_SIDE) -> None:
        self.pixel_aspect = pixel_aspect
        self._longest_side = longest_side
        self._scaler = av.video.reformatter.VideoReformatter()

    def picture(self, frame: av.VideoFrame, turned: Orientation | None = None) -> Picture:
        """Blue, green, red, shape (height, width, 3).

        Args:
            frame: The decoded frame.
            turned: Its orientation, if it is known; a frame whose side data is read stays in memory until the
                next garbage collection.

        Raises:
            av.error.FFmpegError: It can't be converted.
        """
        width, height = self._size(frame.width, frame.height)
        larger = width > frame.width or height > frame.height
        scaled = self._scaler.reformat(
            frame,
            width,
            height,
            "bgr24",
            interpolation=_LARGER if larger else _SMALLER,
            threads=1,
        )
        return (turned or orientation(frame)).apply(scaled.to_ndarray().astype(np.uint8, copy=False))

    def keeps_size(self, frame: av.VideoFrame) -> bool:
        """Whether a frame is shown in its own size."""
        return self._size(frame.width, frame.height) == (frame.width, frame.height)

    def _size(self, width: int, height: int) -> tuple[int, int]:
        """Size with square pixels, before rotation."""
        wide = width * self.pixel_aspect
        share = min(1.0, self._longest_side / max(wide, height))
        return max(1, round(wide * share)), max(1, round(height * share))
