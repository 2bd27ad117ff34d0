"""What was seen lately, for a judge who comes later."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from coach.body.pose import Pose

SPAN_S = 20.0
"""So much is remembered: two of the slowest repetitions, and the time that recognising them takes."""


class ReplayBuffer:
    """Remembers moments, and which of them nobody has been shown yet."""

    def __init__(self, span_s: float = SPAN_S) -> None:
        """Prepare to remember.

        Args:
            span_s: For how long.
        """
        self._span_s = span_s
        self._moments: deque[tuple[float, Pose | None]] = deque()
        self._shown = 0

    def add(self, time: float, pose: Pose | None) -> None:
        """Remember a moment, and forget those that are too long ago."""
        self._moments.append((time, pose))
        while self._moments[0][0] < time - self._span_s:
            self._moments.popleft()
            self._shown = max(self._shown - 1, 0)

    def rewind(self, since_s: float) -> None:
        """Show again everything from ``since_s`` on, as far as it is remembered."""
        self._shown = sum(time < since_s for time, _ in self._moments)

    def unseen(self) -> Iterator[tuple[float, Pose | None]]:
        """The moments that nobody was shown yet, in order."""
        first, self._shown = self._shown, len(self._moments)
        for place in range(first, len(self._moments)):
            yield self._moments[place]
