"""The poses in which a pattern is looked for, and how often it is worth looking."""

from __future__ import annotations

from collections import deque

import numpy as np

from coach.body.pose import FloatArray, Pose

_WINDOW_S = 90.0
"""How far back a row is looked for."""
_LOOK_S = 1.0
"""How often the movements so far are compared with each other, at most."""
_LOOK_SHARE = 1 / 30
"""And not before this share of the remembered time has passed: the cost stays the same."""
_FEWEST = 12
"""Three movements need at least four moments each."""


class PoseMemory:
    """The poses of the last 90 s."""

    def __init__(self) -> None:
        self._moments: deque[tuple[float, Pose]] = deque()

    def observe(self, pose: Pose, time: float) -> None:
        """Take the pose at ``time`` (seconds, increasing); one that is not a number is left out."""
        if not np.isfinite(pose.world).all() or not np.isfinite(pose.image).all():
            return
        self._moments.append((time, pose))
        while time - self._moments[0][0] > _WINDOW_S:
            self._moments.popleft()

    def forget(self, until_s: float = float("inf")) -> None:
        """Forget the moments until then: another set begins."""
        while self._moments and self._moments[0][0] <= until_s:
            self._moments.popleft()

    @property
    def is_enough(self) -> bool:
        """Whether there are enough moments for three movements."""
        return len(self._moments) >= _FEWEST

    @property
    def begins_s(self) -> float | None:
        """The first moment, seconds; None without one."""
        return self._moments[0][0] if self._moments else None

    @property
    def times(self) -> FloatArray:
        """The moments in seconds, shape (n,)."""
        return np.array([time for time, _ in self._moments])

    @property
    def poses(self) -> list[Pose]:
        """The poses, in order."""
        return [pose for _, pose in self._moments]

    def between(self, first_s: float, last_s: float) -> tuple[FloatArray, list[Pose]]:
        """The moments between two times, shape (n,), and their poses."""
        near = [each for each in self._moments if first_s <= each[0] <= last_s]
        return np.array([time for time, _ in near]), [pose for _, pose in near]

    def is_due(self, time: float, looked_s: float) -> bool:
        """Whether to compare the movements again at ``time``, last done at ``looked_s``; both in seconds."""
        remembered_s = self._moments[-1][0] - self._moments[0][0] if self._moments else 0.0
        return time - looked_s >= max(_LOOK_S, _LOOK_SHARE * remembered_s)
