"""Writes the reps of a set: numbers, times and judges each finished movement."""

from __future__ import annotations

from itertools import pairwise

from coach.catalogue.definition import Reps
from coach.judging.cycle import Cycle
from coach.judging.events import Rep
from coach.judging.figures.rep_effort import Tempo
from coach.judging.range_standard import Judgement, RangeStandard
from coach.judging.rep_pairing import Finished


class RepWriter:
    """Turns the finished movements of a set into reps."""

    def __init__(self, reps: Reps, standard: RangeStandard) -> None:
        self._reps = reps
        self._standard = standard
        self._number = 0

    def new_set(self) -> None:
        """Start numbering at one again."""
        self._number = 0
        self._standard.new_set()

    def undo(self) -> None:
        """Remove the last rep: its number is free again, and its range is forgotten."""
        self._number = max(self._number - 1, 0)
        self._standard.unlearn()

    def write(self, finished: Finished, *, alike: int = 0, is_short: bool = False) -> Rep:
        """The rep of a movement.

        Args:
            finished: The movement.
            alike: Number of other movements of the set that look alike; 0 if its own range decides.
            is_short: Whether the whole body moved clearly less than in those.
        """
        cycle = finished.cycle
        judgement = self._judgement(finished, alike, is_short=is_short)
        self._standard.learn(cycle.excursion, judgement.verdict)
        self._number += 1
        return Rep(
            number=self._number,
            side=finished.side,
            start_s=cycle.left_s,
            turn_s=cycle.turn_s,
            end_s=cycle.end_s,
            rom_deg=finished.rom_deg,
            tempo=self._tempo(cycle, finished.pause_s, finished.step_s),
            verdict=judgement.verdict,
            share=judgement.share,
            reason=_reason(judgement, finished),
            rom_error_deg=finished.rom_error_deg,
            unmeasured=finished.unmeasured,
            is_doubtful=finished.is_doubtful,
            slowed=cycle.slowed,
        )

    def _judgement(self, finished: Finished, alike: int, *, is_short: bool) -> Judgement:
        if not alike:
            return self._standard.judge(finished.cycle.excursion)
        return self._standard.judge_alike(
            finished.cycle.excursion, alike, finished.bar_deg, is_short=is_short
        )

    def _tempo(self, cycle: Cycle, pause_at_start: float, step_s: float) -> Tempo:
        """The four figures, in whole frames; the pause in the start position is the one before the rep."""
        marks = [cycle.left_s, cycle.reached_s, cycle.turned_s, cycle.end_s]
        passed = [_in_steps(mark - cycle.left_s, step_s) for mark in marks]
        out, at_turn, back = (after - before for before, after in pairwise(passed))
        pause = _in_steps(pause_at_start, step_s)
        if self._reps.out.action == "eccentric":
            return Tempo(out, at_turn, back, pause)
        return Tempo(back, pause, out, at_turn)


def _in_steps(time_s: float, step_s: float) -> float:
    """A duration rounded to whole frames, the resolution of the source."""
    return round(time_s / step_s) * step_s if step_s > 0 else time_s


def _reason(judgement: Judgement, finished: Finished) -> str:
    """The reason for the verdict; guessed figures are left out."""
    if not finished.is_doubtful:
        return judgement.reason
    return f"a guess: {finished.unmeasured or 'not enough visible'}"
