"""Finds what repeats in any movement, without key poses: the row of alike movements that explains most time.

Arms, legs, trunk and the whole body are looked at apart, each along the axis in which it moves most (the
first principal component), and in both directions. The peaks along an axis are candidates; those that are
alike make a row. If two kinds alternate, such as the two halves of a burpee, only the one that explains more
time counts: once a cycle. Left and right movements look alike in signals of both sides, so each side counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean

import numpy as np
from numpy.typing import NDArray

from coach.body.movement_signals import SIGNALS, landmarks_at_even_times, movement_signals
from coach.body.pose import FloatArray
from coach.judging.anything.gait import walking
from coach.judging.pattern.candidate_row import (
    MOVING,
    OTHERS,
    PROMINENT,
    CandidateRow,
    candidate_row,
    has_gap,
    likeness_to,
    ways_of,
)
from coach.judging.pattern.movement_pattern import STEP_S, Repetition
from coach.judging.pattern.pose_memory import PoseMemory
from coach.judging.pattern.turning_points import find_peaks

_ARMS = (
    *("elbow angle", "shoulder angle", "wrist to shoulder", "wrist to hip", "wrist to wrist"),
    *("wrist above shoulder", "wrist along trunk", "nose above wrist", "wrist in picture"),
)
_LEGS = (
    *("hip angle", "knee angle", "ankle angle", "shoulder to ankle", "hip to ankle", "shoulder to knee"),
    *("ankle to ankle", "shoulder above ankle", "hip above ankle", "hip in picture"),
)
_TRUNK = (
    *("hip angle", "shoulder above hip", "nose above hip", "trunk inclination", "nose in picture"),
    *("shoulder in picture", "shoulder to knee", "nose above wrist"),
)
_GROUPS = tuple(
    np.array([SIGNALS.index(each) for each in group]) for group in (SIGNALS, _ARMS, _LEGS, _TRUNK)
)
"""The signals of the whole body, the arms, the legs and the trunk."""
_NOISE = 15.0
"""Least prominence of a candidate in degrees or hundredths of the trunk, added up over the signals."""
_ALIKE = 0.3
"""Least likeness of two candidates; resting and badly seen signals take part too."""
_SIMILAR = 0.1
"""Least likeness with the row of a movement within it or next to it, to be one of it."""
_NEAR = 1.6
"""A movement next to the row begins at most this many periods after it."""
_TURNS = 3
"""How often the axis is found again from the movements of its row."""
_MORE = 0.02
"""A row gains this share with each movement: the better direction cuts off less at the ends."""
_SAME = 2.0
"""And this factor if it is the row so far: the count goes on along the axis on which it began."""


@dataclass(frozen=True, slots=True)
class _AxisRow:
    """A row of movements.

    Attributes:
        row: Its candidates, and which of them are alike.
        members: The candidates that are alike.
        counted: The members, and what is similar within or next to them.
        axis: The direction of its movement, shape (signals,).
        explained: Seconds of its members, weighted by their likeness.
    """

    row: CandidateRow
    members: list[int]
    counted: list[int]
    axis: FloatArray
    explained: float

    @property
    def likeness(self) -> float:
        """The mean likeness of its members with their neighbours."""
        return fmean(float(np.median(self.row.likeness[each, self.row.alike[each]])) for each in self.members)

    def alike(self, number: int) -> list[int]:
        """The movements of the row that one of them is alike; of one that is only similar, the members."""
        return self.row.alike[number] or [each for each in self.members if each != number]


@dataclass(frozen=True, slots=True)
class FreeRow:
    """A row of repetitions of any movement.

    Attributes:
        repetitions: In order.
        explained_s: How much time they take, weighted by their likeness, seconds.
        likeness: Their mean likeness with their neighbours, up to 1.
    """

    repetitions: tuple[Repetition, ...]
    explained_s: float
    likeness: float


NO_ROW = FreeRow((), 0.0, 0.0)
"""Nothing repeats."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """All rows of some moments.

    Attributes:
        moments: The times of the poses in seconds, shape (poses,).
        times: The even times of the signals in seconds, shape (frames,).
        rows: The rows.
    """

    moments: FloatArray
    times: FloatArray
    rows: list[_AxisRow]


class FreePattern:
    """Finds the movements that repeat, whatever they are.

    Attributes:
        memory: The poses in which it looks.
    """

    def __init__(self) -> None:
        self.memory = PoseMemory()
        self._axis: FloatArray | None = None
        self._latest: FloatArray | None = None

    def forget(self, until_s: float) -> None:
        """Forget the moments until then, and the axis: another set begins."""
        self.memory.forget(until_s)
        self._axis = None

    def repetitions(self, *, returned: float) -> FreeRow:
        """The repetitions in the last 90 s.

        Args:
            returned: Share of the way that the latest one must have returned.
        """
        seen = self._seen()
        if seen is None or not seen.rows:
            return NO_ROW
        found = max(seen.rows, key=self._worth)
        self._latest = found.axis
        return _repetitions(found, seen, returned)

    def alternatives(self, *, returned: float) -> list[FreeRow]:
        """Every row in the last 90 s, the one that explains most first.

        One movement is seen in several rows: arms, legs and trunk apart, and from either end.

        Args:
            returned: Share of the way that the latest one must have returned.
        """
        seen = self._seen()
        if seen is None:
            return []
        return [
            _repetitions(found, seen, returned) for found in sorted(seen.rows, key=self._worth, reverse=True)
        ]

    def keep_axis(self) -> None:
        """Prefer the axis of the last repetitions from now on."""
        self._axis = self._latest

    def _seen(self) -> _Seen | None:
        """The rows in the last 90 s; None if there are too few moments."""
        if not self.memory.is_enough:
            return None
        seen = self.memory.times
        times, world, picture, visibility = landmarks_at_even_times(seen, self.memory.poses, STEP_S)
        walks = walking(world, STEP_S)
        signals = movement_signals(world, picture, visibility, STEP_S)
        return _Seen(seen, times, _rows(signals - np.median(signals, axis=0), walks))

    def _worth(self, found: _AxisRow) -> float:
        worth = found.explained * (1.0 + _MORE * len(found.counted))
        if self._axis is None:
            return worth
        same = float(found.axis @ self._axis) > 0.5
        return worth * (_SAME if same else 1.0)


def _rows(signals: FloatArray, walks: NDArray[np.bool_]) -> list[_AxisRow]:
    """The rows of all parts of the body in both directions; none if all of it is walking."""
    if walks.all():
        return []
    rows = [_row_along(signals, walks, group, way) for group in _GROUPS for way in (1.0, -1.0)]
    return [each for each in rows if each is not None]


def _repetitions(found: _AxisRow, seen: _Seen, returned: float) -> FreeRow:
    """The repetitions of a row, except those that have not returned, or in which nobody was seen."""
    repetitions = []
    for number in found.counted:
        peak = found.row.peaks[number]
        left_s, reached_s, turn_s, turned_s, end_s = seen.times[peak.marks].tolist()
        if peak.fall < returned * peak.rise or has_gap(seen.moments, left_s, end_s):
            continue
        others = found.alike(number)
        repetitions.append(
            Repetition(
                left_s,
                reached_s,
                turn_s,
                turned_s,
                end_s,
                len(others),
                float(np.median(found.row.likeness[number, others])),
                course=None,
            )
        )
    return FreeRow(tuple(repetitions), found.explained, found.likeness)


def _row_along(
    signals: FloatArray, walks: NDArray[np.bool_], group: NDArray[np.intp], way: float
) -> _AxisRow | None:
    """The row along the axis of most movement of some signals, in one of its two directions."""
    moved = signals[:, group]
    axis = _axis(moved[~walks]) * way
    for _ in range(_TURNS):
        peaks = find_peaks(moved @ axis, share=PROMINENT, least=_NOISE)
        peaks = [
            each for each in peaks if 2 * walks[each.left : each.right + 1].sum() <= each.right - each.left
        ]
        row = candidate_row(moved, peaks, least=_ALIKE)
        members = [number for number in row.members if row.moving(number) >= MOVING]
        if not members:
            return None
        last = axis
        axis = _axis(
            np.concatenate([moved[each.left : each.right + 1] for each in (peaks[n] for n in members)])
        )
        axis *= 1.0 if axis @ last >= 0 else -1.0
    members = max(_kinds(row, members), key=lambda kind: _explained(row, kind))
    counted = _with_similar(moved, row, members)
    if len(counted) <= OTHERS:
        return None
    whole = np.zeros(signals.shape[1])
    whole[group] = last
    return _AxisRow(row, members, counted, whole, _explained(row, members))


def _axis(moved: FloatArray) -> FloatArray:
    """The direction of most movement, of length 1."""
    moved = moved - moved.mean(axis=0)
    return np.asarray(np.linalg.eigh(moved.T @ moved)[1][:, -1])


def _explained(row: CandidateRow, members: Sequence[int]) -> float:
    """Seconds of some candidates, weighted by their likeness."""
    return STEP_S * sum(
        (row.peaks[each].right - row.peaks[each].left) * float(np.median(row.likeness[each, row.alike[each]]))
        for each in members
    )


def _kinds(row: CandidateRow, members: Sequence[int]) -> list[list[int]]:
    """The members, divided into those that are alike, directly or through others."""
    kinds: list[list[int]] = []
    left = set(members)
    while left:
        kind, open_ends = [], [min(left)]
        while open_ends:
            each = open_ends.pop()
            if each in left:
                left.remove(each)
                kind.append(each)
                open_ends += row.alike[each]
        kinds.append(sorted(kind))
    return kinds


def _with_similar(moved: FloatArray, row: CandidateRow, members: Sequence[int]) -> list[int]:
    """The members, with the candidates within them, and next to them, that are similar."""
    likeness = likeness_to(ways_of(moved, row.peaks), members)
    first, last = members[0], members[-1]
    similar = [each for each in range(first, last + 1) if each in members or likeness[each] >= _SIMILAR]
    tops = [each.top for each in row.peaks]
    periods = [after - before for before, after in pairwise(tops[each] for each in members)]
    near = _NEAR * float(np.median(periods)) if periods else 0.0

    def goes_on(each: int, neighbour: int) -> bool:
        return abs(tops[each] - tops[neighbour]) <= near and bool(likeness[each] >= _SIMILAR)

    while first > 0 and goes_on(first - 1, first):
        first -= 1
        similar.insert(0, first)
    while last < len(tops) - 1 and goes_on(last + 1, last):
        last += 1
        similar.append(last)
    return similar
