"""Buffer of recent poses, replayed to a judge that starts later."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from coach.body.pose import Pose

SPAN_S = 20.0
"""Length of the buffer: two of the slowest reps, and the time to recognise them."""


class ReplayBuffer:
    """Stores recent moments, and which of them have not been replayed yet."""

    def __init__(self, span_s: float = SPAN_S) -> None:
        """Make an empty buffer.

        Args:
            span_s: Length of the buffer.
        """
        self._span_s = span_s
        self._moments: deque[tuple[float, Pose | None]] = deque()
        self._replayed = 0

    def add(self, time: float, pose: Pose | None) -> None:
        """Add a moment, and drop those that are too old."""
        self._moments.append((time, pose))
        while self._moments[0][0] < time - self._span_s:
            self._moments.popleft()
            self._replayed = max(self._replayed - 1, 0)

    def rewind(self, since_s: float) -> None:
        """Replay again everything from ``since_s`` on that is still in the buffer."""
        self._replayed = sum(time < since_s for time, _ in self._moments)

    def unseen(self) -> Iterator[tuple[float, Pose | None]]:
        """Yield the moments that have not been replayed yet, in order."""
        first, self._replayed = self._replayed, len(self._moments)
        for place in range(first, len(self._moments)):
            yield self._moments[place]
