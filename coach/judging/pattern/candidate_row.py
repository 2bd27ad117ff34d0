"""Candidates for a row of repetitions, compared with their neighbours, leg by leg, whatever the tempo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

import numpy as np

from coach.body.pose import FloatArray
from coach.judging.pattern.turning_points import Peak

ALIKE = 0.4
"""Least likeness: one minus the squared difference of two candidates, as a share of their mean square.
Unrelated movements are below 0."""
PROMINENT = 0.45
"""Least prominence of a candidate, as a share of the typical one: under half the usual range is no rep."""
MOVING = 0.25
"""Least share of a row's time in which its movements go out or come back. A set is movement with pauses; a
drink now and then is a pause with movements."""
_NEIGHBOURS = 3
"""Neighbours to each side that a candidate is compared with: a rep unlike the others may lie between."""
OTHERS = 2
"""Neighbours that must be alike: three make a row."""
_POINTS = 12
"""Moments at which each leg of two candidates is compared."""
_LONGER = 3.0
"""Candidates of a row differ at most by this factor in duration: fatigue halves the speed."""
_UNSEEN_S = 1.5
"""A candidate with a longer gap in detection is not believed."""


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """Candidates, and which of them are alike.

    Attributes:
        peaks: The candidates.
        likeness: Of each pair, shape (candidates, candidates).
        alike: For each candidate the neighbours that look alike.
    """

    peaks: Sequence[Peak]
    likeness: FloatArray
    alike: Sequence[list[int]]

    @property
    def members(self) -> list[int]:
        """The candidates that belong to a row."""
        return [number for number, others in enumerate(self.alike) if len(others) >= OTHERS]

    @property
    def row(self) -> list[Peak]:
        """The candidates of the row."""
        return [self.peaks[number] for number in self.members]

    def moving(self, number: int) -> float:
        """The share of time in which a candidate, and those alike, go out or come back."""
        others = self.alike[number]
        peaks = [self.peaks[each] for each in (number, *others)]
        legs = fmean(each.reached - each.left + each.right - each.turned for each in peaks)
        apart = fmean(abs(self.peaks[each].top - peaks[0].top) / abs(each - number) for each in others)
        return legs / apart


def candidate_row(moved: FloatArray, peaks: Sequence[Peak], *, least: float = ALIKE) -> CandidateRow:
    """Compare candidates with their neighbours.

    Args:
        moved: The signals, shape (frames, signals).
        peaks: The candidates.
        least: Likeness from which two of them are alike.
    """
    count = len(peaks)
    likeness = np.zeros((count, count))
    ways = [movement_way(moved, peak.left, peak.top, peak.right) for peak in peaks]
    for later in range(count):
        for earlier in range(max(0, later - _NEIGHBOURS), later):
            likeness[later, earlier] = likeness[earlier, later] = likeness_of(ways[later], ways[earlier])
    spans = [peak.right - peak.left + 1 for peak in peaks]
    alike = [
        [
            other
            for other in range(max(0, number - _NEIGHBOURS), min(count, number + _NEIGHBOURS + 1))
            if other != number
            and likeness[number, other] >= least
            and max(spans[number], spans[other]) <= _LONGER * min(spans[number], spans[other])
        ]
        for number in range(count)
    ]
    return CandidateRow(peaks, likeness, alike)


def likeness_of(one: FloatArray, other: FloatArray) -> float:
    """One minus the squared difference of two ways, as a share of their mean square."""
    size = max(float((one**2).sum() + (other**2).sum()) / 2, 1e-9)
    return 1.0 - float(((one - other) ** 2).sum()) / size


def movement_way(moved: FloatArray, left: int, top: int, right: int) -> FloatArray:
    """The way of all signals through a movement, leg by leg, about its mean, shape (moments, signals).

    Args:
        moved: The signals, shape (frames, signals).
        left: The frame in which it leaves.
        top: The frame in which it is farthest.
        right: The frame in which it is back.
    """
    moments = np.concatenate(
        [
            np.linspace(left, top, _POINTS, endpoint=False),
            np.linspace(top, right, _POINTS),
        ]
    )
    before = moments.astype(int)
    share = (moments - before)[:, None]
    after = np.minimum(before + 1, len(moved) - 1)
    way = moved[before] * (1.0 - share) + moved[after] * share
    return np.asarray(way - way.mean(axis=0))


def ways_of(moved: FloatArray, peaks: Sequence[Peak]) -> FloatArray:
    """The way of all signals through each candidate, shape (candidates, moments, signals)."""
    return np.array([movement_way(moved, peak.left, peak.top, peak.right) for peak in peaks])


def likeness_to(ways: FloatArray, members: Sequence[int]) -> FloatArray:
    """The likeness of each candidate with the median of some, shape (candidates,)."""
    typical = np.median(ways[list(members)], axis=0)
    sizes = (ways**2).sum(axis=(1, 2)) + float((typical**2).sum())
    apart = ((ways - typical) ** 2).sum(axis=(1, 2))
    likeness: FloatArray = 1.0 - apart / np.maximum(sizes / 2, 1e-9)
    return likeness


def has_gap(seen: FloatArray, start_s: float, end_s: float) -> bool:
    """Whether too long a time without detection lies within a movement."""
    within = seen[(seen >= start_s) & (seen <= end_s)]
    edges = np.concatenate([[start_s], within, [end_s]])
    return bool(np.diff(edges).max() > _UNSEEN_S)
