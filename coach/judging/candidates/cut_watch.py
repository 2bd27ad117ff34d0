"""Notices a cut: from one frame to the next, the body is elsewhere in the picture."""

from __future__ import annotations

from collections import deque

import numpy as np

from coach.body.landmarks import of_side
from coach.body.pose import FloatArray, Pose
from coach.judging.candidates.walk_tracker import FASTEST

_PARTS = ("shoulder", "hip", "elbow", "wrist", "knee", "ankle")
_LEFT, _RIGHT = ([of_side(side, part) for part in _PARTS] for side in ("left", "right"))
_ELSEWHERE = 4
"""How many of these pairs must jump, and with them the shoulders or the hips: limbs alone are misread. The
middle of a pair stays when the model takes left for right, and two may be out of the picture."""
JUMP = 0.4
"""Least jump at a cut, in trunk lengths, besides what a body may move."""
AT_ONCE_S = 0.2
"""Longest time between the two frames of a cut."""
_MEMORY = 60
"""Frames in which the trunk was once seen at its length: it looks shorter when it points at the camera."""


def middles_of(pose: Pose) -> FloatArray:
    """Middles of the pairs of shoulders, hips, elbows, wrists, knees and ankles, in pixels, shape (6, 2)."""
    image = pose.image[:, :2] * pose.size
    middles: FloatArray = (image[_LEFT] + image[_RIGHT]) / 2
    return middles


class CutWatch:
    """Compares each pose with the one before."""

    def __init__(self) -> None:
        self._last: tuple[float, FloatArray] | None = None
        self._lengths: deque[float] = deque(maxlen=_MEMORY)

    def is_cut(self, pose: Pose, time: float) -> bool:
        """Whether the body jumped since the last pose; ``time`` in seconds, increasing."""
        middles = middles_of(pose)
        self._lengths.append(float(np.linalg.norm(middles[0] - middles[1])))
        last, self._last = self._last, (time, middles)
        if last is None or time - last[0] > AT_ONCE_S:
            return False
        far = (JUMP + FASTEST * (time - last[0])) * max(*self._lengths, 1.0)
        jumped = np.linalg.norm(middles - last[1], axis=1) > far
        return bool(jumped.sum() >= _ELSEWHERE and jumped[:2].any())
