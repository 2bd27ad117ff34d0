"""Tracks how far the body walks across the picture."""

from __future__ import annotations

from collections import deque

_BEFORE_S = 1.0
FASTEST = 6.0
"""Trunk lengths per second, about 3 m/s. Anything faster is a cut, a mirror or another person, not a walk."""
_TRACKED_S = 0.25
"""Movement across a longer gap is not counted as walking."""
_MEMORY = 4096


class WalkTracker:
    """Adds up the sideways steps of a body."""

    def __init__(self) -> None:
        self._places: deque[tuple[float, float]] = deque([(0.0, 0.0)], maxlen=_MEMORY)
        self._aside = 0.0

    def observe(self, time: float, aside: float) -> None:
        """Take the offset of the body to the right of the picture's middle, in trunk lengths."""
        last_s, gone = self._places[-1]
        step, self._aside = aside - self._aside, aside
        since_s = time - last_s
        walked = since_s <= _TRACKED_S and abs(step) <= FASTEST * since_s
        self._places.append((time, gone + step * walked))

    def walked(self, left_s: float, end_s: float) -> float:
        """How far the body walked during a movement or in the second before it, in trunk lengths."""
        places = [place for time, place in self._places if left_s - _BEFORE_S <= time <= end_s]
        return max(places) - min(places) if places else 0.0

    def went(self, left_s: float, end_s: float) -> float:
        """How far from its beginning a movement ended, in trunk lengths."""
        places = [place for time, place in self._places if left_s <= time <= end_s]
        return abs(places[-1] - places[0]) if places else 0.0
