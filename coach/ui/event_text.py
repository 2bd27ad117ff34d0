"""What happens while somebody trains, in words to read; one place for all of them."""

from __future__ import annotations

from typing import assert_never

from coach.catalogue.definition import Exercise
from coach.judging.events import (
    Began,
    CountCorrected,
    Counted,
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
    RestStarted,
    RestTold,
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
from coach.ui.formatting import counted, percent, plural, seconds, verdict

UNCORRECTED = "there is no rep to correct"
_HOLD_EVERY_S, _LAST_S = 10, 3
"""Held seconds are told so often; of a rest the last ones are for ears only."""


def told(event: Event, exercise: Exercise | None) -> str:
    """An event as a line for people, of the exercise of now; empty where it is not worth one."""
    match event:
        case TrackingLost(what="nobody"):
            return "Nobody is seen: nothing is counted."
        case TrackingLost(what=what):
            return f"The {what} can't be seen: nothing is counted."
        case TrackingFound():
            return "Seen again."
        case WorkoutOver(sets=sets):
            return f"Done after {_number(sets, 'set')}."
        case RepUndone() | CountCorrected():
            return _sentence(put_right(event))
        case SetStarted() | RepCompleted() | HoldProgressed() | FaultNoticed() | SetEnded():
            return _of_counted(event)
        case ExerciseRecognised() | ExercisePinned():
            return _of_named(event)
        case _:
            return _of_led(event, exercise)


def put_right(event: Mended) -> str:
    """What the person put right, in a few words."""
    match event:
        case RepUndone(rep=rep):
            return "last rep removed" if rep.verdict == "full" else "last rep removed, a partial one"
        case CountCorrected():
            return f"count corrected: {event.full} now"
        case _:
            assert_never(event)


def _of_counted(event: Counted) -> str:
    match event:
        case SetStarted():
            return f"Set {event.number}."
        case RepCompleted(rep=rep):
            side = "" if rep.side == "both" else f" {rep.side},"
            return f"{rep.number}:{side} {verdict(rep)}. {_sentence(rep.reason)}"
        case HoldProgressed():
            held = round(event.held_s)
            return f"{held} seconds held." if held and held % _HOLD_EVERY_S == 0 else ""
        case FaultNoticed(fault=fault):
            return f"{_sentence(fault.title)} {fault.cue}"
        case SetEnded(summary=summary):
            return f"Set {summary.number} is over: {_came_to(summary)}."
        case _:
            assert_never(event)


def _of_named(event: Named) -> str:
    match event:
        case ExerciseRecognised():
            return f"Recognised: {plural(event.exercise, 2)}, {percent(event.confidence)} sure."
        case ExercisePinned(exercise=exercise):
            if exercise is None:
                return "From now on what is done is recognised again."
            return f"From now on {plural(exercise, 2)} are counted, whatever comes."
        case _:
            assert_never(event)


def _of_led(event: Led, exercise: Exercise | None) -> str:
    match event:
        case Waiting() | CountingDown() | Began():
            return _of_beginning(event)
        case TargetReached(target=target):
            return f"Target reached: {target}{_unit(exercise, target)}."
        case RestStarted() | RestTold():
            return _of_rest(event)
        case Paused():
            return "Paused: nothing is counted."
        case Resumed():
            return "It goes on."
        case NothingCorrected():
            return _sentence(UNCORRECTED)
        case CueGiven():
            return f"{'To mend' if event.kind == 'mend' else 'Well done'}: {event.text}"
        case _:
            assert_never(event)


def _of_beginning(event: Waiting | CountingDown | Began) -> str:
    match event:
        case Waiting(what=what):
            return f"Waiting: {what}."
        case CountingDown(seconds=left):
            return f"{left} ..."
        case Began(set_number=number):
            return f"Set {number} begins: everything counts now."
        case _:
            assert_never(event)


def _of_rest(event: RestStarted | RestTold) -> str:
    match event:
        case RestStarted(rest_s=rest_s):
            length = "" if rest_s is None else f" {rest_s:.0f} seconds"
            return f"Rest{length}, then set {event.next_set}."
        case RestTold(seconds=0):
            return "The rest is over."
        case RestTold(seconds=left):
            return f"{left} seconds of rest left." if left > _LAST_S else ""
        case _:
            assert_never(event)


def _unit(exercise: Exercise | None, number: int) -> str:
    if exercise is None:
        return ""
    return " seconds" if exercise.hold is not None else f" {plural(exercise.name, number)}"


def _came_to(summary: SetSummary) -> str:
    if summary.hold_s is not None:
        return f"{seconds(summary.hold_s)} held"
    return f"{counted(summary.full, summary.partial)} {plural(summary.exercise, summary.full)}"


def _number(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:].removesuffix('.')}."
