"""Events of a workout as lines of text."""

from __future__ import annotations

from typing import assert_never

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
    Led,
    Mended,
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
    Tracked,
    TrackingFound,
    TrackingLost,
    Waiting,
    WorkoutOver,
)
from coach.judging.exercise_events import ExercisePinned, ExerciseRecognised, Named
from coach.judging.figures.effort_events import Coached, Reviewed, TempoBeat, VelocityLimitReached
from coach.judging.figures.fault_mended import FaultMended
from coach.judging.observation import WorkoutState
from coach.ui.formatting import count_text, percent, plural, seconds, verdict

UNCORRECTED = "no rep to correct"
ATTEMPT_PERIOD_S = 4.0
"""Movements that do not count are told this often at most: someone who walks about makes one a second."""
_HOLD_EVERY_S, _LAST_S = 10, 3
"""Held seconds get a line this often; the last seconds of a rest are only spoken."""


def event_text(event: Event, exercise: Exercise | None) -> str:
    """An event as a line of text, or an empty string if it needs none.

    Args:
        event: The event.
        exercise: The current exercise, if known.
    """
    match event:
        case TrackingLost() | TrackingFound():
            return _tracking_text(event)
        case WorkoutOver(sets=sets):
            return f"Workout over: {_number(sets, 'set')}."
        case RepUndone() | CountCorrected():
            return _sentence(correction_text(event))
        case SetStarted() | RepCompleted() | AttemptJudged() | HoldProgressed() | SetEnded():
            return _counting_text(event)
        case FaultNoticed() | FaultMended():
            return _fault_text(event)
        case ExerciseRecognised() | ExercisePinned():
            return _recognition_text(event)
        case _:
            return _workout_text(event, exercise)


def attempt_text(event: AttemptJudged) -> str:
    """Why a movement does not count, in a few words; empty if it counts, or is part of another one."""
    attempt = event.attempt
    return "" if attempt.is_counted or attempt.rule == "same-movement" else f"not counted: {attempt.text}"


def is_worth_telling(flow: WorkoutState | None) -> bool:
    """Whether you want to know why a movement does not count: in a set, not while you wait or rest."""
    return flow is None or flow.stage == "training"


def correction_text(event: Mended) -> str:
    """A correction by the user, in a few words."""
    match event:
        case RepUndone(rep=rep):
            return "last rep removed" if rep.verdict == "full" else "last rep removed (partial)"
        case CountCorrected():
            return f"count corrected to {event.full}"
        case _:
            assert_never(event)


def _counting_text(
    event: SetStarted | RepCompleted | AttemptJudged | HoldProgressed | SetEnded,
) -> str:
    match event:
        case AttemptJudged():
            return _sentence(text) if (text := attempt_text(event)) else ""
        case SetStarted():
            return f"Set {event.number}."
        case RepCompleted(rep=rep):
            side = "" if rep.side == "both" else f" {rep.side},"
            return f"{rep.number}:{side} {verdict(rep)}. {_sentence(rep.reason)}"
        case HoldProgressed():
            held = round(event.held_s)
            return f"{held} seconds held." if held and held % _HOLD_EVERY_S == 0 else ""
        case SetEnded(summary=summary):
            return f"Set {summary.number} done: {_result(summary)}."
        case _:
            assert_never(event)


def _recognition_text(event: Named) -> str:
    match event:
        case ExerciseRecognised(exercise="anything"):
            return "Not recognised: counting what repeats. 'coach exercises' lists the names."
        case ExerciseRecognised():
            return f"Recognised: {plural(event.exercise, 2)}, {percent(event.confidence)} sure."
        case ExercisePinned(exercise=exercise):
            if exercise is None:
                return "Recognising the exercise again."
            return f"Pinned: everything is counted as {plural(exercise, 2)}."
        case _:
            assert_never(event)


def _tracking_text(event: Tracked) -> str:
    match event:
        case TrackingLost(what="nobody"):
            return "No one detected: not counting."
        case TrackingLost(what=what):
            return _sentence(f"{what} not visible: not counting")
        case TrackingFound():
            return "Tracking again."


def _fault_text(event: FaultNoticed | FaultMended) -> str:
    if isinstance(event, FaultMended):
        return event.praise
    return f"{_sentence(event.fault.title)} {event.fault.cue}"


def _workout_text(event: Led, exercise: Exercise | None) -> str:
    match event:
        case Waiting() | CountingDown() | Began():
            return _start_text(event)
        case TargetReached(target=target):
            return f"Target reached: {target}{_unit(exercise, target)}."
        case RestStarted() | RestCountdown():
            return _rest_text(event)
        case Paused():
            return "Paused: not counting."
        case Resumed():
            return "Resumed."
        case NothingCorrected():
            return _sentence(UNCORRECTED)
        case CueGiven() | Reviewed() | VelocityLimitReached() | TempoBeat():
            return _coaching_text(event)
        case _:
            assert_never(event)


def _coaching_text(event: CueGiven | Coached) -> str:
    match event:
        case CueGiven():
            return event.text if event.kind == "praise" else f"Cue: {event.text}"
        case Reviewed(text=text, drill=drill):
            return f"{text} Drill: {drill[0].lower()}{drill[1:]}" if drill else text
        case VelocityLimitReached(loss=loss):
            return f"{loss:.0f} % slower than your fastest rep: end of the set."
        case TempoBeat():
            return ""  # one a second would bury the rest
        case _:
            assert_never(event)


def _start_text(event: Waiting | CountingDown | Began) -> str:
    match event:
        case Waiting(what=what):
            return f"Waiting: {what}."
        case CountingDown(seconds=left):
            return f"{left} ..."
        case Began(set_number=number):
            return f"Set {number} begins: reps count from now on."
        case _:
            assert_never(event)


def _rest_text(event: RestStarted | RestCountdown) -> str:
    match event:
        case RestStarted(rest_s=rest_s):
            length = "" if rest_s is None else f" {rest_s:.0f} seconds"
            return f"Rest{length}, then set {event.next_set}."
        case RestCountdown(seconds=0):
            return "The rest is over."
        case RestCountdown(seconds=left):
            return f"{left} seconds of rest left." if left > _LAST_S else ""
        case _:
            assert_never(event)


def _unit(exercise: Exercise | None, number: int) -> str:
    if exercise is None:
        return ""
    return " seconds" if exercise.hold is not None else f" {plural(exercise.name, number)}"


def _result(summary: SetSummary) -> str:
    if summary.hold_s is not None:
        return f"{seconds(summary.hold_s)} held"
    return f"{count_text(summary.full, summary.partial)} {plural(summary.exercise, summary.full)}"


def _number(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:].removesuffix('.')}."
