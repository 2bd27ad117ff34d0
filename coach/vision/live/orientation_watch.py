"""Finds out while somebody is before the camera which way up its pictures are."""

from __future__ import annotations

from collections import deque

from coach.body.pose import Pose
from coach.vision.picture.picture_orientation import Expected, stands, turns_wanted

_EVERY_S = 0.3
_LOOKED_AT = 10
"""Bodies that are judged together: three seconds."""
_AGREED = 7
"""So often in succession, over two seconds more, they have to say the same."""


class OrientationWatch:
    """Looks at who is seen every now and then, until it is settled which way up the pictures are.

    Whoever stands upright for a while settles it for good: what looks turned after that is somebody who lies
    down.
    """

    def __init__(self, expected: Expected) -> None:
        self._expected = expected
        self._poses: deque[Pose] = deque(maxlen=_LOOKED_AT)
        self._next_s = 0.0
        self._wanted, self._times = 0, 0
        self._settled = False

    def observe(self, pose: Pose) -> int:
        """Take in a body; says by how many quarters clockwise pictures are to be turned from now on."""
        if self._settled or pose.time < self._next_s:
            return 0
        self._next_s = pose.time + _EVERY_S
        self._poses.append(pose)
        if len(self._poses) < _LOOKED_AT:
            return 0
        wanted = turns_wanted(self._poses, self._expected)
        self._times = self._times + 1 if wanted == self._wanted else 1
        self._wanted = wanted
        if self._times < _AGREED:
            return 0
        if not wanted:
            self._settled = stands(self._poses)
            return 0
        self._poses.clear()
        self._wanted, self._times = 0, 0
        return wanted
