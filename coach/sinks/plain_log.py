"""The sink that prints events as plain lines, for output without a screen."""

from __future__ import annotations

from collections.abc import Callable

from coach.body.live_figures import LiveFigures
from coach.body.picture_notes import PictureNote
from coach.body.stream import Closing
from coach.judging.events import AttemptJudged, FaultNoticed
from coach.judging.figures.fault_mended import FaultMended
from coach.judging.observation import Summary
from coach.moment import Moment
from coach.ui.event_text import ATTEMPT_PERIOD_S, event_text, is_worth_telling

_NOTE_PERIOD_S = 1.0


class PlainLog(Closing):
    """Prints events as plain lines."""

    def __init__(
        self, say: Callable[[str], None], *, figures: Callable[[], LiveFigures] | None = None
    ) -> None:
        """Create a log.

        Args:
            say: Prints one line.
            figures: Returns the figures of the live source, called once per second; None for a film.
        """
        self._say, self._figures = say, figures
        self._checked_s = self._attempt_s = float("-inf")
        self._note: PictureNote | None = None

    def close(self) -> None:
        """Do nothing: no resource is held."""

    def receive(self, moment: Moment) -> None:
        """Print the events of one moment, if any."""
        self._print_note(moment.time)
        observed = moment.observation
        for event in observed.events:
            covered_by_cue = observed.flow is not None and isinstance(event, FaultNoticed | FaultMended)
            line = "" if covered_by_cue else event_text(event, observed.exercise)
            if isinstance(event, AttemptJudged) and line and not self._is_attempt_due(moment):
                continue
            if line:
                self._say(line)

    def _is_attempt_due(self, moment: Moment) -> bool:
        """Whether to tell why a movement does not count: in a set, and not too often."""
        due = moment.time - self._attempt_s >= ATTEMPT_PERIOD_S and is_worth_telling(moment.observation.flow)
        self._attempt_s = moment.time if due else self._attempt_s
        return due

    def _print_note(self, time: float) -> None:
        """Print a problem with the picture once, when it begins."""
        if self._figures is None or time - self._checked_s < _NOTE_PERIOD_S:
            return
        self._checked_s = time
        before, self._note = self._note, self._figures().note
        if self._note is not None and (before is None or before.problem != self._note.problem):
            self._say(f"{self._note.what} {self._note.hint}".strip())

    def conclude(self, summary: Summary, *, interrupted: bool) -> None:
        """Do nothing: the report is printed elsewhere."""
