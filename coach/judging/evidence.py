"""Decides whether a figure was measured, or its landmarks were guessed by the model.

Guessed figures are withheld. To find the limits, 58 films of as many people in 24 exercises were cropped by a
fifth or a third of the body (from below, above, left or right). Each joint angle was compared with the angle
in the uncropped film. Errors in degrees, mean and 90th percentile, for the half of the people that the limits
were chosen on; the other half in brackets:

- all three landmarks in the frame: 7, 15 (6, 13);
- one of them up to 0.2 m out of frame: 11, 27 (12, 29); farther out: 22, 51 (16, 36);
- one of them in the frame, but with a confidence below 0.3: 16, 43 (23, 65).

A range of motion with an error of 30° to 50° is useless, and the error does not grow gradually with distance.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from coach.body.angle_errors import read_angle_errors
from coach.body.angles import JOINTS, Alignment, Angles, landmarks_of
from coach.body.landmarks import Landmark
from coach.body.placement import limbs_of
from coach.body.view import View, most_frequent_view
from coach.catalogue.bound import Measure
from coach.catalogue.definition import Signal
from coach.judging.cycle import AROUND_S, Cycle
from coach.judging.signal import SEEN, TRUST_POWER

_MEMORY = 4096
_MOSTLY = 0.5
"""A figure is measured if more than half of its inputs are: of the moments, and of the sides by weight."""


@dataclass(frozen=True, slots=True)
class Guessed:
    """The landmarks that a figure needs and the model guessed.

    Attributes:
        cropped: Those out of frame.
        hidden: Those in the frame but not visible.
    """

    cropped: frozenset[Landmark] = frozenset()
    hidden: frozenset[Landmark] = frozenset()


@dataclass(frozen=True, slots=True)
class _Moment:
    """The guessed landmarks of one moment for the main angle and for the signal, limb by limb."""

    time: float
    view: View
    main: tuple[Guessed | None, ...]
    counted: tuple[Guessed | None, ...]


class Evidence:
    """Records how well an exercise's main angle and signal were visible."""

    def __init__(self, signal: Signal) -> None:
        self._signal = signal
        self._limbs = (0, 1) if signal.limbs == "each" else (None,)
        self._moments: deque[_Moment] = deque(maxlen=_MEMORY)

    def observe(self, angles: Angles, time: float) -> None:
        """Take the body at one moment."""
        main, counted = (
            tuple(guessed_landmarks(measures, angles, limb) for limb in self._limbs)
            for measures in ((self._signal.angle,), self._signal.counted)
        )
        self._moments.append(_Moment(time, angles.view, main, counted))

    def unmeasured(self, cycle: Cycle, limb: int) -> str:
        """Why a cycle's range of motion is a guess, such as 'feet out of frame'; empty if it was measured."""
        return self._guess_reason(cycle, [(each.time, each.main[limb]) for each in self._moments])

    def is_doubtful(self, cycle: Cycle, limb: int) -> bool:
        """Whether the excursion of a cycle, and with it the verdict, is a guess."""
        return bool(self._guess_reason(cycle, [(each.time, each.counted[limb]) for each in self._moments]))

    def error_deg(self, cycle: Cycle) -> float | None:
        """The error bar of the main angle for the prevailing view of a cycle, degrees; None if unknown."""
        within = (each for each in self._moments if cycle.left_s <= each.time <= cycle.end_s)
        view = most_frequent_view(each.view for each in within)
        bar = None if view is None else read_angle_errors().bar(self._signal.angle, view)
        return None if bar is None else bar.bar_deg

    def step_s(self, cycle: Cycle) -> float:
        """The median time between two frames of a cycle, the resolution of its times."""
        times = [each.time for each in self._moments if cycle.left_s <= each.time <= cycle.end_s]
        steps = [after - before for before, after in pairwise(times)]
        return median(steps) if steps else 0.0

    @staticmethod
    def _guess_reason(cycle: Cycle, guesses: Sequence[tuple[float, Guessed | None]]) -> str:
        """What was guessed at the turning point or in the start position; empty if nothing was."""
        for moment in (cycle.turn_s, cycle.left_s):
            near = [each for time, each in guesses if abs(time - moment) <= AROUND_S]
            near = near or [min(guesses, key=lambda each: abs(each[0] - moment))[1]]
            lacking = [each for each in near if each is not None]
            if len(lacking) >= _MOSTLY * len(near):
                return guess_text(lacking)
        return ""


def guessed_landmarks(
    measures: Sequence[Measure | Alignment], angles: Angles, limb: int | None
) -> Guessed | None:
    """The guessed landmarks among those of some measures; None if all were visible.

    Args:
        measures: The measures.
        angles: The body.
        limb: 0 for the left, 1 for the right, None for both together.
    """
    if not angles.cropped.any() and angles.sureness.min() >= SEEN:
        return None
    lacking = [
        each for measure in measures if (each := _guessed_of_measure(measure, angles, limb)) is not None
    ]
    if not lacking:
        return None
    none: frozenset[Landmark] = frozenset()
    return Guessed(
        none.union(*(each.cropped for each in lacking)), none.union(*(each.hidden for each in lacking))
    )


def _guessed_of_measure(measure: Measure | Alignment, angles: Angles, limb: int | None) -> Guessed | None:
    if measure == "signal":
        return None
    sides = landmarks_of(measure) if limb is None else landmarks_of(measure)[limb : limb + 1]
    cropped = [{each for each in side if angles.cropped[each]} for side in sides]
    hidden = [{each for each in side if angles.sureness[each] < SEEN} for side in sides]
    if measure in JOINTS and limb is None:
        trust = angles.visibility[JOINTS.index(measure)].tolist()
        weights = [max(each, 0.01) ** TRUST_POWER for each in trust]
        lost = [weight for weight, *lack in zip(weights, cropped, hidden, strict=True) if any(lack)]
        is_measured = sum(lost) < _MOSTLY * sum(weights)
    else:  # of both sides together: a hidden side is like the other one, a cropped side may be anywhere
        is_measured = not any(cropped) and not all(hidden)
    return None if is_measured else Guessed(frozenset().union(*cropped), frozenset().union(*hidden))


def guess_text(lacking: Sequence[Guessed]) -> str:
    """What was guessed most of the time: 'feet out of frame' or 'hands hidden'."""
    limbs = _mostly([each.cropped for each in lacking])
    if limbs:
        return f"{limbs} out of frame"
    return f"{_mostly([each.hidden for each in lacking]) or 'too much'} hidden"


def _mostly(guessed: Sequence[frozenset[Landmark]]) -> str:
    times = Counter(landmark for each in guessed for landmark in each)
    return " and ".join(
        limbs_of(landmark for landmark, number in times.items() if number >= _MOSTLY * len(guessed))
    )
