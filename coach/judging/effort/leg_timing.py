"""Times one leg of a rep between the first and the last tenth of its way, finer than whole frames."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from coach.body.pose import FloatArray
from coach.kinematics.effort_path import MIDDLE

FEWEST_STEPS = 4
_END_S = 0.12
"""The ends of a leg are the medians of the moments this close to them, so that one stray frame is none."""
_HALF = 0.5
_FRAME = 0.3
"""Share of the time between two frames by which an interpolated crossing is off."""


@dataclass(frozen=True, slots=True)
class LegTiming:
    """One leg.

    Attributes:
        way: Straight distance between its ends, in the unit of the track.
        middle_s: Seconds for the middle of the way, see ``MIDDLE``.
        error: Relative error of that time.
    """

    way: float
    middle_s: float
    error: float


def leg_timing(times: FloatArray, track: FloatArray, first_s: float, last_s: float) -> LegTiming | None:
    """Time a leg.

    Args:
        times: Seconds, increasing, shape (frames,).
        track: The place of a point, or an angle, shape (frames, dimensions).
        first_s: About when the leg begins.
        last_s: About when it ends; the track may stop a little earlier.

    Returns:
        The timing; None if there are too few frames, or if the track doesn't go from one end to the other.
    """
    ends = [_end(times, track, moment) for moment in (first_s, min(last_s, float(times[-1])))]
    way = ends[1] - ends[0]
    length = float(np.sqrt(way @ way))
    if length <= 0:
        return None
    share = (track - ends[0]) @ way / length**2
    middle = _middle(share)
    if middle is None:
        return None
    low, high = (
        _level(times, share, int(share[:middle].argmin())),
        _level(times, share, middle + int(share[middle:].argmax())),
    )
    length, share = length * (high - low), (share - low) / (high - low)
    marks = [_crossing(times, share, mark, middle) for mark in MIDDLE]
    if marks[0] is None or marks[1] is None or marks[1] <= marks[0]:
        return None
    middle_s = marks[1] - marks[0]
    step_s = float(np.median(np.diff(times)))
    if middle_s < 2 * step_s:
        return None
    return LegTiming(length, middle_s, float(np.sqrt(2.0)) * _FRAME * step_s / middle_s)


def _end(times: FloatArray, track: FloatArray, moment: float) -> FloatArray:
    near = np.abs(times - moment) <= _END_S
    if not near.any():
        near = np.abs(times - moment) == np.abs(times - moment).min()
    place: FloatArray = np.median(track[near], axis=0)
    return place


def _middle(share: FloatArray) -> int | None:
    """The first moment beyond the middle of the way, the last time that it is passed."""
    passed = np.flatnonzero((share[:-1] < _HALF) & (share[1:] >= _HALF))
    return int(passed[-1]) + 1 if len(passed) else None


def _level(times: FloatArray, share: FloatArray, place: int) -> float:
    """The share of the way at an extreme."""
    return float(np.median(share[np.abs(times - times[place]) <= _END_S / 2]))


def _crossing(times: FloatArray, share: FloatArray, mark: float, middle: int) -> float | None:
    """When the track passes a share of its way: before its middle the last time, after it the first time."""
    if mark < _HALF:
        before = np.flatnonzero(share[:middle] <= mark)
        place = int(before[-1]) if len(before) else -1
    else:
        after = np.flatnonzero(share[middle:] >= mark)
        place = middle + int(after[0]) - 1 if len(after) else -1
    if place < 0:
        return None
    part = (mark - share[place]) / (share[place + 1] - share[place])
    return float(times[place] + part * (times[place + 1] - times[place]))
