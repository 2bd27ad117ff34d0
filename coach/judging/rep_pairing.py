"""Pairs limbs that move together: which finished cycles are one movement, and which an echo of the last."""

from __future__ import annotations

from dataclasses import dataclass, replace
from statistics import fmean

from coach.catalogue.definition import Reps
from coach.judging.cycle import Cycle
from coach.judging.events import RepSide
from coach.judging.pattern.course import Course

_TOGETHER = 0.5
"""Two limbs whose cycles overlap by more than this share of the shorter move together."""
_AT_ONCE = 0.35
"""Two limbs whose turning points are closer than this share of the shorter cycle move together; limbs that
alternate without a pause overlap as much, but turn half a cycle apart."""
_WAIT_S = 1.5
"""How long a limb that has returned waits for the other one."""


@dataclass(frozen=True, slots=True)
class Finished:
    """A finished cycle of one limb, or of both.

    Attributes:
        cycle: Its times and range in the signal.
        side: The limb that moved, or "both".
        rom_deg: Range of motion of the main angle, degrees.
        rom_error_deg: Its error bar, or None.
        unmeasured: Why it is only a guess; empty if it was measured.
        is_doubtful: Whether the range in the signal is a guess.
        step_s: The time between two frames.
        pause_s: The pause before it, in the start position.
        course: Where the whole body goes; None if that is not known.
    """

    cycle: Cycle
    side: RepSide
    rom_deg: float
    rom_error_deg: float | None = None
    unmeasured: str = ""
    is_doubtful: bool = False
    step_s: float = 0.0
    pause_s: float = 0.0
    course: Course | None = None

    @property
    def bar_deg(self) -> float | None:
        """The error bar of its range; None if it was not measured, 0 if its error is not known."""
        return None if self.is_doubtful or self.unmeasured else self.rom_error_deg or 0.0


class RepPairing:
    """Pairs the finished cycles of a set."""

    def __init__(self, reps: Reps) -> None:
        self._reps = reps
        self._waiting: Finished | None = None
        self._waiting_since_s = 0.0
        self._last: Finished | None = None
        self._ends: dict[RepSide, float] = {}

    @property
    def is_waiting(self) -> bool:
        """Whether a limb that has returned waits for the other one."""
        return self._waiting is not None

    def new_set(self) -> None:
        """Forget the last movement."""
        self._last = None
        self._ends.clear()

    def enter(self, finished: Finished, others_out_since: float | None, time: float) -> list[Finished]:
        """Add a cycle that ended.

        Args:
            finished: The cycle.
            others_out_since: When the other limb left its start position, or None.
            time: The current time, seconds.

        Returns:
            The movements completed by it: none while it waits for the other limb, two if the other limb turns
            out to have moved separately. A limb that returns twice during one movement of the other was not
            visible in between.
        """
        if self._waiting is not None:
            waiting, self._waiting = self._waiting, None
            if _is_still_out(others_out_since, waiting.cycle) and waiting.side == finished.side:
                self._waiting = replace(_both(waiting, finished), side=finished.side)
                return []
            if _overlap(waiting.cycle, finished.cycle):
                return [self._complete(_both(waiting, finished, self._end_before("both")))]
            return [self._complete(waiting), *self.enter(finished, others_out_since, time)]
        if self._is_echo(finished) or self._is_rest_of_last(finished):
            return []
        if _is_still_out(others_out_since, finished.cycle):
            self._waiting, self._waiting_since_s = finished, time
            return []
        return [self._complete(finished)]

    def settle(self, time: float, *, other_is_out: bool) -> list[Finished]:
        """The movement that waited in vain for the other limb, if any."""
        if self._waiting is None or (other_is_out and time - self._waiting_since_s < _WAIT_S):
            return []
        waiting, self._waiting = self._waiting, None
        return [self._complete(waiting)]

    def _is_echo(self, finished: Finished) -> bool:
        last = self._last
        apart = last is not None and "both" not in (last.side, finished.side) and last.side != finished.side
        return last is not None and (apart or last.side == "both") and _overlap(last.cycle, finished.cycle)

    def _is_rest_of_last(self, finished: Finished) -> bool:
        """Whether the limb's last rep leaves too little of this cycle for another rep."""
        before, cycle = self._end_before(finished.side), finished.cycle
        if before is None:
            return False
        left = cycle.end_s - max(before, cycle.left_s)
        return cycle.turn_s <= before or left < self._reps.minimum_duration_s

    def _end_before(self, side: RepSide) -> float | None:
        """When the limb's last rep ended."""
        limbs = self._ends.values() if side == "both" else [self._ends.get(side), self._ends.get("both")]
        return max((end for end in limbs if end is not None), default=None)

    def _complete(self, finished: Finished) -> Finished:
        """The movement, from where the last one left off."""
        cycle = finished.cycle
        before = self._end_before(finished.side)
        pause = 0.0 if self._last is None else max(0.0, cycle.left_s - self._last.cycle.end_s)
        if before is not None:
            cycle = replace(cycle, left_s=max(cycle.left_s, min(before, cycle.reached_s)))
        self._last = finished
        self._ends[finished.side] = cycle.end_s
        return replace(finished, cycle=cycle, pause_s=pause)


def _overlap(a: Cycle, b: Cycle) -> bool:
    shorter = min(a.end_s - a.left_s, b.end_s - b.left_s)
    common = min(a.end_s, b.end_s) - max(a.left_s, b.left_s)
    between_turns = max(a.reached_s, b.reached_s) - min(a.turned_s, b.turned_s)
    return common > _TOGETHER * shorter and between_turns < _AT_ONCE * shorter


def _is_still_out(since: float | None, cycle: Cycle) -> bool:
    """Whether the other limb left before a cycle turned and has not returned."""
    return since is not None and since < cycle.turned_s


def _both(a: Finished, b: Finished, last_end_s: float | None = None) -> Finished:
    """Two limbs that moved together: the path of the one that went farther, the mean of their ranges.

    A limb that did not return between two reps may have turned in the last one; then the other limb's path is
    taken.
    """
    new = [each for each in (a, b) if last_end_s is None or each.cycle.reached_s > last_end_s] or [a, b]
    farther = max(new, key=lambda each: each.cycle.excursion)
    cycle = replace(
        farther.cycle,
        left_s=min(a.cycle.left_s, b.cycle.left_s),
        end_s=max(a.cycle.end_s, b.cycle.end_s),
        slowed=a.cycle.slowed and b.cycle.slowed,
    )
    measured = [each for each in (a, b) if not each.unmeasured] or [a, b]
    return replace(
        farther,
        cycle=cycle,
        side="both",
        rom_deg=fmean(each.rom_deg for each in measured),
        unmeasured=measured[0].unmeasured,
        is_doubtful=farther.is_doubtful,
    )
