"""Chooses which cue to give: one at a time, and not after every rep."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from coach.judging.events import CueGiven, Event, FaultNoticed, RepCompleted, RepUndone

if TYPE_CHECKING:
    from coach.catalogue.definition import Exercise

SpeechLevel = Literal["all", "cues", "counts", "off"]
"""What the voice speaks."""

APART_S = 3.0
"""Least time between two cues: closer together, they are hard to tell apart."""


@dataclass(frozen=True, slots=True)
class CuePolicy:
    """How often to give cues: feedback after every rep wears people out.

    Attributes:
        every_reps: Least number of reps between two corrections, from 1.
        every_s: The same for a hold, in seconds.
        praise: Whether to praise a corrected fault.
    """

    every_reps: int = 3
    every_s: float = 10.0
    praise: bool = True


class Cues:
    """Chooses cues from the events of each moment.

    Of several faults in a rep, the first in the exercise file gets the cue: its form rules stand in order of
    importance. A later full rep without the fault earns praise; a partial rep proves nothing. No event says
    when a fault of a hold ends, so holds earn no praise.
    """

    def __init__(self, policy: CuePolicy | None = None) -> None:
        self._policy = policy or CuePolicy()
        self._exercise: str | None = None
        self._order: dict[str, int] = {}
        self._reps_since: int | None = None  # reps since the last correction
        self._last_correction_s: float | None = None
        self._last_s: float | None = None
        self._open_fault: FaultNoticed | None = None  # the fault of the last correction, until it is gone

    def choose(self, events: Sequence[Event], exercise: Exercise | None, time: float) -> list[CueGiven]:
        """Choose the cue for a moment: one or none.

        Args:
            events: The events of the moment, each rep before its faults.
            exercise: The current exercise; None while it is unknown.
            time: In the source's time; never decreasing.
        """
        self._set_exercise(exercise)
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
        if not self._is_apart(self._last_s, APART_S, time):
            return []
        worst = min(noticed, key=self._rank, default=None)
        if worst is not None and self._due(worst, time):
            return [self._correction(worst, time)]
        corrected_by = self._corrected_by(completed, noticed)
        return [] if corrected_by is None else [self._praise(corrected_by, time)]

    def _set_exercise(self, exercise: Exercise | None) -> None:
        """Reset for another exercise: its faults are different ones."""
        if exercise is None or exercise.name == self._exercise:
            return
        self._exercise = exercise.name
        self._order = {rule.fault: place for place, rule in enumerate(exercise.form)}
        self._reps_since = self._open_fault = None

    def _rank(self, noticed: FaultNoticed) -> int:
        return self._order.get(noticed.fault.name, len(self._order))

    def _due(self, noticed: FaultNoticed, time: float) -> bool:
        """Whether enough reps or seconds have passed since the last correction."""
        if noticed.fault.rep is None:
            return self._is_apart(self._last_correction_s, self._policy.every_s, time)
        return self._reps_since is None or self._reps_since >= self._policy.every_reps

    @staticmethod
    def _is_apart(last_s: float | None, apart_s: float, time: float) -> bool:
        return last_s is None or time - last_s >= apart_s

    def _correction(self, noticed: FaultNoticed, time: float) -> CueGiven:
        self._open_fault = noticed
        self._reps_since = 0
        self._last_correction_s = self._last_s = time
        fault = noticed.fault
        return CueGiven(time, noticed.set_number, "mend", fault.name, fault.cue)

    def _corrected_by(
        self, completed: Sequence[RepCompleted], noticed: Sequence[FaultNoticed]
    ) -> RepCompleted | None:
        """The full rep that shows that the fault is gone."""
        full = next((each for each in reversed(completed) if each.rep.verdict == "full"), None)
        if self._open_fault is None or not self._policy.praise or full is None:
            return None
        again = any(each.fault.name == self._open_fault.fault.name for each in noticed)
        return None if again else full

    def _praise(self, shown_by: RepCompleted, time: float) -> CueGiven:
        assert self._open_fault is not None
        fault, self._open_fault = self._open_fault.fault, None
        self._last_s = time
        return CueGiven(time, shown_by.set_number, "praise", fault.name, f"That's it: {fault.cue}")

    def _forget(self, undone: RepUndone) -> None:
        """Forget the fault of a rep that was removed."""
        open_fault = self._open_fault
        if open_fault and (open_fault.set_number, open_fault.fault.rep) == (
            undone.set_number,
            undone.rep.number,
        ):
            self._open_fault = None
