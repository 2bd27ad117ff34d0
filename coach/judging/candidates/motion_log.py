"""Remembers the signal and the main angle of an exercise, and reads movements from them."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from statistics import median

from coach.body.angles import Angles
from coach.body.landmarks import Side
from coach.catalogue.definition import Signal
from coach.judging.cycle import AROUND_S, Cycle
from coach.judging.events import RepSide
from coach.judging.signal import SignalReader, bent_side

_MEMORY = 4096
_LIMBS: tuple[Side, Side] = ("left", "right")


@dataclass(frozen=True, slots=True)
class _LoggedMoment:
    """One moment: the signal and the main angle of each limb, the bent side, and if the posture is right."""

    time: float
    levels: tuple[float, ...]
    main: tuple[float, ...]
    bent: Side | None
    of_posture: bool


class MotionLog:
    """The movement of the last minutes, as far as an exercise needs it."""

    def __init__(self, signal: Signal) -> None:
        self._signal = signal
        self._main = self._main_reader(signal)
        self._moments: deque[_LoggedMoment] = deque(maxlen=_MEMORY)

    @staticmethod
    def _main_reader(signal: Signal) -> SignalReader | None:
        """A reader of the main angle, if that is not the signal itself."""
        if signal.counted == (signal.angle,):
            return None
        return SignalReader(signal.model_copy(update={"count_by": (signal.angle,)}))

    def observe(self, angles: Angles, time: float, levels: tuple[float, ...], *, of_posture: bool) -> None:
        """Take one moment, with the signal's levels, and whether the body is in the exercise's posture."""
        main = levels if self._main is None else self._main.read(angles, time).levels
        side_by = self._signal.side_by
        bent = bent_side(angles, side_by) if side_by else None
        self._moments.append(_LoggedMoment(time, levels, main, bent, of_posture))

    def side(self, cycle: Cycle, limb: int) -> RepSide:
        """The side of a movement: the limb that counts on its own, or the one that bends more."""
        if self._signal.limbs == "each":
            return _LIMBS[limb]
        sides = [each.bent for each in self._moments if abs(each.time - cycle.turn_s) <= AROUND_S]
        for side in _LIMBS:
            if 2 * sides.count(side) > len(sides):
                return side
        return "both"

    def rom(self, cycle: Cycle, limb: int) -> float:
        """Range of motion of the main angle between start position and turning point, degrees."""
        return abs(self._main_angle(cycle.turn_s, limb) - self._main_angle(cycle.left_s, limb))

    def level(self, moment: float, limb: int) -> float:
        """The signal of a limb at a moment."""
        return median([each.levels[limb] for each in self._near(moment)])

    def of_posture(self, cycle: Cycle) -> float:
        """The share of a movement that was made in the exercise's posture."""
        within = [each.of_posture for each in self._moments if cycle.left_s <= each.time <= cycle.end_s]
        return sum(within) / len(within) if within else 0.0

    def _main_angle(self, moment: float, limb: int) -> float:
        return median([each.main[limb] for each in self._near(moment)])

    def _near(self, moment: float) -> list[_LoggedMoment]:
        near = [each for each in self._moments if abs(each.time - moment) <= AROUND_S]
        return near or [min(self._moments, key=lambda each: abs(each.time - moment))]
