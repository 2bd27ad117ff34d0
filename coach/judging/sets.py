"""Groups what is counted into sets by the rests between."""

from __future__ import annotations

from dataclasses import replace

from coach.judging.events import (
    CountCorrected,
    Fault,
    RangeUsed,
    Rep,
    RepUndone,
    SetEnded,
    SetStarted,
    SetSummary,
)

REST_S = 20.0
"""A pause this long ends a set: pauses of 5 s belong to it, rests between sets last longer."""


class Sets:
    """Opens a set with its first repetition or hold and closes it with a rest.

    Attributes:
        number: Of the set that is or was open last, from 1.
        open: Whether one is open.
        closed: What came of the sets that are over.
        range_used: What the set that is open is measured against by now.
    """

    def __init__(self, exercise: str, first: int = 1) -> None:
        self._exercise = exercise
        self.range_used: RangeUsed = "minimum"
        self._start_s = self._end_s = self._moved_s = 0.0
        self._reps: list[Rep] = []
        self._faults: list[Fault] = []
        self._hold_s: float | None = None
        self._added = 0
        self.number = first - 1
        self.open = False
        self.closed: list[SetSummary] = []

    @property
    def so_far(self) -> list[SetSummary]:
        """Every set, the open one as it stands."""
        return [*self.closed, self._summary()] if self.open else self.closed

    @property
    def full(self) -> int:
        """Full repetitions over all sets."""
        return sum(each.full for each in self.so_far)

    @property
    def partial(self) -> int:
        """Partial repetitions over all sets."""
        return sum(each.partial for each in self.so_far)

    @property
    def held_s(self) -> float:
        """Seconds held over all sets."""
        return sum(each.hold_s or 0.0 for each in self.so_far)

    def start(self, time: float, start_s: float) -> list[SetStarted]:
        """Open a set unless one is open; ``start_s`` is when what it begins with began."""
        if self.open:
            return []
        self.number += 1
        self.open = True
        self.range_used = "minimum"
        self._start_s = self._end_s = self._moved_s = start_s
        self._reps, self._faults, self._hold_s, self._added = [], [], None, 0
        return [SetStarted(time, self.number, self._exercise)]

    def add(self, rep: Rep) -> None:
        """Put a repetition into the open set."""
        self._reps.append(rep)
        self._end_s = self._moved_s = rep.end_s

    def blame(self, fault: Fault) -> None:
        """Put a fault into the open set."""
        self._faults.append(fault)

    def hold(self, held_s: float, until_s: float) -> None:
        """Note how long the open set's position has been held, and until when."""
        self._hold_s, self._end_s, self._moved_s = held_s, until_s, until_s

    def keep_open(self, time: float) -> None:
        """Let the rest that ends a set begin now: what lay before was no rest but a pause asked for."""
        self._moved_s = time

    def rests(self, time: float) -> bool:
        """Whether a set is open and its last movement is a rest's length ago."""
        return self.open and time - self._moved_s > REST_S

    def end(self, time: float) -> list[SetEnded]:
        """Close the open set, if there is one."""
        if not self.open:
            return []
        self.closed.append(self._summary())
        self.open = False
        return [SetEnded(time, self.closed[-1])]

    def forget_last(self) -> SetSummary:
        """Forget the set that was closed last: it was none, and its number is free again."""
        self.number -= 1
        return self.closed.pop()

    def undo(self, time: float) -> list[RepUndone]:
        """Take the last repetition out of the open set, or of the last one."""
        if not self.so_far or not (reps := self.so_far[-1].reps):
            return []
        last, faults = reps[-1], tuple(each for each in self.so_far[-1].faults if each.rep != reps[-1].number)
        if self.open:
            self._reps.pop()
            self._faults = list(faults)
        else:
            self.closed[-1] = replace(self.closed[-1], reps=reps[:-1], faults=faults)
        return [RepUndone(time, self.so_far[-1].number, last)]

    def correct(self, by: int, time: float) -> list[CountCorrected]:
        """Put full repetitions into the open set or the last one, or take them out; never below none."""
        if not self.so_far:
            return []
        latest = self.so_far[-1]
        added = max(latest.added + by, -latest.seen_full)
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
            start_s=self._start_s,
            end_s=self._end_s,
            reps=tuple(self._reps),
            hold_s=self._hold_s,
            range_used=self.range_used,
            faults=tuple(self._faults),
            added=self._added,
            slowed=2 * sum(rep.slowed for rep in self._reps) > len(self._reps),
        )
