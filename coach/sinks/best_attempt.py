"""The sink that records the deepest attempt, for when nothing is counted."""

from __future__ import annotations

from coach.body.stream import Closing
from coach.judging.observation import Summary
from coach.moment import Moment


class BestAttempt(Closing):
    """Records the deepest movement out of the start position.

    Attributes:
        depth: In units of the required range, 1 for a full rep; None if no one was in position.
    """

    def __init__(self) -> None:
        self.depth: float | None = None

    def receive(self, moment: Moment) -> None:
        """Take one moment."""
        depth = moment.observation.depth
        if depth is not None:
            self.depth = depth if self.depth is None else max(self.depth, depth)

    def conclude(self, summary: Summary, *, interrupted: bool) -> None:
        """Do nothing: the depth is read as an attribute."""
