"""Reps counted outside a set, held back until they prove to begin one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from coach.judging.candidates.attempt_list import alone
from coach.judging.events import (
    AttemptJudged,
    Counted,
    Event,
    FaultNoticed,
    HoldProgressed,
    Rep,
    RepCompleted,
    RepUndone,
)

IN_A_ROW_S = 10.0
"""Reps this close belong together, even the last slow ones of a set."""
_BEGUN_BY = 2
"""Reps in a row that begin a set."""
_HELD_S = 3.0
"""Seconds of a hold that begin a set; shorter ones happen by chance."""


class PendingReps:
    """Holds back counted events.

    Sitting down to rest or picking up the weight can look like a rep. It happens once; reps of a set repeat.
    """

    def __init__(self) -> None:
        self._events: list[Event] = []
        self._attempts: list[AttemptJudged] = []

    def __bool__(self) -> bool:
        return bool(self._events)

    def add(self, events: Iterable[Event]) -> list[Event]:
        """Hold back counted events, and the attempts among them, and return the others."""
        passed: list[Event] = []
        for event in events:
            if isinstance(event, RepUndone) and self._events:
                self._drop(event)
            elif isinstance(event, AttemptJudged) and event.set_number is not None:
                self._attempts.append(event)
            else:
                (self._events if isinstance(event, Counted) else passed).append(event)
        return passed

    def _drop(self, undone: RepUndone) -> None:
        """Drop a rep that was removed before it was released."""
        self._events = [event for event in self._events if not _belongs_to(event, undone.rep)]

    def release(self) -> list[Event]:
        """Return the held-back events and empty the list."""
        released = [*self._events, *self._attempts]
        self._events, self._attempts = [], []
        return released

    def discard(self, time: float) -> list[Event]:
        """Empty the list; its reps and attempts become attempts outside a set, which are returned."""
        reps = [event.rep for event in self._events if isinstance(event, RepCompleted)]
        attempts = [replace(event, set_number=None) for event in self._attempts]
        self._events, self._attempts = [], []
        return [*attempts, *(AttemptJudged(time, None, alone(rep)) for rep in reps)]

    def begins_set(self, target: int | None) -> bool:
        """Whether the held-back events begin a set; for a target of one rep, one is enough."""
        if any(isinstance(event, HoldProgressed) and event.held_s >= _HELD_S for event in self._events):
            return True
        reps = [event.rep for event in self._events if isinstance(event, RepCompleted)]
        return len(reps) >= min(_BEGUN_BY, target or _BEGUN_BY) and any(rep.is_whole for rep in reps)

    def is_stale(self, time: float) -> bool:
        """Whether nothing has followed for too long to be a set."""
        return bool(self._events) and time - self._events[-1].time > IN_A_ROW_S


def _belongs_to(event: Event, rep: Rep) -> bool:
    """Whether an event belongs to a rep: its completion or a fault in it."""
    match event:
        case RepCompleted():
            return event.rep == rep
        case FaultNoticed(fault=fault):
            return fault.rep == rep.number
        case _:
            return False
