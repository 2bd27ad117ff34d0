"""The spoken phrases for events, and how long each stays worth hearing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, assert_never

from coach.catalogue.definition import Exercise
from coach.judging.events import (
    AttemptJudged,
    Began,
    CountCorrected,
    CountingDown,
    CueGiven,
    Event,
    FaultNoticed,
    HoldProgressed,
    NothingCorrected,
    Paused,
    RepCompleted,
    RepUndone,
    RestCountdown,
    RestStarted,
    Resumed,
    SetEnded,
    SetStarted,
    SetSummary,
    TargetReached,
    TrackingFound,
    TrackingLost,
    Waiting,
    WorkoutOver,
)
from coach.judging.exercise_events import ExercisePinned, ExerciseRecognised, Named
from coach.judging.figures.effort_events import Coached, Reviewed, TempoBeat, VelocityLimitReached
from coach.judging.figures.fault_mended import FaultMended
from coach.ui.formatting import plural
from coach.workout.cues import SpeechLevel

Kind = Literal[
    "count", "countdown", "cue", "exercise", "set", "rest", "wait", "pause", "workout", "review", "tempo"
]

_FRESH_S: dict[Kind, float] = {
    "count": 1.0,
    "countdown": 0.7,
    "cue": 4.0,
    "exercise": 4.0,
    "set": 6.0,
    "rest": 6.0,
    "wait": 5.0,
    "pause": 3.0,
    "workout": 6.0,
    "review": 20.0,
    "tempo": 0.4,
}
_SILENT: dict[SpeechLevel, frozenset[Kind]] = {
    "all": frozenset(),
    "cues": frozenset({"count"}),
    "counts": frozenset({"cue", "review"}),
    "off": frozenset(_FRESH_S),
}
_LAST_SECONDS = 3
_HELD_S = 10
"""Held seconds are announced this often."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase to speak.

    Attributes:
        kind: A newer phrase of the same kind replaces this one.
        text: The words; empty to drop an older phrase of this kind.
    """

    kind: Kind
    text: str

    @property
    def fresh_s(self) -> float:
        """Seconds after which it is too late to speak it."""
        return _FRESH_S[self.kind]


class Phrases:
    """Turns the events of a workout into phrases."""

    def __init__(self, level: SpeechLevel = "all") -> None:
        self._held = False  # whether the exercise is a hold
        self._silent = _SILENT[level]
        self._set = self._full = self._added = 0
        self._next_set = 1
        self._counts = True  # whether lost tracking matters: not during a rest

    def of(self, events: Iterable[Event], exercise: Exercise | None = None) -> list[Phrase]:
        """The phrases for a moment's events, in order; ``exercise`` is the current one, if known."""
        self._held = exercise is not None and exercise.hold is not None
        batch = list(events)
        reached = any(isinstance(event, TargetReached) for event in batch)
        phrases = [
            phrase
            for event in batch
            if not (reached and isinstance(event, SetEnded))  # the target implies the result
            for phrase in self._phrases(event)
        ]
        counted = any(phrase.kind == "count" for phrase in phrases)
        silent = self._silent | ({"countdown"} if counted else set())  # the set has begun: no "Go."
        return [phrase for phrase in phrases if phrase.kind not in silent]

    def _phrases(self, event: Event) -> Iterator[Phrase]:
        match event:
            case RepCompleted() | HoldProgressed() | RepUndone() | CountCorrected():
                yield from self._count_phrases(event)
            case SetEnded() | TargetReached() | WorkoutOver():
                yield from self._end_phrases(event)
            case RestStarted() | RestCountdown():
                yield from self._rest_phrases(event)
            case ExerciseRecognised() | ExercisePinned() | NothingCorrected():
                yield _announcement(event)
            case Waiting() | CountingDown() | Began() | SetStarted() | TrackingLost() | TrackingFound():
                yield from self._readiness_phrases(event)
            case Paused() | Resumed():
                self._counts = isinstance(event, Resumed)
                yield Phrase("pause", "Resuming." if self._counts else "Paused.")
            case FaultNoticed() | FaultMended() | AttemptJudged():
                pass  # the chosen cue covers faults, the screen shows the attempt
            case _:
                yield _coaching_phrase(event)

    def _count_phrases(
        self, event: RepCompleted | HoldProgressed | RepUndone | CountCorrected
    ) -> Iterator[Phrase]:
        if event.set_number != self._set:
            self._set, self._full, self._added = event.set_number, 0, 0
        match event:
            case RepCompleted(rep=rep):
                self._full += rep.verdict == "full"
                yield Phrase("count", str(self._count) if rep.verdict == "full" else "partial")
            case HoldProgressed():
                held = round(event.held_s)
                if held % _HELD_S == 0:
                    yield Phrase("count", str(held))
            case RepUndone(rep=rep):
                self._full -= rep.verdict == "full"
                yield Phrase("count", f"Undone: {self._count}.")
            case CountCorrected():
                self._added = event.added
                yield Phrase("count", str(event.full))

    @property
    def _count(self) -> int:
        return max(self._full + self._added, 0)

    def _end_phrases(self, event: SetEnded | TargetReached | WorkoutOver) -> Iterator[Phrase]:
        match event:
            case TargetReached():
                yield Phrase("set", "Target reached.")
            case SetEnded(summary=summary):
                if summary.reps or summary.hold_s or summary.added:
                    yield Phrase("set", f"Set {summary.number} done: {self._result(summary)}.")
            case WorkoutOver():
                sets = "1 set" if event.sets == 1 else f"{event.sets} sets"
                yield Phrase("workout", f"Workout over: {sets}.")

    def _rest_phrases(self, event: RestStarted | RestCountdown) -> Iterator[Phrase]:
        match event:
            case RestStarted():
                self._counts = False
                self._next_set = event.next_set
                yield Phrase("rest", f"Rest {event.rest_s:.0f} seconds." if event.rest_s else "Rest.")
            case RestCountdown(seconds=0):
                yield Phrase("rest", f"Rest is over. Set {self._next_set}.")
            case RestCountdown(seconds=seconds) if seconds <= _LAST_SECONDS:
                yield Phrase("countdown", str(seconds))
            case RestCountdown():
                yield Phrase("rest", f"{event.seconds} seconds left.")

    def _result(self, summary: SetSummary) -> str:
        if summary.hold_s is not None:
            return f"{summary.hold_s:.0f} seconds"
        return f"{summary.full}, {summary.partial} partial" if summary.partial else str(summary.full)

    def _readiness_phrases(
        self, event: Waiting | CountingDown | Began | SetStarted | TrackingLost | TrackingFound
    ) -> Iterator[Phrase]:
        match event:
            case Waiting():
                self._counts = False
                yield Phrase("wait", event.what)
            case TrackingLost(what=what):
                if self._counts:
                    yield Phrase("wait", f"I can't see {'you' if what == 'nobody' else f'your {what}'}.")
            case TrackingFound():
                yield Phrase("wait", "")
            case CountingDown():
                yield Phrase("countdown", str(event.seconds))
            case SetStarted():
                self._counts = True  # the first count announces the set
            case Began():
                self._counts = True
                yield Phrase("wait", "")
                yield Phrase("countdown", "Hold." if self._held else "Go.")


def _coaching_phrase(event: CueGiven | Coached) -> Phrase:
    """The phrase for a cue, a review, or the tempo."""
    match event:
        case CueGiven():
            return Phrase("cue", event.text)
        case Reviewed(text=text, drill=drill):
            return Phrase("review", _spoken(f"{text} {drill}".strip()))
        case VelocityLimitReached():
            return Phrase("set", "You are slowing down. Stop here.")
        case TempoBeat(name=name):
            return Phrase("tempo", f"{name.capitalize()}.")
        case _:
            assert_never(event)


def _spoken(text: str) -> str:
    """A review without signs that a voice reads wrongly."""
    for sign, word in ((" (", ", "), (")", ""), (" s;", " seconds,"), (" %", " percent"), ("°", " degrees")):
        text = text.replace(sign, word)
    return text


def _announcement(event: Named | NothingCorrected) -> Phrase:
    """The phrase for an event that needs no state."""
    match event:
        case NothingCorrected():
            return Phrase("count", "No rep to correct.")
        case ExerciseRecognised():
            return Phrase("exercise", f"{plural(event.exercise, 2).capitalize()}.")
        case ExercisePinned(exercise=exercise):
            only = f"Counting only {plural(exercise, 2)}." if exercise else "Recognising again."
            return Phrase("exercise", only)
        case _:
            assert_never(event)
