"""Reads an exercise's signal from the angles: prefers the visible side and removes spikes."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

import numpy as np

from coach.body.angles import JOINTS, SIDES, Angles, Attitude, Distance, Joint
from coach.body.landmarks import Side
from coach.body.pose import FloatArray
from coach.catalogue.definition import Signal

_SPIKE_S = 0.1
"""A median over this window removes landmarks that jump for a frame or two. A limb stays at its turning point
longer (the fastest reps, 0.4 s, spend 0.1 s within 15 % of it), so the range is preserved."""
_FEWEST = 3
_FEWEST_S = 0.22
"""Slow films have fewer frames in that window; three outvote one, unless they are too far apart."""
_TRUST_S = 0.5
"""Time constant for visibility, so that a change of the trusted side does not look like movement."""
TRUST_POWER = 4
"""A side with half the other's visibility gets a sixteenth of its weight: hidden limbs are guesses."""
SEEN = 0.3
"""Landmarks with a lower confidence are guesses, and guesses do not count."""


@dataclass(frozen=True, slots=True)
class SignalReading:
    """The signal at one moment, oriented so that it rises towards the turning point.

    Attributes:
        time: Seconds since the source began.
        levels: For each limb or pair of limbs that counts separately, in degrees (or trunk lengths).
        trust: Confidence of each of them, 0 to 1.
    """

    time: float
    levels: tuple[float, ...]
    trust: tuple[float, ...]


class SignalReader:
    """Reads the signal of an exercise."""

    def __init__(self, signal: Signal) -> None:
        self._sign = -1.0 if signal.turn == "low" else 1.0
        self._apart = signal.limbs == "each"
        self._measure = _of_trunk(signal)
        self._rows = [JOINTS.index(joint) for joint in signal.counted if joint in JOINTS]
        self._trust: FloatArray | None = None
        self._time = 0.0
        self._recent: deque[tuple[float, tuple[float, ...]]] = deque()

    def read(self, angles: Angles, time: float) -> SignalReading:
        """The signal of one moment; call in order of time."""
        raw, trust = self._raw(angles, time)
        self._recent.append((time, raw))
        while self._is_old(self._recent[0][0], time):
            self._recent.popleft()
        newest = list(self._recent)[1 - len(self._recent) % 2 :]
        middle = len(newest) // 2
        columns = zip(*(values for _, values in newest), strict=True)
        levels = tuple(sorted(column)[middle] for column in columns)
        return SignalReading(time, levels, trust)

    def _is_old(self, then: float, time: float) -> bool:
        window = _SPIKE_S if len(self._recent) > _FEWEST else _FEWEST_S
        return then <= time - window

    def _raw(self, angles: Angles, time: float) -> tuple[tuple[float, ...], tuple[float, ...]]:
        sign = self._sign
        if self._measure is not None:
            left, right = angles.of_sides(self._measure)
            if self._apart:
                return (sign * left, sign * right), (1.0, 1.0)
            return (sign * max(left, right),), (1.0,)
        values, trust = (
            angles.joints[self._rows],
            self._smoothed_visibility(angles.visibility[self._rows], time),
        )
        weight = trust**TRUST_POWER
        if not self._apart:
            return (sign * float((values * weight).sum() / weight.sum()),), (float(trust.max()),)
        left, right = (values * weight).sum(axis=0) / weight.sum(axis=0)
        sure_left, sure_right = trust.min(axis=0)
        return (sign * float(left), sign * float(right)), (float(sure_left), float(sure_right))

    def _smoothed_visibility(self, visibility: FloatArray, time: float) -> FloatArray:
        """Visibility, smoothed over time."""
        if self._trust is None:
            self._trust = np.maximum(visibility, 0.01)
        else:
            pace = 1.0 - float(np.exp(-(time - self._time) / _TRUST_S))
            self._trust = np.maximum(self._trust + (visibility - self._trust) * pace, 0.01)
        self._time = time
        return self._trust


def _of_trunk(signal: Signal) -> Distance | Attitude | None:
    """The measure of the signal, if it is not a joint angle."""
    match signal.counted[0]:
        case "elbow" | "shoulder" | "hip" | "knee" | "ankle":
            return None
        case measure:
            return measure


def bent_side(angles: Angles, joint: Joint, margin_deg: float = 15.0) -> Side | None:
    """The side on which a joint bends more by at least a margin, or None when both bend alike."""
    left, right = (angles.joint(joint, side) for side in SIDES)
    if abs(left - right) < margin_deg:
        return None
    return "left" if left < right else "right"
