"""Keeps a crop around a small body: moves it at its edge, and searches for a lost body."""

from __future__ import annotations

from collections.abc import Callable

from coach.body.crop import Box
from coach.body.pose import Pose
from coach.body.stream import Frame
from coach.vision.film.small_bodies import crop_around, outgrown

Search = Callable[[Frame], tuple[Pose, ...]]
"""Searches the whole picture for a body."""

LOST_S = 0.7
"""Seconds without a detection before a body counts as lost, and between two searches."""


class BodyFollower:
    """Follows one body through a source.

    The crop moves rarely, as each move disturbs the landmarker's tracking and smoothing for a frame or two.

    Attributes:
        crop: The part of the picture to analyse from now on.
    """

    def __init__(self, crop: Box, search: Search, *, lost_s: float = LOST_S) -> None:
        self.crop = crop
        self._search, self._lost_s = search, lost_s
        self._found_s: float | None = None

    def observe(self, frame: Frame, pose: Pose | None) -> None:
        """Take in a frame and the pose detected in it."""
        if pose is not None:
            self._found_s = frame.time
            if outgrown(self.crop, pose):
                self.crop = crop_around([pose])
        elif self._found_s is None:
            self._found_s = frame.time
        elif frame.time - self._found_s >= self._lost_s:
            self._found_s = frame.time
            if found := self._search(frame):
                self.crop = crop_around(found)
