"""Finds every attempt of a set and gives each one a verdict: no movement is dropped in silence."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from coach.body.angles import Angles
from coach.catalogue.definition import Exercise, Reps
from coach.judging.attempts import Attempt, Reason
from coach.judging.candidates import reasons
from coach.judging.candidates.grounds import Grounds
from coach.judging.candidates.swing_watch import Swing, SwingWatch
from coach.judging.cycle import Cycle
from coach.judging.events import RepSide
from coach.judging.rep_state_machine import RepPhase, RepStateMachine

_REMEMBERED = 64
"""Decided movements that a swing is compared with; the last few would do."""
_MARGIN_S = 0.1
"""A turn this close to a movement belongs to it."""
_LIMBS: tuple[RepSide, RepSide] = ("left", "right")


@dataclass(slots=True)
class _Decided:
    """A movement with a verdict, and the limbs whose swing it explains."""

    side: RepSide
    start_s: float
    turn_s: float
    end_s: float
    is_rep: bool
    explains: set[int] = field(default_factory=set)

    def covers(self, swing: Swing) -> bool:
        """Whether a swing turned within it."""
        return self.start_s - _MARGIN_S <= swing.turn_s <= self.end_s + _MARGIN_S

    @property
    def name(self) -> str:
        """What it is."""
        return "a rep" if self.is_rep else "a movement that does not count"


class AttemptFinder:
    """Finds the attempts of an exercise.

    Every swing of the signal of at least an attempt's size is a candidate. A rep or a movement that the
    counter rejected explains the swing that turned in it; any other swing gets its own verdict.
    """

    def __init__(
        self, exercise: Exercise, reps: Reps, rows: Sequence[int], sign: float, *, attempt: float
    ) -> None:
        """Set up the finder.

        Args:
            exercise: The exercise.
            reps: When a rep of it counts.
            rows: The rows of ``Angles`` that it needs.
            sign: -1 if the signal is low at the turning point, else 1.
            attempt: Share of the minimum excursion that makes an attempt.
        """
        self._separate_limbs = exercise.signal.limbs == "each"
        self._returned = reps.returned
        self._least = attempt * reps.minimum_excursion
        self.forget_movements()
        self._swings: list[Swing] = []
        self._decided: deque[_Decided] = deque(maxlen=_REMEMBERED)
        self._new: list[Attempt] = []
        self.grounds = Grounds(exercise, rows, sign)

    def forget_movements(self) -> None:
        """Forget what is under way: nothing can go on from it."""
        self._watches = [SwingWatch(limb, self._least) for limb in range(1 + self._separate_limbs)]

    @property
    def has_open(self) -> bool:
        """Whether a verdict is due or was found."""
        return bool(self._swings or self._new)

    def observe(
        self, time: float, angles: Angles, levels: tuple[float, ...], machines: Sequence[RepStateMachine]
    ) -> None:
        """Take one moment.

        Args:
            time: Seconds, increasing.
            angles: The body.
            levels: The signal of each limb, rising towards the turning point.
            machines: The state machine of each limb, before this moment.
        """
        self.grounds.observe(time, angles, levels)
        for watch, level, machine in zip(self._watches, levels, machines, strict=True):
            away = machine.phase is RepPhase.AWAY
            swing = watch.observe(time, level, away=away, start_level=machine.start_level)
            if swing is not None:
                self._swings.append(swing)

    def reject(self, cycle: Cycle, side: RepSide, reason: Reason) -> None:
        """Record a movement that does not count."""
        self._add(side, cycle.left_s, cycle.turn_s, cycle.end_s, cycle.excursion, reason)
        self._decided.append(_Decided(side, cycle.left_s, cycle.turn_s, cycle.end_s, is_rep=False))

    def count(self, side: RepSide, start_s: float, turn_s: float, end_s: float) -> None:
        """Record a rep."""
        self._decided.append(_Decided(side, start_s, turn_s, end_s, is_rep=True))

    def settle(self, is_out: Sequence[bool]) -> list[Attempt]:
        """The attempts with a verdict by now.

        Args:
            is_out: For each limb, whether the counter has yet to decide on its current movement.
        """
        if self._swings:
            for limb, out in enumerate(is_out):
                if not out:
                    self._explain(limb)
        new, self._new = self._new, []
        return new

    def _explain(self, limb: int) -> None:
        """Explain the swings of a limb: each decided movement explains one, the nearest."""
        mine = [each for each in self._swings if each.limb == limb]
        self._swings = [each for each in self._swings if each.limb != limb]
        for decided in self._decided:
            if not mine or limb in decided.explains or not self._is_of(decided, limb):
                continue
            covered = [each for each in mine if decided.covers(each)]
            if covered:
                nearest = min(covered, key=lambda each: abs(each.turn_s - decided.turn_s))
                decided.explains.add(limb)
                mine.remove(nearest)
        for swing in mine:
            side = _LIMBS[limb] if self._separate_limbs else "both"
            reason = self._reason(swing)
            self._add(side, swing.start_s, swing.turn_s, swing.end_s, swing.excursion, reason)

    def _is_of(self, decided: _Decided, limb: int) -> bool:
        return not self._separate_limbs or decided.side in ("both", _LIMBS[limb])

    def _reason(self, swing: Swing) -> Reason:
        """Why a swing that nothing explains does not count."""
        same = next((each for each in reversed(self._decided) if each.covers(swing)), None)
        if same is not None:
            return Reason("same-movement", f"part of {same.name}")
        if swing.is_begun_before:
            return reasons.BEGUN_BEFORE
        if swing.away:
            return self.grounds.of_position(swing.start_s, swing.end_s, swing.limb)
        if swing.returned < self._returned:
            return reasons.came_back_short(swing.returned, self._returned)
        return Reason("no-return", "did not come back to the position it began in")

    def _add(
        self,
        side: RepSide,
        start_s: float,
        turn_s: float,
        end_s: float,
        excursion: float,
        reason: Reason,
    ) -> None:
        self._new.append(
            Attempt(
                start_s=start_s,
                turn_s=turn_s,
                end_s=end_s,
                side=side,
                excursion=excursion,
                verdict="not counted",
                rule=reason.rule,
                text=reason.text,
                measure=reason.measure,
                value=reason.value,
                limit=reason.limit,
            )
        )
