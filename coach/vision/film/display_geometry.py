"""The shape, size and orientation in which a player shows the pictures of a film."""

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
"""Pixels to which the longer side of a larger picture is scaled.

Detection takes the same time at any size (18 to 21 ms from 640 to 3840), but the frames decoded ahead would
take 300 MB at 4K; world landmarks move by 8 mm, no more than between any two sizes.
"""

_WIDEST_PIXEL = 10.0
"""No lens or tape squeezes a picture further: a header that says so is damaged."""
_SQUARE = 0.005
"""A pixel that is no further from square is one: scaling a film to whole pixels leaves such figures."""
_MATRIX = struct.Struct("=9i")
_MATRIX_TYPE = av.sidedata.sidedata.Type.DISPLAYMATRIX
_SMALLER = av.video.reformatter.Interpolation.AREA
_LARGER = av.video.reformatter.Interpolation.BICUBIC

Picture = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Orientation:
    """How a decoded picture is turned and mirrored before it is shown: first transposed, then flipped.

    Attributes:
        transpose: Whether rows become columns.
        flip_x: Whether left and right change places.
        flip_y: Whether top and bottom change places.
    """

    transpose: bool = False
    flip_x: bool = False
    flip_y: bool = False

    def apply(self, picture: Picture) -> Picture:
        """The picture as it is shown."""
        if self.transpose:
            picture = cv2.transpose(picture).astype(np.uint8, copy=False)
        if not (self.flip_x or self.flip_y):
            return picture
        code = -1 if self.flip_x and self.flip_y else int(self.flip_x)
        return cv2.flip(picture, code).astype(np.uint8, copy=False)


def orientation(frame: av.VideoFrame) -> Orientation:
    """What a film's display matrix asks for, to the nearest quarter turn.

    The matrix (ISO/IEC 14496-12, 8.2.2.3) takes a point p, q of the decoded picture to ap + cq, bp + dq.
    """
    a, b, c, d = _matrix(frame)
    if abs(a) + abs(d) >= abs(b) + abs(c):
        return Orientation(transpose=False, flip_x=a < 0, flip_y=d < 0)
    return Orientation(transpose=True, flip_x=c < 0, flip_y=b < 0)


def _matrix(frame: av.VideoFrame) -> tuple[float, float, float, float]:
    """Its four figures that turn and mirror."""
    try:
        # By number, as PyAV 18 and 19 go through them differently; the types of 18 say that they are text.
        listed = cast("Sequence[av.sidedata.sidedata.SideData]", frame.side_data)
        for each in (listed[index] for index in range(len(listed))):
            if each.type == _MATRIX_TYPE and each.buffer_size == _MATRIX.size:
                a, b, _, c, d, *_ = _MATRIX.unpack(bytes(each))
                return a, b, c, d
    except ValueError:  # PyAV 18 lists none where one is of a kind that it doesn't know, as Exif is
        turn = math.radians(frame.rotation)
        return math.cos(turn), -math.sin(turn), math.sin(turn), math.cos(turn)
    return 1.0, 0.0, 0.0, 1.0


def pixel_aspect(stream: av.VideoStream) -> float:
    """Width of a pixel as a share of its height; 1 where nothing, or nothing that can be true, is said.

    The container's word goes before the codec's, as in FFmpeg's own player.
    """
    said = stream.sample_aspect_ratio
    aspect = float(said) if said else 1.0
    if abs(aspect - 1.0) <= _SQUARE or not 1.0 / _WIDEST_PIXEL <= aspect <= _WIDEST_PIXEL:
        return 1.0
    return aspect


class Display:
    """Makes of decoded frames what a player shows: square pixels, upright, and no larger than needed.

    Attributes:
        pixel_aspect: Width of a pixel as a share of its height.
    """

    def __init__(self, pixel_aspect: float) -> None:
        self.pixel_aspect = pixel_aspect
        self._scaler = av.video.reformatter.VideoReformatter()

    def picture(self, frame: av.VideoFrame) -> Picture:
        """Blue, green, red, shape (height, width, 3).

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
        return orientation(frame).apply(scaled.to_ndarray().astype(np.uint8, copy=False))

    def _size(self, width: int, height: int) -> tuple[int, int]:
        """Size with square pixels, before it is turned."""
        wide = width * self.pixel_aspect
        share = min(1.0, LONGEST_SIDE / max(wide, height))
        return max(1, round(wide * share)), max(1, round(height * share))
