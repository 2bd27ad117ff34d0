"""Finds the cycles of a signal: its peaks by prominence, and the valleys between them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from coach.body.pose import FloatArray
from coach.judging.cycle import NEAR


@dataclass(frozen=True, slots=True)
class Peak:
    """A cycle of a signal, as indices into it.

    Attributes:
        left: The last moment in the valley before.
        reached: The first moment near the farthest one.
        top: The farthest moment.
        turned: The last moment near it.
        right: The first moment in the valley after.
        rise: How far it rises from the valley before.
        fall: How far it falls to the valley after.
    """

    left: int
    reached: int
    top: int
    turned: int
    right: int
    rise: float
    fall: float

    @property
    def marks(self) -> list[int]:
        """Its five indices, in order."""
        return [self.left, self.reached, self.top, self.turned, self.right]


def find_peaks(signal: FloatArray, *, share: float, least: float) -> list[Peak]:
    """The peaks that stand out.

    Args:
        signal: Shape (frames,).
        share: Smallest prominence, as a share of the typical one: the median of all prominences, each
            weighted by itself, so that small wiggles don't matter.
        least: Smallest prominence, in the signal's unit.
    """
    tops = _maxima(signal)
    prominences = _prominences(signal, tops)
    standing = prominences >= least
    tops, prominences = tops[standing], prominences[standing]
    if not len(tops):
        return []
    order = np.argsort(prominences)[::-1]
    summed = np.cumsum(prominences[order])
    typical = prominences[order][np.searchsorted(summed, summed[-1] / 2)]
    return _between_valleys(signal, tops[prominences >= share * typical])


def _maxima(signal: FloatArray) -> np.ndarray:
    """Indices of the local maxima within the signal; of a plateau, the first."""
    steps = np.diff(signal)
    moving = np.flatnonzero(steps)
    turns = np.flatnonzero((steps[moving[:-1]] > 0) & (steps[moving[1:]] < 0))
    return np.asarray(moving[turns] + 1)


def _prominences(signal: FloatArray, tops: np.ndarray) -> FloatArray:
    """How far each maximum stands above the higher of the two lowest points between it and a higher one."""
    if not len(tops):
        return np.zeros(0)
    ends = [0, *tops.tolist(), len(signal) - 1]
    lows = [float(signal[a : b + 1].min()) for a, b in pairwise(ends)]
    heights = signal[tops].tolist()
    before = _lowest_before(heights, lows[:-1])
    after = _lowest_before(heights[::-1], lows[:0:-1])[::-1]
    return np.array([top - max(pair) for top, *pair in zip(heights, before, after, strict=True)])


def _lowest_before(heights: list[float], lows: list[float]) -> list[float]:
    """For each maximum the lowest point before it, as far back as the last higher maximum."""
    lowest: list[float] = []
    higher: list[tuple[float, float]] = []
    for height, low in zip(heights, lows, strict=True):
        while higher and higher[-1][0] <= height:
            low = min(low, higher.pop()[1])
        higher.append((height, low))
        lowest.append(low)
    return lowest


def _between_valleys(signal: FloatArray, tops: np.ndarray) -> list[Peak]:
    ends = [0, *tops.tolist(), len(signal) - 1]
    peaks: list[Peak] = []
    for before, top, after in zip(ends, ends[1:], ends[2:], strict=False):
        low = before + int(np.argmin(signal[before : top + 1]))
        end = top + int(np.argmin(signal[top : after + 1]))
        rise, fall = float(signal[top] - signal[low]), float(signal[top] - signal[end])
        resting = np.flatnonzero(signal[low:top] <= signal[low] + NEAR * rise)
        back = np.flatnonzero(signal[top : end + 1] <= signal[end] + NEAR * fall)
        left = low + int(resting[-1]) if len(resting) else low
        right = top + int(back[0]) if len(back) else end
        below = signal[left : right + 1] < signal[top] - NEAR * min(rise, fall)
        out, home = np.flatnonzero(below[: top - left]), np.flatnonzero(below[top - left :])
        reached = left + int(out[-1]) + 1 if len(out) else left
        turned = top + int(home[0]) - 1 if len(home) else right
        peaks.append(Peak(left, reached, top, turned, right, rise, fall))
    return peaks
