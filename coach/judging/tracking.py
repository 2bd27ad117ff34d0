"""Monitors visibility, and skips the first rough landmarks after a detection."""

from __future__ import annotations

from coach.body.angles import TRIPLES, Angles
from coach.body.landmarks import Landmark
from coach.body.pose import Pose
from coach.judging.events import TrackingFound, TrackingLost
from coach.judging.observation import Tracking
from coach.judging.signal import SEEN

_PATIENCE_S = 1.0
_ROUGH_S = 0.05
"""In the first two frames of 259 films, landmarks moved half as fast again as later."""
_LOST_S = 0.5


class TrackingMonitor:
    """Tracks how well the landmarks that an exercise needs are visible."""

    def __init__(self, rows: list[int]) -> None:
        self._landmarks = [TRIPLES[[2 * row + side for row in rows]].ravel() for side in (0, 1)]
        self._visible_s: float | None = None
        self._lost = False
        self.tracking = Tracking(0.0)

    def observe(self, pose: Pose | None, time: float) -> TrackingLost | TrackingFound | None:
        """Take one moment; reports once when neither side was visible for a second, and when one is again."""
        self.tracking = self._tracking(pose)
        if self._visible_s is None:
            self._visible_s = time
        if pose is not None and not self.tracking.hidden:
            self._visible_s = time
            if self._lost:
                self._lost = False
                return TrackingFound(time)
            return None
        if self._lost or time - self._visible_s < _PATIENCE_S:
            return None
        self._lost = True
        return TrackingLost(time, self.tracking.hidden or "nobody")

    def _tracking(self, pose: Pose | None) -> Tracking:
        """The tracking of the better visible side."""
        if pose is None:
            return Tracking(0.0)
        better = max(self._landmarks, key=lambda side: float(pose.visibility[side].min()))
        worst = int(better[pose.visibility[better].argmin()])
        quality = float(pose.visibility[worst])
        if quality > SEEN:
            return Tracking(quality)
        place = pose.image[worst, :2]
        outside = bool(((place < 0.0) | (place > 1.0)).any())
        return Tracking(quality, Landmark(worst).name.lower().replace("_", " "), outside)


class LandmarkSettling:
    """Skips the first moments after a person is detected, because their landmarks are rough.

    A source too slow for a second frame within that time loses nothing.
    """

    def __init__(self) -> None:
        self._found_s = 0.0
        self._last_s: float | None = None
        self._first: tuple[float, Pose, Angles] | None = None

    def update(self, time: float, pose: Pose, angles: Angles) -> list[tuple[float, Pose, Angles]]:
        """Take one moment and return the reliable moments so far, in order."""
        last, self._last_s = self._last_s, time
        if last is None or time - last > _LOST_S:
            self._found_s, self._first = time, (time, pose, angles)
            return []
        first, self._first = self._first, None
        if time - self._found_s >= _ROUGH_S:
            now = (time, pose, angles)
            return [now] if first is None else [first, now]
        return []
