"""What is counted while nobody trains, until it has shown that it begins a set."""

from __future__ import annotations

from collections.abc import Iterable

from coach.judging.events import Counted, Event, FaultNoticed, HoldProgressed, Rep, RepCompleted, RepUndone

IN_A_ROW_S = 10.0
"""Repetitions no further apart belong together, even the last grinding ones of a set."""
_BEGUN_BY = 2
"""So many in a row are no accident."""
_HELD_S = 3.0
"""Nobody gets into a hold for as long by chance."""


class PendingReps:
    """Keeps counted events back.

    Sitting down for the rest, or picking the weight up, is a repetition to whoever only sees the knees. It
    comes alone; a set does not.
    """

    def __init__(self) -> None:
        self._events: list[Event] = []

    def __bool__(self) -> bool:
        return bool(self._events)

    def add(self, events: Iterable[Event]) -> list[Event]:
        """Keep back what was counted and give on the rest."""
        passed: list[Event] = []
        for event in events:
            if isinstance(event, RepUndone) and self._events:
                self._take_out(event)
            else:
                (self._events if isinstance(event, Counted) else passed).append(event)
        return passed

    def _take_out(self, undone: RepUndone) -> None:
        """What is not told yet need not be taken back aloud."""
        self._events = [event for event in self._events if not _is_of(event, undone.rep)]

    def take(self) -> list[Event]:
        """Give out what was kept back."""
        taken, self._events = self._events, []
        return taken

    def is_a_set(self, target: int | None) -> bool:
        """Whether it is a set that has begun; a target of one is reached by one."""
        if any(isinstance(event, HoldProgressed) and event.held_s >= _HELD_S for event in self._events):
            return True
        reps = [event.rep for event in self._events if isinstance(event, RepCompleted)]
        return len(reps) >= min(_BEGUN_BY, target or _BEGUN_BY) and any(rep.verdict == "full" for rep in reps)

    def is_stale(self, time: float) -> bool:
        """Whether nothing followed it: no beginning of a set."""
        return bool(self._events) and time - self._events[-1].time > IN_A_ROW_S


def _is_of(event: Event, rep: Rep) -> bool:
    """Whether an event tells of a repetition: that it was done, or what is to be mended in it."""
    match event:
        case RepCompleted():
            return event.rep == rep
        case FaultNoticed(fault=fault):
            return fault.rep == rep.number
        case _:
            return False
