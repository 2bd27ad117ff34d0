"""Decides over time what is done: windows' probabilities in, stretches of one exercise out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from coach.judging.observation import Recognised, Segment

NONE = "none"
"""The class of everything that is no exercise."""

_LEAST = 1e-3
"""One window alone makes nothing impossible."""
UNSURE = 0.4
"""Live, a probability up to which no exercise is named: somebody stands there and sees it."""
UNSURE_IN_FILM = 0.2
"""The same where all of a film is known: what is likeliest all along needs less at each moment."""
_NAMELESS = -1
"""In place of a class's number: a movement, but nobody knows which."""
_MINIMUM_STAY_S = 2.0
"""A stretch shorter than this is no set, but an accident of getting into position."""
_JOINED_S = 2.5
"""Two stretches of one exercise with less between them are one: a rest between sets takes longer."""

CHANGE_COST = 2.0
"""What a change of exercise costs live, in logarithms of half seconds: at least two windows speak for it. On
286 films of people never seen 1.2 named a fifth of a second sooner, and twice as much that was none."""
CHANGE_COST_IN_FILM = 4.0
"""The same where all of a film is known; from 2 to 6 films were told apart alike."""
_MOST = 1.5
"""So much one window can speak for a change: less than it takes, however sure it is."""
_NEWEST = 0.4
"""How much the newest window counts against all before it in what is said of how sure it is."""
_A_WINDOW_S = 0.5
"""Evidence is counted by so many seconds."""


class SequenceDecoder:
    """The sequence decision, one window after another: what speaks for a change has to add up.

    Each window speaks for every exercise as much as the logarithm of its probability lies above that of what
    holds now; what speaks against it is forgotten only down to nothing (Page's cumulative sum test,
    Biometrika 1954). So one odd window changes nothing, and it is known since when the change was on its
    way. While no exercise holds, what has to be surpassed is the probability of none, and at least
    ``unsure``.
    """

    def __init__(self, classes: Sequence[str], unsure: float = UNSURE, cost: float = CHANGE_COST) -> None:
        """Prepare to decide.

        Args:
            classes: What the columns of the probabilities are.
            unsure: A probability that is not enough to name an exercise, however little speaks for another.
            cost: What has to add up for a change, in logarithms of half seconds.
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
        """Take in a window and its probabilities, shape (classes,); windows come in order."""
        logs = emissions(probabilities[None], self._names[:-1], self._unsure)[0]
        self._likely += _NEWEST * (np.exp(logs) - self._likely) if self._likely.any() else np.exp(logs)
        hops = _A_WINDOW_S if self._ended_s is None else end_s - self._ended_s
        self._ended_s = end_s
        still = self._sums <= 0.0
        self._since_s[still] = start_s
        weight = min(hops / _A_WINDOW_S, 1.0)
        speaks = np.clip(logs - logs[self._state], -_MOST, _MOST)
        self._sums = np.maximum(self._sums + weight * speaks, 0.0)
        best = int(self._sums.argmax())
        if self._sums[best] >= self._cost:
            since_s = float(self._since_s[best])
            self._state, self._sums = best, np.zeros(len(self._names))
        else:
            since_s = self._now.since_s
        self._now = self._told(since_s)
        return self._now

    def _told(self, since_s: float) -> Recognised:
        name = self._names[self._state]
        best = int(self._likely.argmax())
        guess = self._names[best] if name is None else None
        return Recognised(name, min(float(self._likely[self._state]), 1.0), since_s, guess)


def emissions(
    probabilities: NDArray[np.float64], classes: Sequence[str | None], unsure: float
) -> NDArray[np.float64]:
    """What windows speak for, as logarithms, shape (n, classes + 1); the last column is that none holds.

    Args:
        probabilities: Of each class, shape (n, classes).
        classes: What the columns are.
        unsure: A probability that is not enough to name an exercise.
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
    """The stretches of a whole film, in order; what is between them is no exercise.

    Every moment is given to the windows that hold it, the likeliest sequence of exercises is found, and what
    is too short is left out. Where neither an exercise nor none is sure, it is a movement without a name.

    Args:
        starts_s: When each window begins, shape (n,).
        ends_s: When each ends, shape (n,).
        probabilities: Of each class, shape (n, classes).
        classes: What the columns are.
        unsure: A probability that is not enough to name an exercise.
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
            sure = likely[a:b, path[a]] if path[a] >= 0 else 1.0 - idle[a:b]
            length_s = np.diff(edges[a : b + 1])
            found.append(
                Segment(float(edges[a]), float(edges[b]), name, float(length_s @ sure / length_s.sum()))
            )
    return [each for each in _joined(found) if each.end_s - each.start_s >= least_s]


def _edges(starts_s: NDArray[np.float64], ends_s: NDArray[np.float64]) -> NDArray[np.float64]:
    """Between which times what is known does not change, shape (moments + 1,)."""
    edges: NDArray[np.float64] = np.unique(np.concatenate([starts_s, ends_s]))
    return edges


def _of_moments(
    edges: NDArray[np.float64],
    starts_s: NDArray[np.float64],
    ends_s: NDArray[np.float64],
    probabilities: NDArray[np.float64],
) -> NDArray[np.float64]:
    """The mean of the windows that hold each moment, those in whose middle it is counting most."""
    moments = (edges[:-1] + edges[1:])[:, None] / 2
    half = np.maximum(ends_s - starts_s, 1e-6) / 2
    nearness = 1 - np.abs(moments - (starts_s + ends_s) / 2) / half
    weight = np.maximum(nearness, 0.0) + 1e-9
    likely: NDArray[np.float64] = weight @ probabilities / weight.sum(axis=1, keepdims=True)
    return likely


def _likeliest(logs: NDArray[np.float64], lasting_s: NDArray[np.float64]) -> NDArray[np.intp]:
    """The likeliest class of each moment when changes cost something (Viterbi's algorithm)."""
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
    """Stretches of one exercise with little between them made one."""
    joined: list[Segment] = []
    for each in found:
        last = joined[-1] if joined else None
        if last and last.exercise == each.exercise and each.start_s - last.end_s < _JOINED_S:
            a, b = last.end_s - last.start_s, each.end_s - each.start_s
            sure = (last.confidence * a + each.confidence * b) / (a + b)
            joined[-1] = Segment(last.start_s, each.end_s, each.exercise, sure)
        else:
            joined.append(each)
    return joined
