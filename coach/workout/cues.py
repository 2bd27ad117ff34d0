"""Chooses which cue to give: one at a time, and not after every rep."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from coach.catalogue.severity import SEVERITIES
from coach.judging.events import CueGiven, Event, FaultNoticed, RepCompleted, RepUndone
from coach.judging.figures.fault_mended import FaultMended

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

    Of several faults in a rep, the most severe gets the cue, and of equals the first in the exercise file. A
    later full rep in which that fault is seen to be gone earns praise, and so does a second of a hold.
    """

    def __init__(self, policy: CuePolicy | None = None) -> None:
        self._policy = policy or CuePolicy()
        self._exercise: str | None = None
        self._order: dict[str, int] = {}
        self._reps_since: int | None = None  # reps since the last correction
        self._last_correction_s: float | None = None
        self._last_s: float | None = None
        self._open_fault: FaultNoticed | None = None  # the fault of the last correction, until it is gone
        self._mended: FaultMended | None = None  # that it is gone, until it is praised

    def choose(self, events: Sequence[Event], exercise: Exercise | None, time: float) -> list[CueGiven]:
        """Choose the cue for a moment: one or none.

        Args:
            events: The events of the moment, each rep before its faults.
            exercise: The current exercise; None while it is unknown.
            time: In the source's time; never decreasing.
        """
        self._set_exercise(exercise)
        noticed = [event for event in events if isinstance(event, FaultNoticed)]
        for event in events:
            self._note(event)
        if not self._is_apart(self._last_s, APART_S, time):
            return []
        worst = min(noticed, key=self._rank, default=None)
        if worst is not None and self._due(worst, time):
            return [self._correction(worst, time)]
        if self._mended is None or any(_is_partial(event) for event in events):
            return []
        return [self._praise(self._mended, time)]

    def _note(self, event: Event) -> None:
        """Take an event into account."""
        match event:
            case RepCompleted() if self._reps_since is not None:
                self._reps_since += 1
            case FaultNoticed():
                self._note_again(event)
            case FaultMended():
                self._note_mended(event)
            case RepUndone():
                self._forget(event)
            case _:
                pass

    def _set_exercise(self, exercise: Exercise | None) -> None:
        """Reset for another exercise: its faults are different ones."""
        if exercise is None or exercise.name == self._exercise:
            return
        self._exercise = exercise.name
        self._order = {rule.fault: place for place, rule in enumerate(exercise.form)}
        self._reps_since = self._open_fault = self._mended = None

    def _rank(self, noticed: FaultNoticed) -> tuple[int, int]:
        fault = noticed.fault
        return SEVERITIES.index(fault.severity), self._order.get(fault.name, len(self._order))

    def _due(self, noticed: FaultNoticed, time: float) -> bool:
        """Whether enough reps or seconds have passed since the last correction."""
        if noticed.fault.rep is None:
            return self._is_apart(self._last_correction_s, self._policy.every_s, time)
        return self._reps_since is None or self._reps_since >= self._policy.every_reps

    @staticmethod
    def _is_apart(last_s: float | None, apart_s: float, time: float) -> bool:
        return last_s is None or time - last_s >= apart_s

    def _correction(self, noticed: FaultNoticed, time: float) -> CueGiven:
        self._open_fault, self._mended = noticed, None
        self._reps_since = 0
        self._last_correction_s = self._last_s = time
        fault = noticed.fault
        return CueGiven(time, noticed.set_number, "mend", fault.name, fault.cue)

    def _note_mended(self, mended: FaultMended) -> None:
        """Remember that the fault of the last correction is gone; the praise may have to wait."""
        is_same = self._open_fault is not None and self._open_fault.fault.name == mended.fault
        if is_same and self._policy.praise:
            self._mended = mended

    def _note_again(self, noticed: FaultNoticed) -> None:
        """Drop the praise for a fault that is there again."""
        if self._mended is not None and self._mended.fault == noticed.fault.name:
            self._mended = None

    def _praise(self, mended: FaultMended, time: float) -> CueGiven:
        self._open_fault = self._mended = None
        self._last_s = time
        return CueGiven(time, mended.set_number, "praise", mended.fault, mended.praise)

    def _forget(self, undone: RepUndone) -> None:
        """Forget the fault of a rep that was removed."""
        open_fault = self._open_fault
        if open_fault and (open_fault.set_number, open_fault.fault.rep) == (
            undone.set_number,
            undone.rep.number,
        ):
            self._open_fault = None


def _is_partial(event: Event) -> bool:
    return isinstance(event, RepCompleted) and event.rep.verdict == "partial"
