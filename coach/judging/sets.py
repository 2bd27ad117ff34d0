"""Groups reps and holds into sets, divided by rests."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Literal

from coach.judging.attempts import Attempt, added, not_explained_by, without_rep
from coach.judging.candidates.attempt_list import discarded_attempts
from coach.judging.events import (
    AttemptJudged,
    CountCorrected,
    Fault,
    RangeUsed,
    Rep,
    RepUndone,
    SetEnded,
    SetStarted,
    SetSummary,
)
from coach.judging.level import Level

StartPause = Literal["pause_contracted", "pause_stretched"]
"""The figure of the tempo that is the pause in the start position."""
REST_S = 20.0
"""A pause this long ends a set: pauses of 5 s belong to it, rests between sets are longer."""


class Sets:
    """Opens a set with its first rep or hold and closes it with a rest.

    Attributes:
        number: Number of the open or last set, from 1.
        open: Whether a set is open.
        closed: The results of the closed sets.
        range_used: The range that the open set is measured against.
        between_sets: Attempts while no set was open, by time.
        start_s: When the first rep or hold of the open set began.
        level: The level of the hold of the open set so far; None if reps are counted.
    """

    def __init__(
        self, exercise: str, first: int = 1, *, start_pause: StartPause = "pause_contracted"
    ) -> None:
        self._exercise = exercise
        self._start_pause = start_pause
        self.range_used: RangeUsed = "minimum"
        self.start_s = self._end_s = self._moved_s = 0.0
        self.level: Level | None = None
        self._reps: list[Rep] = []
        self._faults: list[Fault] = []
        self._attempts: tuple[Attempt, ...] = ()
        self.between_sets: tuple[Attempt, ...] = ()
        self._hold_s: float | None = None
        self._added = 0
        self.number = first - 1
        self.open = False
        self.closed: list[SetSummary] = []

    @property
    def so_far(self) -> list[SetSummary]:
        """Every set, including the open one."""
        return [*self.closed, self._summary()] if self.open else self.closed

    @property
    def full(self) -> int:
        """Full reps over all sets."""
        return sum(each.full for each in self.so_far)

    @property
    def partial(self) -> int:
        """Partial reps over all sets."""
        return sum(each.partial for each in self.so_far)

    @property
    def held_s(self) -> float:
        """Seconds held over all sets."""
        return sum(each.hold_s or 0.0 for each in self.so_far)

    def start(self, time: float, start_s: float) -> list[SetStarted]:
        """Open a set unless one is open; ``start_s`` is when its first rep or hold began."""
        if self.open:
            return []
        self.number += 1
        self.open = True
        self.range_used = "minimum"
        self.start_s = self._end_s = self._moved_s = start_s
        self._reps, self._faults, self._hold_s, self._added = [], [], None, 0
        self._attempts = ()
        self.level = None
        return [SetStarted(time, self.number, self._exercise)]

    def add(self, rep: Rep) -> None:
        """Add a rep to the open set; one that was explained late may have begun before the others."""
        self._reps.append(rep)
        self.start_s = min(self.start_s, rep.start_s)
        self._end_s = max(self._end_s, rep.end_s)
        self._moved_s = max(self._moved_s, rep.end_s)
        span = rep.start_s, rep.end_s, rep.side
        self._attempts = not_explained_by(self._attempts, *span)
        self.between_sets = not_explained_by(self.between_sets, *span)

    def add_attempt(self, attempt: Attempt, time: float) -> AttemptJudged:
        """Add an attempt to the open set, or between sets; a new verdict on a movement replaces the old."""
        if self.open:
            self._attempts = added(self._attempts, attempt)
        else:
            self.between_sets = added(self.between_sets, attempt)
        return AttemptJudged(time, self.number if self.open else None, attempt)

    def add_fault(self, fault: Fault) -> None:
        """Add a fault to the open set, or to the one that just ended if its last rep completed then."""
        self._faults.append(fault)
        if not self.open:
            self.closed[-1] = _by_time(self._summary(), self._start_pause)

    def hold(self, held_s: float, until_s: float) -> None:
        """Set the seconds held in the open set, and until when."""
        self._hold_s, self._end_s, self._moved_s = held_s, until_s, until_s

    def keep_open(self, time: float) -> None:
        """Restart the rest timeout: the time before was a pause by the user."""
        self._moved_s = time

    def is_resting(self, time: float) -> bool:
        """Whether a set is open and its last movement is longer ago than a rest."""
        return self.open and time - self._moved_s > REST_S

    def end(self, time: float) -> list[SetEnded]:
        """Close the open set, if there is one."""
        if not self.open:
            return []
        self.closed.append(_by_time(self._summary(), self._start_pause))
        self.open = False
        return [SetEnded(time, self.closed[-1])]

    def forget_last(self) -> SetSummary:
        """Remove the last closed set; its number is free again, its reps are attempts that do not count."""
        self.number -= 1
        gone = self.closed.pop()
        for each in discarded_attempts(gone):
            self.between_sets = added(self.between_sets, each)
        return gone

    def undo(self, time: float) -> list[RepUndone]:
        """Remove the last rep of the open set, or else of the last one."""
        if not self.so_far or not (reps := self.so_far[-1].reps):
            return []
        last, faults = reps[-1], tuple(each for each in self.so_far[-1].faults if each.rep != reps[-1].number)
        if self.open:
            self._reps.pop()
            self._faults = list(faults)
            self._attempts = without_rep(self._attempts, last.turn_s, last.side)
        else:
            attempts = without_rep(self.closed[-1].attempts, last.turn_s, last.side)
            self.closed[-1] = replace(self.closed[-1], reps=reps[:-1], faults=faults, attempts=attempts)
        return [RepUndone(time, self.so_far[-1].number, last)]

    def correct(self, by: int, time: float) -> list[CountCorrected]:
        """Add or remove full reps in the open set, or else the last one; never below zero."""
        if not self.so_far:
            return []
        latest = self.so_far[-1]
        added = max(latest.added + by, -latest.detected_full)
        if added == latest.added:
            return []
        if self.open:
            self._added = added
            self.keep_open(time)
        else:
            self.closed[-1] = replace(latest, added=added)
        return [CountCorrected(time, latest.number, added, self.so_far[-1].full)]

    def _summary(self) -> SetSummary:
        return SetSummary(
            number=self.number,
            exercise=self._exercise,
            start_s=self.start_s,
            end_s=self._end_s,
            reps=tuple(self._reps),
            hold_s=self._hold_s,
            range_used=self.range_used,
            faults=tuple(self._faults),
            added=self._added,
            slowed=2 * sum(rep.slowed for rep in self._reps) > len(self._reps),
            attempts=self._attempts,
            level=self.level,
        )


def _by_time(summary: SetSummary, start_pause: StartPause) -> SetSummary:
    """The set with its reps in order of time: one that was told late may have come before the others.

    The pause before a rep ends where the rep before it did, also if that one was told later.
    """
    reps = sorted(summary.reps, key=lambda rep: rep.turn_s)
    if reps == [*summary.reps]:
        return summary
    numbers = {rep.number: number for number, rep in enumerate(reps, 1)}
    paused = [reps[0], *(_paused_since(before, rep, start_pause) for before, rep in pairwise(reps))]
    return replace(
        summary,
        reps=tuple(replace(rep, number=numbers[rep.number]) for rep in paused),
        faults=tuple(
            each if each.rep is None else replace(each, rep=numbers[each.rep]) for each in summary.faults
        ),
    )


def _paused_since(before: Rep, rep: Rep, start_pause: StartPause) -> Rep:
    """A rep whose pause is no longer than the time since the one before it, if that one was told later."""
    since_s = max(0.0, rep.start_s - before.end_s)
    told_s: float = getattr(rep.tempo, start_pause)
    if before.number < rep.number or told_s <= since_s:
        return rep
    return replace(rep, tempo=replace(rep.tempo, **{start_pause: since_s}))
