"""Groups what is counted into sets by the rests between."""

from __future__ import annotations

from coach.judging.events import Fault, RangeUsed, Rep, SetEnded, SetStarted, SetSummary

REST_S = 20.0
"""A pause this long ends a set: pauses of 5 s belong to it, rests between sets last longer."""


class Sets:
    """Opens a set with its first repetition or hold and closes it with a rest.

    Attributes:
        number: Of the set that is or was open last, from 1.
        open: Whether one is open.
        closed: What came of the sets that are over.
        full: Full repetitions over all sets.
        partial: Partial repetitions over all sets.
        range_used: What the set that is open is measured against by now.
    """

    def __init__(self, exercise: str) -> None:
        self._exercise = exercise
        self.range_used: RangeUsed = "minimum"
        self._start_s = self._end_s = 0.0
        self._reps: list[Rep] = []
        self._faults: list[Fault] = []
        self._hold_s: float | None = None
        self.number = 0
        self.open = False
        self.closed: list[SetSummary] = []

        self.full = self.partial = 0
        self._held_before_s = 0.0

    @property
    def held_s(self) -> float:
        """Seconds held over all sets so far."""
        return self._held_before_s + (self._hold_s or 0.0 if self.open else 0.0)

    def start(self, time: float, start_s: float) -> list[SetStarted]:
        """Open a set unless one is open; ``start_s`` is when what it begins with began."""
        if self.open:
            return []
        self.number += 1
        self.open = True
        self.range_used = "minimum"
        self._start_s = self._end_s = start_s
        self._reps, self._faults, self._hold_s = [], [], None
        return [SetStarted(time, self.number, self._exercise)]

    def add(self, rep: Rep) -> None:
        """Put a repetition into the open set."""
        self._reps.append(rep)
        if rep.verdict == "full":
            self.full += 1
        else:
            self.partial += 1
        self._end_s = rep.end_s

    def blame(self, fault: Fault) -> None:
        """Put a fault into the open set."""
        self._faults.append(fault)

    def hold(self, held_s: float, until_s: float) -> None:
        """Note how long the open set's position has been held, and until when."""
        self._hold_s, self._end_s = held_s, until_s

    def rests(self, time: float) -> bool:
        """Whether a set is open and its last movement is a rest's length ago."""
        return self.open and time - self._end_s > REST_S

    def end(self, time: float) -> list[SetEnded]:
        """Close the open set, if there is one."""
        if not self.open:
            return []
        self._held_before_s = self.held_s
        self.open = False
        self.closed.append(self._summary())
        return [SetEnded(time, self.closed[-1])]

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
        )
