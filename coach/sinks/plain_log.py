"""The sink that tells: a line for every event that is worth one, where there is no screen to draw on."""

from __future__ import annotations

from collections.abc import Callable

from coach.body.live_figures import LiveFigures
from coach.body.picture_notes import PictureNote
from coach.body.stream import Closing
from coach.judging.events import FaultNoticed
from coach.judging.observation import Summary
from coach.moment import Moment
from coach.ui.event_text import event_text

_ASKED_S = 1.0


class PlainLog(Closing):
    """Says what happens in plain lines."""

    def __init__(
        self, say: Callable[[str], None], *, figures: Callable[[], LiveFigures] | None = None
    ) -> None:
        """Prepare to tell.

        Args:
            say: Puts one line where people read it.
            figures: How the live way is doing, asked once a second; None for a film.
        """
        self._say, self._figures = say, figures
        self._asked_s = float("-inf")
        self._note: PictureNote | None = None

    def close(self) -> None:
        """Nothing is held."""

    def receive(self, moment: Moment) -> None:
        """Take in one moment; most have nothing to tell."""
        self._tell_note(moment.time)
        observed = moment.observation
        for event in observed.events:
            unsaid = observed.flow is not None and isinstance(event, FaultNoticed)
            line = "" if unsaid else event_text(event, observed.exercise)
            if line:
                self._say(line)

    def _tell_note(self, time: float) -> None:
        """What is wrong with the pictures, once when it begins."""
        if self._figures is None or time - self._asked_s < _ASKED_S:
            return
        self._asked_s = time
        before, self._note = self._note, self._figures().note
        if self._note is not None and (before is None or before.problem != self._note.problem):
            self._say(f"{self._note.what} {self._note.hint}".strip())

    def conclude(self, summary: Summary, *, interrupted: bool) -> None:
        """The report is somebody else's business."""
