"""Detects which way up a live source is."""

from __future__ import annotations

from collections import deque

from coach.body.pose import Pose
from coach.vision.picture.picture_orientation import Expected, stands, turns_wanted

_EVERY_S = 0.3
_WINDOW = 10
"""Poses that are judged together: three seconds."""
_AGREEING = 7
"""Consecutive results that must agree: two more seconds."""


class OrientationWatch:
    """Samples poses until the orientation of the pictures is settled.

    A person who stands upright for some seconds settles it for good; a later sideways body is lying down.
    """

    def __init__(self, expected: Expected) -> None:
        self._expected = expected
        self._poses: deque[Pose] = deque(maxlen=_WINDOW)
        self._next_s = 0.0
        self._wanted, self._times = 0, 0
        self._settled = False

    def turns_for(self, pose: Pose) -> int:
        """Take in a pose and return the clockwise quarter turns to apply from now on."""
        if self._settled or pose.time < self._next_s:
            return 0
        self._next_s = pose.time + _EVERY_S
        self._poses.append(pose)
        if len(self._poses) < _WINDOW:
            return 0
        wanted = turns_wanted(self._poses, self._expected)
        self._times = self._times + 1 if wanted == self._wanted else 1
        self._wanted = wanted
        if self._times < _AGREEING:
            return 0
        if not wanted:
            self._settled = stands(self._poses)
            return 0
        self._poses.clear()
        self._wanted, self._times = 0, 0
        return wanted
