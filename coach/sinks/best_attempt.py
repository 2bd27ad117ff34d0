"""The sink that remembers how far anybody came in an exercise in which nothing was counted."""

from __future__ import annotations

from coach.body.stream import Closing
from coach.judging.observation import Summary
from coach.moment import Moment


class BestAttempt(Closing):
    """Keeps the farthest way out of the start position.

    Attributes:
        depth: On the scale of what is asked for: 1 is a full repetition's; None where nobody was in position.
    """

    def __init__(self) -> None:
        self.depth: float | None = None

    def receive(self, moment: Moment) -> None:
        """Take in one moment."""
        depth = moment.observation.depth
        if depth is not None:
            self.depth = depth if self.depth is None else max(self.depth, depth)

    def conclude(self, summary: Summary, *, interrupted: bool) -> None:
        """What it came to is asked for, not told."""
