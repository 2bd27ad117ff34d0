"""Detects slow motion from how long joints take between turning points."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from coach.body.angles import JOINTS, Angles
from coach.judging.events import FEWEST_FRAMES

_SLOWEST_S = 1.2
"""Seconds for the middle three fifths of a sweep; 3 s up and 3 s down take 1.1.

Two of 324 films take longer; slowed down four times, 64 of 100 do, eight times, 97. Chosen on half of the
people; for the other half, it is one of 155 films, and 60 and 95 of 100.
"""
_SLOWEST_OF_FEW_S = 0.8
"""The same at a low frame rate: a film slowed down by an editor has few frames per second."""
_FEWEST = 4
_TURN_DEG = 30.0
"""A joint that moves back this far has turned."""
_FAR_DEG = 40.0
"""Smaller sweeps are ignored, such as a trembling elbow."""
_FROM, _TO = 0.2, 0.8
_GAP_S = 1.5
_MOST_FRAMES = 30_000
"""Frames to store: about twenty minutes are enough."""

_PLACES = 2 * len(JOINTS)
Floats = NDArray[np.float64]


class SweepTally:
    """Records joint angles and decides whether they moved slower than people do."""

    def __init__(self) -> None:
        self._times = array("d")
        self._angles = array("d")

    def observe(self, angles: Angles | None, time: float) -> None:
        """Take the body at one moment; None if no one is detected."""
        if angles is not None and len(self._times) < _MOST_FRAMES:
            self._times.append(time)
            self._angles.extend(np.ravel(angles.joints).tolist())

    @property
    def is_slowed(self) -> bool:
        """Whether it looks like slow motion: half of all movement is slower than people move."""
        if len(self._times) < 3:
            return False
        times, angles = np.array(self._times), np.array(self._angles).reshape(-1, _PLACES)
        ways = np.array(list(_sweeps(times, angles))).reshape(-1, 2)
        if len(ways) < _FEWEST:
            return False
        few = len(times) < FEWEST_FRAMES * (times[-1] - times[0])
        quick = ways[ways[:, 0] < (_SLOWEST_OF_FEW_S if few else _SLOWEST_S)]
        return bool(2 * quick[:, 1].sum() < ways[:, 1].sum())


def _sweeps(times: Floats, angles: Floats) -> Iterator[tuple[float, float]]:
    """Duration of the middle of each sweep, seconds, and its size, degrees; for all joints."""
    steady = np.median(np.stack([angles[:-2], angles[1:-1], angles[2:]]), axis=0)
    times = times[1:-1]
    breaks = [0, *(np.flatnonzero(np.diff(times) > _GAP_S) + 1).tolist(), len(times)]
    for first, last in pairwise(breaks):
        for joint in range(_PLACES):
            curve = steady[first:last, joint]
            for begin, end in _turns(curve.tolist()):
                far = float(curve[end] - curve[begin])
                if abs(far) >= _FAR_DEG:
                    yield _middle_s(times[first:last], curve, begin, end), abs(far)


def _turns(curve: Sequence[float]) -> Iterator[tuple[int, int]]:
    """The indices of both ends of each sweep, from one turning point to the next."""
    low = high = 0
    rising: bool | None = None
    for place, angle in enumerate(curve):
        high = place if rising is not False and angle > curve[high] else high
        low = place if rising is not True and angle < curve[low] else low
        if rising is not False and curve[high] - angle > _TURN_DEG:
            if rising:
                yield low, high
            rising, low = False, place
        elif rising is not True and angle - curve[low] > _TURN_DEG:
            if rising is not None:
                yield high, low
            rising, high = True, place
    if rising is not None:
        yield (low, high) if rising else (high, low)


def _middle_s(times: Floats, curve: Floats, begin: int, end: int) -> float:
    """Seconds from the last moment in the first fifth of a sweep to the first moment in its last fifth."""
    gone = (curve[begin : end + 1] - curve[begin]) / (curve[end] - curve[begin])
    left = int(np.flatnonzero(gone <= _FROM)[-1])
    reached = left + int(np.flatnonzero(gone[left:] >= _TO)[0])
    return float(times[begin + reached] - times[begin + left])
