"""Decoded frames of a film as pictures in their full size, and pictures as frames for the encoder."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from coach.body.crop import Pixels
from coach.body.stream import Frame
from coach.opencv import cv2
from coach.pyav import av
from coach.vision.film.display_geometry import Display, Orientation, orientation
from coach.vision.picture.picture_view import PictureView

PIXEL_FORMAT = "yuv420p"
_FULL_RANGE, _LIMITED_RANGE = 2, 1
_BT601, _UNKNOWN = 6, 2
"""As in ITU-T H.273: the matrix of the conversion in OpenCV, and that of most films of unknown matrix."""


@dataclass(frozen=True, slots=True)
class ColourTags:
    """How a player turns the numbers of a film into colours; the values are those of ITU-T H.273.

    Attributes:
        matrix: Matrix coefficients.
        primaries: Colour primaries.
        transfer: Transfer characteristics.
    """

    matrix: int = _BT601
    primaries: int = _UNKNOWN
    transfer: int = _UNKNOWN


class FramePictures:
    """Converts the frames of one film to pictures, upright and with square pixels.

    Usual films (8 bits, 4:2:0) are converted by one matrix there and back, so that nothing but the marks
    changes, whatever the film's own matrix: the tags of the film are kept. All others become BT.601.

    Attributes:
        tags: The colour tags of the pictures that :meth:`frame` returns, once one was converted.
    """

    def __init__(self, pixel_aspect: float, view: PictureView) -> None:
        """Prepare the conversion.

        Args:
            pixel_aspect: Width of a pixel divided by its height.
            view: Rotation and mirroring in the analysis.
        """
        self.tags = ColourTags()
        self._display, self._view = Display(pixel_aspect, math.inf), view
        self._size: tuple[int, int] | None = None
        self._turned: Orientation | None = None

    def picture(self, frame: av.VideoFrame) -> Pixels:
        """Blue, green, red, shape (height, width, 3), both even; an odd edge is repeated.

        Raises:
            av.error.FFmpegError: The frame can't be converted.
        """
        is_plain = self._is_plain(frame)
        if self._size is None and is_plain:
            self.tags = ColourTags(int(frame.colorspace), int(frame.color_primaries), int(frame.color_trc))
        turned = self._turned = self._turned or orientation(frame)
        shown = turned.apply(_bgr(frame)) if is_plain else self._display.picture(frame, turned)
        picture = self._view.frame(Frame(0.0, shown)).picture
        if not picture.flags.writeable or not picture.flags.c_contiguous:
            picture = picture.copy()
        return self._of_one_size(_even(picture))

    def frame(self, picture: Pixels) -> av.VideoFrame:
        """A picture as a frame for the encoder."""
        planes = cv2.cvtColor(picture, cv2.COLOR_BGR2YUV_I420).astype(np.uint8, copy=False)
        frame = av.VideoFrame.from_ndarray(planes, PIXEL_FORMAT)
        frame.color_range = _LIMITED_RANGE
        return frame

    def _is_plain(self, frame: av.VideoFrame) -> bool:
        return (
            frame.format.name == PIXEL_FORMAT
            and frame.color_range != _FULL_RANGE
            and not (frame.width % 2 or frame.height % 2)
            and self._display.keeps_size(frame)
        )

    def _of_one_size(self, picture: Pixels) -> Pixels:
        """The picture in the size of the first one: a film may change its size."""
        size = picture.shape[1], picture.shape[0]
        self._size = self._size or size
        if size == self._size:
            return picture
        return cv2.resize(picture, self._size, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)


def _bgr(frame: av.VideoFrame) -> Pixels:
    return cv2.cvtColor(frame.to_ndarray(), cv2.COLOR_YUV2BGR_I420).astype(np.uint8, copy=False)


def _even(picture: Pixels) -> Pixels:
    height, width = picture.shape[:2]
    if not (height % 2 or width % 2):
        return picture
    grown = cv2.copyMakeBorder(picture, 0, height % 2, 0, width % 2, cv2.BORDER_REPLICATE)
    return grown.astype(np.uint8, copy=False)
