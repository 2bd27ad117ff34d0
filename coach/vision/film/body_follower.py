"""Keeps a crop on a small body: still while it stays inside, moved at its edge, looked for when lost."""

from __future__ import annotations

from collections.abc import Callable

from coach.body.crop import Box
from coach.body.pose import Pose
from coach.body.stream import Frame
from coach.vision.film.small_bodies import crop_around, outgrown

Search = Callable[[Frame], tuple[Pose, ...]]
"""Looks for a body all over a picture."""

LOST_S = 0.7
"""How long nobody may be found before a body counts as lost, and between two searches."""


class BodyFollower:
    """Follows one body through a source.

    A crop that stands still leaves the landmarker's own following and smoothing alone; each move costs a
    picture or two.

    Attributes:
        crop: The part of the picture to look at from now on.
    """

    def __init__(self, crop: Box, search: Search, *, lost_s: float = LOST_S) -> None:
        self.crop = crop
        self._search, self._lost_s = search, lost_s
        self._seen_s: float | None = None

    def observe(self, frame: Frame, pose: Pose | None) -> None:
        """Take in a picture and who was found in it."""
        if pose is not None:
            self._seen_s = frame.time
            if outgrown(self.crop, pose):
                self.crop = crop_around([pose])
        elif self._seen_s is None:
            self._seen_s = frame.time
        elif frame.time - self._seen_s >= self._lost_s:
            self._seen_s = frame.time
            if found := self._search(frame):
                self.crop = crop_around(found)
