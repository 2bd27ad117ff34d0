"""The times of judged frames, and the frame rate within a span."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right


class FrameTimes:
    """The times of all frames so far; eight bytes per frame."""

    def __init__(self) -> None:
        self._times = array("d")

    def __len__(self) -> int:
        return len(self._times)

    def add(self, time_s: float) -> None:
        """Add a frame; times never decrease."""
        self._times.append(time_s)

    def rate(self, start_s: float, end_s: float) -> float | None:
        """Frames per second from the last frame before the span to the first one after it.

        Returns:
            None without two frames at different times.
        """
        first = max(bisect_right(self._times, start_s) - 1, 0)
        last = min(bisect_left(self._times, end_s), len(self._times) - 1)
        if last <= first or self._times[last] <= self._times[first]:
            return None
        return round((last - first) / (self._times[last] - self._times[first]), 2)
