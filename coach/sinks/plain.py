"""The sink that tells: a line for every event that is worth one, where there is no screen to draw on."""

from __future__ import annotations

from collections.abc import Callable

from coach.body.stream import Closing
from coach.judging.events import FaultNoticed
from coach.judging.judge import Summary
from coach.moment import Moment
from coach.ui.events import told


class Lines(Closing):
    """Says what happens in plain lines."""

    def __init__(self, say: Callable[[str], None]) -> None:
        """Prepare to tell; ``say`` puts one line where people read it."""
        self._say = say

    def close(self) -> None:
        """Nothing is held."""

    def receive(self, moment: Moment) -> None:
        """Take in one moment; most have nothing to tell."""
        observed = moment.observation
        for event in observed.events:
            unsaid = observed.flow is not None and isinstance(event, FaultNoticed)
            line = "" if unsaid else told(event, observed.exercise)
            if line:
                self._say(line)

    def conclude(self, summary: Summary, *, interrupted: bool) -> None:
        """The report is somebody else's business."""
