"""Which of the things that could be said now is said: one at a time, and not after every repetition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from coach.judging.events import CueGiven, Event, FaultNoticed, RepCompleted, RepUndone

if TYPE_CHECKING:
    from coach.catalogue.definition import Exercise

SpeechLevel = Literal["all", "cues", "counts", "off"]
"""What is said aloud."""

APART_S = 3.0
"""Two things that follow each other faster than this are heard as one noise."""


@dataclass(frozen=True, slots=True)
class CuePolicy:
    """How much is said: feedback after every repetition wears people out.

    Attributes:
        every_reps: Between two cues on what to mend lie at least so many repetitions, from 1.
        every_s: In a hold, so many seconds.
        praise: Whether it is said that a fault is mended.
    """

    every_reps: int = 3
    every_s: float = 10.0
    praise: bool = True


class Cues:
    """Picks what to say from each moment's events.

    Where a repetition has several faults, the one that comes first in the exercise's file is said: its rules
    stand in the order of their weight. A fault that was said and is gone from a later full repetition is
    praised; a partial one proves nothing. When a fault of a hold has gone is not told, so it is not praised.
    """

    def __init__(self, policy: CuePolicy | None = None) -> None:
        self._policy = policy or CuePolicy()
        self._exercise: str | None = None
        self._order: dict[str, int] = {}
        self._reps_since: int | None = None  # repetitions since the last cue on what to mend
        self._cued_s: float | None = None
        self._said_s: float | None = None
        self._watched: FaultNoticed | None = None  # what was said, until it is mended

    def take(self, events: Sequence[Event], exercise: Exercise | None, time: float) -> list[CueGiven]:
        """What to say of a moment: one cue or none.

        Args:
            events: What happened, each repetition before its faults.
            exercise: What is trained; None while that is not known.
            time: When, in the source's time; never decreasing.
        """
        self._turn_to(exercise)
        noticed: list[FaultNoticed] = []
        completed: list[RepCompleted] = []
        for event in events:
            match event:
                case RepCompleted():
                    completed.append(event)
                case FaultNoticed():
                    noticed.append(event)
                case RepUndone():
                    self._forget(event)
                case _:
                    pass
        if self._reps_since is not None:
            self._reps_since += len(completed)
        if not self._free_since(self._said_s, APART_S, time):
            return []
        worst = min(noticed, key=self._place, default=None)
        if worst is not None and self._due(worst, time):
            return [self._mend(worst, time)]
        mended = self._mended(completed, noticed)
        return [] if mended is None else [self._praise(mended, time)]

    def _turn_to(self, exercise: Exercise | None) -> None:
        """Another exercise has faults of its own: nothing was said of them, and none is mended by it."""
        if exercise is None or exercise.name == self._exercise:
            return
        self._exercise = exercise.name
        self._order = {rule.fault: place for place, rule in enumerate(exercise.form)}
        self._reps_since = self._watched = None

    def _place(self, noticed: FaultNoticed) -> int:
        return self._order.get(noticed.fault.name, len(self._order))

    def _due(self, noticed: FaultNoticed, time: float) -> bool:
        """Whether enough went by since the last cue on what to mend."""
        if noticed.fault.rep is None:
            return self._free_since(self._cued_s, self._policy.every_s, time)
        return self._reps_since is None or self._reps_since >= self._policy.every_reps

    @staticmethod
    def _free_since(last_s: float | None, apart_s: float, time: float) -> bool:
        return last_s is None or time - last_s >= apart_s

    def _mend(self, noticed: FaultNoticed, time: float) -> CueGiven:
        self._watched = noticed
        self._reps_since = 0
        self._cued_s = self._said_s = time
        fault = noticed.fault
        return CueGiven(time, noticed.set_number, "mend", fault.name, fault.cue)

    def _mended(
        self, completed: Sequence[RepCompleted], noticed: Sequence[FaultNoticed]
    ) -> RepCompleted | None:
        """The repetition that shows that what was said is mended."""
        full = next((each for each in reversed(completed) if each.rep.verdict == "full"), None)
        if self._watched is None or not self._policy.praise or full is None:
            return None
        again = any(each.fault.name == self._watched.fault.name for each in noticed)
        return None if again else full

    def _praise(self, shown_by: RepCompleted, time: float) -> CueGiven:
        assert self._watched is not None
        fault, self._watched = self._watched.fault, None
        self._said_s = time
        return CueGiven(time, shown_by.set_number, "praise", fault.name, f"That's it: {fault.cue}")

    def _forget(self, undone: RepUndone) -> None:
        """A repetition that was none had no fault that could be mended."""
        watched = self._watched
        if watched and (watched.set_number, watched.fault.rep) == (undone.set_number, undone.rep.number):
            self._watched = None
