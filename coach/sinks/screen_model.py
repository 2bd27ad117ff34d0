"""The state of the live screen, updated moment by moment."""

from __future__ import annotations

from collections import deque
from dataclasses import replace

from coach.catalogue.definition import Exercise
from coach.judging.events import (
    AttemptJudged,
    Began,
    CountCorrected,
    CueGiven,
    Event,
    FaultNoticed,
    NothingCorrected,
    RepCompleted,
    RepUndone,
    SetStarted,
    TrackingFound,
    TrackingLost,
)
from coach.judging.figures.effort_events import Reviewed
from coach.judging.observation import Observation, WorkoutState
from coach.moment import Moment
from coach.ui.event_text import (
    ATTEMPT_PERIOD_S,
    UNCORRECTED,
    attempt_text,
    correction_text,
    is_worth_telling,
)
from coach.ui.live.live_state import Cue, LiveState
from coach.ui.live.range_marks import RangeMarks
from coach.ui.live.sparkline import SPAN_S, Sample
from coach.ui.live.status_lines import visibility_problem

_FLASH_S = 0.15
_CUE_S = 8.0
"""How long a cue stays without a rep: in a hold, or when you stop."""
_NOTE_S = 2.0
"""How long the response to a key stays, even if the next rep comes sooner."""
_RATE_S = 3.0


class ScreenModel:
    """Derives the state of the screen from moments.

    Attributes:
        state: The current state.
    """

    def __init__(self, state: LiveState, *, flashing: bool = False) -> None:
        self.state = state
        self._flashing = flashing
        self._samples: deque[Sample] = deque()
        self._frames: deque[float] = deque()
        self._flash_s = self._cue_s = self._note_s = self._not_counted_s = float("-inf")
        self._lost = ""
        self._marks = RangeMarks()

    def update(self, moment: Moment) -> None:
        """Take one moment and replace ``state``."""
        observed = moment.observation
        self._set_exercise(observed.exercise)
        for event in observed.events:
            self._apply(event, moment.time)
            self._update_cue(event, moment.time, led=observed.flow is not None)
            self._update_not_counted(event, moment.time, observed.flow)
        time = moment.time
        self._marks.follow(observed, time)
        self._samples.append((time, observed.signal))
        _drop_before(self._samples, time - SPAN_S)
        if moment.frame is not None:
            self._frames.append(time)
        while self._frames and self._frames[0] < time - _RATE_S:
            self._frames.popleft()
        self.state = replace(
            self.state,
            moment=moment,
            note=self.state.note if self.state.rep is None or time - self._note_s < _NOTE_S else "",
            cue=self.state.cue if time - self._cue_s < _CUE_S else None,
            not_counted=self.state.not_counted if time - self._not_counted_s < ATTEMPT_PERIOD_S else "",
            lost=self._lost and _lost_text(self._lost, observed),
            samples=tuple(self._samples),
            full_mark=self._marks.full,
            deepest=self._marks.deepest,
            flash=time - self._flash_s < _FLASH_S,
            frames_a_second=self._rate(),
        )

    def _set_exercise(self, exercise: Exercise | None) -> None:
        """Reset what depends on the exercise, if it has changed."""
        before = self.state.exercise
        if exercise is None or (before is not None and before.name == exercise.name):
            return
        self._samples.clear()
        self._lost = ""
        self._marks = RangeMarks()
        self.state = replace(self.state, exercise=exercise, rep=None, cue=None, note="")

    def _apply(self, event: Event, time: float) -> None:
        match event:
            case SetStarted() | Began():
                self._marks.new_set()
                self.state = replace(self.state, rep=None, cue=None, note="", review="")
            case RepCompleted():
                self._marks.keep()
                self.state = replace(self.state, rep=event.rep, cue=None)
                if self._flashing:
                    self._flash_s = time
            case RepUndone() | CountCorrected():
                self._show_note(correction_text(event), time)
            case NothingCorrected():
                self._show_note(UNCORRECTED, time)
            case TrackingLost():
                self._lost = event.what
            case TrackingFound():
                self._lost = ""
            case _:
                pass

    def _update_cue(self, event: Event, time: float, *, led: bool) -> None:
        """Show the cue of a guided workout and its review, or for a film the first fault of a rep."""
        match event:
            case FaultNoticed(fault=fault) if not led and (self.state.cue is None or fault.rep is None):
                self._show_cue(Cue("mend", fault.cue), time)
            case CueGiven():
                self._show_cue(Cue(event.kind, event.text), time)
            case Reviewed(text=text):
                self.state = replace(self.state, review=text)
            case _:
                pass

    def _update_not_counted(self, event: Event, time: float, flow: WorkoutState | None) -> None:
        """Show for a while why a movement does not count, until a rep does; others have to wait meanwhile."""
        match event:
            case RepCompleted() | SetStarted() | Began():
                self.state = replace(self.state, not_counted="")
            case AttemptJudged() if is_worth_telling(flow):
                text = attempt_text(event)
                if text and time - self._not_counted_s >= ATTEMPT_PERIOD_S:
                    self._not_counted_s = time
                    self.state = replace(self.state, not_counted=text)
            case _:
                pass

    def _show_note(self, note: str, time: float) -> None:
        self._note_s = time
        self.state = replace(self.state, rep=None, note=note)

    def _show_cue(self, cue: Cue, time: float) -> None:
        self._cue_s = time
        self.state = replace(self.state, cue=cue)

    def _rate(self) -> float | None:
        if len(self._frames) < 2:
            return None
        return (len(self._frames) - 1) / max(self._frames[-1] - self._frames[0], 1e-3)


def _drop_before(samples: deque[Sample], since_s: float) -> None:
    while samples[0][0] < since_s:
        samples.popleft()


def _lost_text(what: str, observed: Observation) -> str:
    """What is not visible, and why if known."""
    if what == "nobody":
        return "no one detected"
    tracking = observed.tracking
    return visibility_problem(tracking) if tracking is not None and tracking.hidden else f"{what} not visible"
