"""Adds up events into sets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from statistics import fmean
from typing import assert_never

from coach.judging.attempts import Attempt, added, not_explained_by, without_rep
from coach.judging.events import (
    AttemptJudged,
    CountCorrected,
    Counted,
    FaultNoticed,
    HoldProgressed,
    Mended,
    RangeUsed,
    Rep,
    RepCompleted,
    RepUndone,
    SetEnded,
    SetStarted,
    SetSummary,
)
from coach.judging.figures.rep_effort import Tempo


class SetTally:
    """Adds up events. A set that starts under an existing number replaces that set.

    Attributes:
        sets: Every set by its number, including empty ones.
        between_sets: Attempts outside the sets, by time.
    """

    def __init__(self, range_used: RangeUsed, exercise: str | None) -> None:
        """Create an empty tally; ``exercise`` is used for sets without a start event."""
        self.sets: dict[int, SetSummary] = {}
        self.between_sets: tuple[Attempt, ...] = ()
        self._range_used, self._exercise = range_used, exercise

    def add_attempt(self, event: AttemptJudged) -> int | None:
        """Add an attempt to its set, or between sets.

        Returns:
            The number of the changed set, if any.
        """
        number, attempt = event.set_number, event.attempt
        if number is None:
            self.between_sets = added(self.between_sets, attempt)
            return None
        was = self._set(number, attempt.start_s)
        self._put(replace(was, attempts=added(was.attempts, attempt)))
        return number

    def add(self, event: Counted | Mended) -> int:
        """Add an event; adding it twice has no further effect.

        Returns:
            The number of the changed set.
        """
        match event:
            case SetStarted():
                self._put(self._new(event.number, event.exercise, event.time))
                return event.number
            case SetEnded(summary=summary):
                self._put(summary)
                return summary.number
            case RepCompleted(set_number=number, rep=rep):
                was = self._set(number, rep.start_s)
                others = _without(was, rep.number).reps
                start_s = min(was.start_s, rep.start_s) if others else rep.start_s
                end_s = max(was.end_s, rep.end_s) if others else rep.end_s
                span = rep.start_s, rep.end_s, rep.side
                attempts = not_explained_by(was.attempts, *span)
                self.between_sets = not_explained_by(self.between_sets, *span)
                self._put(replace(was, reps=(*others, rep), start_s=start_s, end_s=end_s, attempts=attempts))
            case HoldProgressed(set_number=number, held_s=held_s):
                was = self._set(number, event.time - held_s)
                start_s = was.start_s if was.hold_s else event.time - held_s
                self._put(replace(was, start_s=start_s, end_s=event.time, hold_s=held_s))
            case FaultNoticed(set_number=number, fault=fault):
                was = self._set(number, fault.time)
                self._put(replace(was, faults=(*(each for each in was.faults if each != fault), fault)))
            case RepUndone(set_number=number, rep=rep):
                was = _without(self._set(number, rep.start_s), rep.number)
                self._put(replace(was, attempts=without_rep(was.attempts, rep.turn_s, rep.side)))
            case CountCorrected(set_number=number, added=added):
                self._put(replace(self._set(number, event.time), added=added))
            case _:
                assert_never(event)
        return number

    def _put(self, summary: SetSummary) -> None:
        self.sets[summary.number] = summary

    def _set(self, number: int, start_s: float) -> SetSummary:
        known = self.sets.get(number)
        return known or self._new(number, self._exercise or "", start_s)

    def _new(self, number: int, exercise: str, start_s: float) -> SetSummary:
        return SetSummary(number, exercise, start_s, start_s, (), None, self._range_used)


def _without(summary: SetSummary, rep: int) -> SetSummary:
    """The set without one rep and its faults."""
    return replace(
        summary,
        reps=tuple(each for each in summary.reps if each.number != rep),
        faults=tuple(each for each in summary.faults if each.rep != rep),
    )


def level_counts(reps: Iterable[Rep]) -> dict[str, int]:
    """How many reps reached each level, the most frequent first; reps that were not judged are left out."""
    return dict(Counter(rep.level.name for rep in reps if rep.level and rep.level.name).most_common())


def mean_rom_deg(reps: Iterable[Rep]) -> float | None:
    """Mean measured range of motion of the full reps, in degrees; None without one."""
    full = [rep.measured_rom_deg for rep in reps if rep.verdict == "full"]
    measured = [each for each in full if each is not None]
    return fmean(measured) if measured else None


def mean_tempo(reps: Iterable[Rep]) -> Tempo | None:
    """Mean tempo of the full reps; None without full reps."""
    full = [rep.tempo for rep in reps if rep.verdict == "full"]
    if not full:
        return None
    return Tempo(
        eccentric=fmean(each.eccentric for each in full),
        pause_stretched=fmean(each.pause_stretched for each in full),
        concentric=fmean(each.concentric for each in full),
        pause_contracted=fmean(each.pause_contracted for each in full),
    )
