"""Decoding of a whole film's windows into segments of one exercise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from coach.judging.observation import Segment
from coach.recognition.sequence_decoder import A_WINDOW_S, NONE, emissions

_UNSURE = 0.2
"""The probability up to which no exercise is named: less than live, because the best sequence over the film
needs less probability at each moment."""
_NAMELESS = -1
"""Class number of an unknown movement."""
_MINIMUM_STAY_S = 2.0
"""Shorter segments are dropped: they come from getting into position."""
_JOINED_S = 2.5
"""Two segments of the same exercise with a shorter gap are joined: a rest between sets takes longer."""
_CHANGE_COST = 4.0
"""Log evidence required for a change to another exercise or to none, per half second. From 2 to 6, scores
were the same."""
_CHANGE_COST_IN_SHOT = 16.0
"""The same for a change to another exercise in a short film, or between two cuts: few show two exercises in
one shot. From 16 to 60, scores were the same."""
_LEAST_IN_SHOT = 0.02
"""Lowest probability of a class there, because the windows of a shot go wrong together."""
_LONGEST_SHOT_S = 60.0
"""A film, or a part between two cuts, that is longer is the recording of a workout, not of one exercise."""
_MOST_OF_SHOT = 0.5
"""Share of a shot from which on its only exercise names all of it."""


@dataclass(frozen=True, slots=True, eq=False)
class _Shot:
    """The moments between the starts and ends of the windows of a shot, or of a film without cuts.

    Attributes:
        edges: Start of each moment, and the last one's end, shape (n + 1,).
        likely: Probability of each class, shape (n, classes).
        together: Whether it is decided as a whole.
    """

    edges: NDArray[np.float64]
    likely: NDArray[np.float64]
    together: bool

    @property
    def lasting_s(self) -> NDArray[np.float64]:
        """Length of each moment, shape (n,)."""
        return np.diff(self.edges)

    @property
    def costs(self) -> NDArray[np.float64]:
        """Log evidence required for a change to another exercise at the start of each, shape (n,)."""
        costs = np.full(len(self.likely), _CHANGE_COST_IN_SHOT if self.together else _CHANGE_COST)
        costs[0] = _CHANGE_COST
        return costs


def segments(
    starts_s: NDArray[np.float64],
    ends_s: NDArray[np.float64],
    probabilities: NDArray[np.float64],
    classes: Sequence[str],
    cuts: Sequence[float] = (),
) -> list[Segment]:
    """The segments of a whole film, in order; there is no exercise between them.

    Each moment gets the mean probabilities of the windows around it, the most likely sequence of exercises is
    decoded, and short segments are dropped. If neither an exercise nor ``none`` is likely, the segment is an
    unknown movement. A shot of up to a minute shows one exercise, with pauses, unless much speaks for
    another.

    Args:
        starts_s: Start of each window, shape (n,).
        ends_s: End of each window, shape (n,).
        probabilities: Of each class, shape (n, classes).
        classes: The classes of the columns.
        cuts: Times of the cuts, in order; no window extends across one.
    """
    if not len(starts_s):
        return []
    number = np.searchsorted(cuts, starts_s, "right")
    rows = [number == each for each in np.unique(number)]
    shots = [_shot(starts_s[row], ends_s[row], probabilities[row]) for row in rows]
    logs = emissions(np.concatenate([each.likely for each in shots]), classes, _UNSURE)
    lasting_s, costs = (
        np.concatenate(column)
        for column in zip(*((each.lasting_s, each.costs) for each in shots), strict=True)
    )
    path = _likeliest(logs * (lasting_s / A_WINDOW_S)[:, None], costs)
    parts = np.split(path, np.cumsum([len(each.likely) for each in shots])[:-1])
    found = [
        segment
        for shot, part in zip(shots, parts, strict=True)
        for segment in _segments_of(shot, part, classes)
    ]
    least_s = min(_MINIMUM_STAY_S, float(ends_s[-1] - starts_s[0]))
    return [each for each in _joined(found) if each.end_s - each.start_s >= least_s]


def _shot(
    starts_s: NDArray[np.float64],
    ends_s: NDArray[np.float64],
    probabilities: NDArray[np.float64],
) -> _Shot:
    """The moments of a shot's windows.

    The probabilities of a moment are the mean of the windows around it, weighted by the distance from their
    middle.
    """
    edges: NDArray[np.float64] = np.unique(np.concatenate([starts_s, ends_s]))
    moments = (edges[:-1] + edges[1:])[:, None] / 2
    half = np.maximum(ends_s - starts_s, 1e-6) / 2
    nearness = 1 - np.abs(moments - (starts_s + ends_s) / 2) / half
    weight = np.maximum(nearness, 0.0) + 1e-9
    likely: NDArray[np.float64] = weight @ probabilities / weight.sum(axis=1, keepdims=True)
    together = bool(edges[-1] - edges[0] <= _LONGEST_SHOT_S)
    return _Shot(edges, np.maximum(likely, _LEAST_IN_SHOT) if together else likely, together)


def _segments_of(shot: _Shot, path: NDArray[np.intp], classes: Sequence[str]) -> list[Segment]:
    """The segments of a shot, from the class of each of its moments."""
    none = len(classes)
    lasting_s = shot.lasting_s
    if shot.together:
        share = np.bincount(path, lasting_s, none + 1)[:none] / lasting_s.sum()
        is_one = share.max() >= _MOST_OF_SHOT and np.count_nonzero(share) == 1
        path = np.full_like(path, share.argmax()) if is_one else path
    idle = shot.likely[:, list(classes).index(NONE)] if NONE in classes else np.zeros(len(path))
    path = np.where((path == none) & (idle < _UNSURE), _NAMELESS, path)
    found = []
    for a, b in _runs(path):
        if path[a] < none:
            name = str(classes[path[a]]) if path[a] >= 0 else None
            confidence = shot.likely[a:b, path[a]] if path[a] >= 0 else 1.0 - idle[a:b]
            mean = float(lasting_s[a:b] @ confidence / lasting_s[a:b].sum())
            found.append(Segment(float(shot.edges[a]), float(shot.edges[b]), name, mean))
    return found


def _likeliest(evidence: NDArray[np.float64], costs: NDArray[np.float64]) -> NDArray[np.intp]:
    """The most likely sequence of classes with costs for changes (Viterbi's algorithm).

    Every exercise has two states, during it and in a pause, so that a change to another one costs the same
    with a pause between.

    Args:
        evidence: Log probability of each class at each moment; the last column stands for no exercise, shape
            (n, classes + 1).
        costs: Of a change to another exercise, shape (n,).
    """
    none = evidence.shape[1] - 1
    logs = np.concatenate([evidence[:, :none], np.repeat(evidence[:, none:], none, axis=1)], axis=1)
    states = np.arange(2 * none)
    paused = np.roll(states, none)
    best = logs[0]
    came = np.empty(logs.shape, np.intp)
    for row, each in enumerate(logs):
        if row:
            other = int(best.argmax())
            ways = np.stack([best, best[paused] - _CHANGE_COST, np.full_like(best, best[other] - costs[row])])
            way = ways.argmax(axis=0)
            came[row] = np.choose(way, [states, paused, np.full_like(states, other)])
            best = ways.max(axis=0) + each
    path = np.empty(len(logs), np.intp)
    path[-1] = int(best.argmax())
    for row in range(len(logs) - 1, 0, -1):
        path[row - 1] = came[row, path[row]]
    named: NDArray[np.intp] = np.minimum(path, none)
    return named


def _runs(path: NDArray[np.intp]) -> list[tuple[int, int]]:
    """Where each run of one class begins and ends."""
    bounds = [0, *(np.flatnonzero(np.diff(path)) + 1).tolist(), len(path)]
    return list(pairwise(bounds))


def _joined(found: list[Segment]) -> list[Segment]:
    """Join segments of the same exercise with a short gap."""
    joined: list[Segment] = []
    for each in found:
        last = joined[-1] if joined else None
        if last and last.exercise == each.exercise and each.start_s - last.end_s < _JOINED_S:
            a, b = last.end_s - last.start_s, each.end_s - each.start_s
            confidence = (last.confidence * a + each.confidence * b) / (a + b)
            joined[-1] = Segment(last.start_s, each.end_s, each.exercise, confidence)
        else:
            joined.append(each)
    return joined
