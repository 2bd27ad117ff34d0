"""Blurs everything in a film but the person who trains."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from coach.annotation.pose_track import BodyInPicture, PoseTrack
from coach.body.crop import Pixels
from coach.body.stream import Closing, Frame
from coach.opencv import cv2
from coach.vision.landmarker.landmarker import Landmarker, LandmarkerOptions
from coach.vision.pose_model.pose_model import PoseModel

_LONGEST_PX = 512
"""Longest side of the picture that the landmarker gets: its mask has 256 x 256 pixels in any case."""
_ROOM = 0.3
"""Room around a body's landmarks in which it is looked for, as a share of its size: head, hands and loads."""
_BLUR = 1 / 12
"""Size of the blur as a share of the picture's shorter side: faces and writing can't be recognised."""
_GREY = 148
_SHARPEST = 4.0
"""Steepness of the mask's edge: the model's mask is soft."""


class BackgroundBlur(Closing):
    """Detects the mask of the person again, frame by frame, and blurs the rest.

    Where the person or their mask is not found, the whole picture is blurred: nothing else is shown by
    mistake.
    """

    def __init__(self, model: PoseModel, options: LandmarkerOptions, track: PoseTrack) -> None:
        """Load the model.

        Args:
            model: The pose model.
            options: Its options in the analysis.
            track: The bodies over time.
        """
        self._landmarker = Landmarker(model, replace(options, masks=True, num_poses=1))
        self._track = track

    def draw(self, picture: Pixels, time: float) -> None:
        """Blur a picture of shape (height, width, 3), which is changed; in order of time in seconds."""
        mask = self._mask(picture, time)
        blurred = _blurred(picture)
        if mask is None:
            picture[:] = blurred
            return
        person = cv2.resize(mask, (picture.shape[1], picture.shape[0]), interpolation=cv2.INTER_LINEAR)
        picture[:] = cv2.blendLinear(picture, blurred, person, 1.0 - person)

    def close(self) -> None:
        """Close the model."""
        self._landmarker.close()

    def _mask(self, picture: Pixels, time: float) -> NDArray[np.float32] | None:
        """How surely each pixel is the person, 0 to 1; None if they are not found."""
        body = self._track.body_at(time)
        if body is None:
            return None
        detection = self._landmarker.detect(Frame(time, _alone(_small(picture), body)))
        if not detection.masks:
            return None
        sharp = np.clip((detection.masks[0] - 0.5) * _SHARPEST + 0.5, 0.0, 1.0)
        mask: NDArray[np.float32] = sharp.astype(np.float32, copy=False)
        return mask


def _small(picture: Pixels) -> Pixels:
    height, width = picture.shape[:2]
    share = min(1.0, _LONGEST_PX / max(height, width))
    size = max(1, round(width * share)), max(1, round(height * share))
    return cv2.resize(picture, size, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)


def _alone(picture: Pixels, body: BodyInPicture) -> Pixels:
    """The picture with everything far from the body in grey, so that no one else is found."""
    height, width = picture.shape[:2]
    points = body.points * (width, height)
    low, high = points.min(axis=0), points.max(axis=0)
    room = _ROOM * float((high - low).max())
    left, top = np.maximum(low - room, 0).astype(int)
    right, bottom = np.maximum(high + room, 0).astype(int)
    alone = np.full_like(picture, _GREY)
    alone[top:bottom, left:right] = picture[top:bottom, left:right]
    return alone


def _blurred(picture: Pixels) -> Pixels:
    """The picture without details: averaged, then smoothed."""
    height, width = picture.shape[:2]
    step = max(1.0, _BLUR * min(height, width) / 4)
    small = cv2.resize(
        picture, (max(1, round(width / step)), max(1, round(height / step))), interpolation=cv2.INTER_AREA
    )
    smooth = cv2.GaussianBlur(small, (0, 0), 2.0)
    return cv2.resize(smooth, (width, height), interpolation=cv2.INTER_LINEAR).astype(np.uint8, copy=False)
