"""Decoding of windows' probabilities into segments of one exercise, live and for whole films."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from coach.judging.observation import Recognised, Segment

NONE = "none"
"""The class of movements that are no exercise."""

_LEAST = 1e-3
"""Lowest probability of a class: a single window does not rule a class out."""
UNSURE = 0.4
"""Live, the probability up to which no exercise is named, because the user sees every change."""
UNSURE_IN_FILM = 0.2
"""The same for a whole film: the best sequence over the film needs less probability at each moment."""
_NAMELESS = -1
"""Class number of an unknown movement."""
_MINIMUM_STAY_S = 2.0
"""Shorter segments are dropped: they come from getting into position."""
_JOINED_S = 2.5
"""Two segments of the same exercise with a shorter gap are joined: a rest between sets takes longer."""

CHANGE_COST = 2.0
"""Log evidence required for a change of exercise live, per half second: at least two windows. On 286 films
of people not in the training data, 1.2 named exercises 0.2 s sooner, with twice as many false names."""
CHANGE_COST_IN_FILM = 4.0
"""The same for a whole film. From 2 to 6, scores were the same."""
_MOST = 1.5
"""Largest log evidence of one window: less than a change requires, however confident it is."""
_NEWEST = 0.4
"""Weight of the newest window in the running mean of the confidence."""
_A_WINDOW_S = 0.5
"""Unit of time for evidence."""


class SequenceDecoder:
    """Live decoder: evidence for a change of exercise has to accumulate over several windows.

    Each window's evidence for a class is the log ratio of its probability to that of the current class. The
    sum is bounded below by 0 (Page's cumulative sum test, Biometrika 1954), so that a single odd window
    changes nothing, and the start of a change is known. While there is no exercise, the current probability
    is that of ``none``, and at least ``unsure``.
    """

    def __init__(self, classes: Sequence[str], unsure: float = UNSURE, cost: float = CHANGE_COST) -> None:
        """Set up the decoder.

        Args:
            classes: The classes of the columns of probabilities.
            unsure: The probability up to which no exercise is named.
            cost: Log evidence required for a change, per half second.
        """
        self._names = (*(str(each) for each in classes), None)
        self._unsure, self._cost = unsure, cost
        self._sums = np.zeros(len(self._names))
        self._since_s = np.zeros(len(self._names))
        self._state = len(self._names) - 1
        self._ended_s: float | None = None
        self._now = Recognised(None, 0.0, 0.0)
        self._likely = np.zeros(len(self._names))

    def observe(self, start_s: float, end_s: float, probabilities: NDArray[np.float64]) -> Recognised:
        """Process the probabilities of the next window, shape (classes,)."""
        logs = emissions(probabilities[None], self._names[:-1], self._unsure)[0]
        self._likely += _NEWEST * (np.exp(logs) - self._likely) if self._likely.any() else np.exp(logs)
        hop_s = _A_WINDOW_S if self._ended_s is None else end_s - self._ended_s
        self._ended_s = end_s
        without_evidence = self._sums <= 0.0
        self._since_s[without_evidence] = start_s
        weight = min(hop_s / _A_WINDOW_S, 1.0)
        evidence = np.clip(logs - logs[self._state], -_MOST, _MOST)
        self._sums = np.maximum(self._sums + weight * evidence, 0.0)
        best = int(self._sums.argmax())
        if self._sums[best] >= self._cost:
            since_s = float(self._since_s[best])
            self._state, self._sums = best, np.zeros(len(self._names))
        else:
            since_s = self._now.since_s
        self._now = self._recognised(since_s)
        return self._now

    def _recognised(self, since_s: float) -> Recognised:
        name = self._names[self._state]
        best = int(self._likely.argmax())
        guess = self._names[best] if name is None else None
        return Recognised(name, min(float(self._likely[self._state]), 1.0), since_s, guess)


def emissions(
    probabilities: NDArray[np.float64], classes: Sequence[str | None], unsure: float
) -> NDArray[np.float64]:
    """Log probabilities of windows, shape (n, classes + 1); the last column stands for no exercise.

    Args:
        probabilities: Of each class, shape (n, classes).
        classes: The classes of the columns.
        unsure: The probability up to which no exercise is named.
    """
    logs = np.log(np.maximum(probabilities, _LEAST))
    none = np.full(len(probabilities), np.log(unsure))
    if NONE in classes:
        column = list(classes).index(NONE)
        none = np.maximum(none, logs[:, column])
        logs[:, column] = np.log(_LEAST)
    return np.concatenate([logs, none[:, None]], axis=1)


def segments(
    starts_s: NDArray[np.float64],
    ends_s: NDArray[np.float64],
    probabilities: NDArray[np.float64],
    classes: Sequence[str],
    unsure: float = UNSURE_IN_FILM,
) -> list[Segment]:
    """The segments of a whole film, in order; there is no exercise between them.

    Each moment gets the mean probabilities of the windows around it, the most likely sequence of exercises is
    decoded, and short segments are dropped. If neither an exercise nor ``none`` is likely, the segment is an
    unknown movement.

    Args:
        starts_s: Start of each window, shape (n,).
        ends_s: End of each window, shape (n,).
        probabilities: Of each class, shape (n, classes).
        classes: The classes of the columns.
        unsure: The probability up to which no exercise is named.
    """
    if not len(starts_s):
        return []
    edges = _edges(starts_s, ends_s)
    likely = _of_moments(edges, starts_s, ends_s, probabilities)
    path = _likeliest(emissions(likely, classes, unsure), np.diff(edges))
    idle = likely[:, list(classes).index(NONE)] if NONE in classes else np.zeros(len(likely))
    path[(path == len(classes)) & (idle < unsure)] = _NAMELESS
    least_s = min(_MINIMUM_STAY_S, float(ends_s[-1] - starts_s[0]))
    found = []
    for a, b in _runs(path):
        if path[a] < len(classes):
            name = str(classes[path[a]]) if path[a] >= 0 else None
            confidence = likely[a:b, path[a]] if path[a] >= 0 else 1.0 - idle[a:b]
            length_s = np.diff(edges[a : b + 1])
            found.append(
                Segment(float(edges[a]), float(edges[b]), name, float(length_s @ confidence / length_s.sum()))
            )
    return [each for each in _joined(found) if each.end_s - each.start_s >= least_s]


def _edges(starts_s: NDArray[np.float64], ends_s: NDArray[np.float64]) -> NDArray[np.float64]:
    """The times at which windows start or end, shape (moments + 1,)."""
    edges: NDArray[np.float64] = np.unique(np.concatenate([starts_s, ends_s]))
    return edges


def _of_moments(
    edges: NDArray[np.float64],
    starts_s: NDArray[np.float64],
    ends_s: NDArray[np.float64],
    probabilities: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Mean probabilities of the windows around each moment, weighted by the distance from their middle."""
    moments = (edges[:-1] + edges[1:])[:, None] / 2
    half = np.maximum(ends_s - starts_s, 1e-6) / 2
    nearness = 1 - np.abs(moments - (starts_s + ends_s) / 2) / half
    weight = np.maximum(nearness, 0.0) + 1e-9
    likely: NDArray[np.float64] = weight @ probabilities / weight.sum(axis=1, keepdims=True)
    return likely


def _likeliest(logs: NDArray[np.float64], lasting_s: NDArray[np.float64]) -> NDArray[np.intp]:
    """The most likely sequence of classes with a cost for changes (Viterbi's algorithm)."""
    evidence = logs * (lasting_s / _A_WINDOW_S)[:, None]
    best = evidence[0]
    came = np.empty(logs.shape, np.intp)
    for row, each in enumerate(evidence):
        if row:
            other = int(best.argmax())
            stays = best >= best[other] - CHANGE_COST_IN_FILM
            came[row] = np.where(stays, np.arange(len(best)), other)
            best = np.where(stays, best, best[other] - CHANGE_COST_IN_FILM) + each
    path = np.empty(len(logs), np.intp)
    path[-1] = int(best.argmax())
    for row in range(len(logs) - 1, 0, -1):
        path[row - 1] = came[row, path[row]]
    return path


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
