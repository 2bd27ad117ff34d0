"""Keeps a crop on a small body: still while it stays inside, moved at its edge, looked for when lost."""

from __future__ import annotations

from coach.body.framing import WHOLE, Box
from coach.body.pose import Pose
from coach.body.stream import Closing, Frame
from coach.vision.landmarker import StillLandmarker
from coach.vision.pose_model import PoseModel
from coach.vision.small_bodies import crop_around, find_small, outgrown

_LOST_S = 0.7
"""How long nobody may be found before a body counts as lost, and between two searches."""


class BodyFollower(Closing):
    """Follows one body through a film.

    A crop that stands still leaves the landmarker's own following and smoothing alone; each move costs a
    picture or two.

    Attributes:
        crop: The part of the picture to look at from now on.
    """

    def __init__(self, model: PoseModel, crop: Box) -> None:
        self.crop = crop
        self._model = model
        self._landmarker: StillLandmarker | None = None
        self._seen_s: float | None = None

    def observe(self, frame: Frame, pose: Pose | None) -> None:
        """Take in a picture and who was found in it."""
        if pose is not None:
            self._seen_s = frame.time
            if outgrown(self.crop, pose):
                self.crop = crop_around([pose])
        elif self._seen_s is None:
            self._seen_s = frame.time
        elif frame.time - self._seen_s >= _LOST_S:
            self._seen_s = frame.time
            self._search(frame)

    def close(self) -> None:
        """Let go of the landmarker that searches."""
        if self._landmarker is not None:
            self._landmarker.close()

    def _search(self, frame: Frame) -> None:
        self._landmarker = self._landmarker or StillLandmarker(self._model)
        found = find_small(frame, self._landmarker, near=WHOLE)
        if found:
            self.crop = crop_around(found)
