"""The sink that tells: a line for every event that is worth one, where there is no screen to draw on."""

from __future__ import annotations

from collections.abc import Callable

from coach.body.stream import Closing
from coach.catalogue.definition import Exercise
from coach.judging.events import FaultNoticed
from coach.judging.judge import Summary
from coach.moment import Moment
from coach.ui.events import told


class Lines(Closing):
    """Says what happens in plain lines."""

    def __init__(self, exercise: Exercise, say: Callable[[str], None]) -> None:
        """Prepare to tell.

        Args:
            exercise: What is trained.
            say: Puts one line where people read it.
        """
        self._exercise, self._say = exercise, say

    def close(self) -> None:
        """Nothing is held."""

    def receive(self, moment: Moment) -> None:
        """Take in one moment; most have nothing to tell."""
        led = moment.observation.flow is not None
        for event in moment.observation.events:
            line = "" if isinstance(event, FaultNoticed if led else ()) else told(event, self._exercise)
            if line:
                self._say(line)

    def conclude(self, summary: Summary, *, interrupted: bool) -> None:
        """The report is somebody else's business."""
