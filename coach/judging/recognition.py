"""Decides over time what is done: windows' probabilities in, stretches of one exercise out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

NONE = "none"
"""The class of everything that is no exercise."""

_LEAST = 1e-3
"""One window alone makes nothing impossible."""
_KEEP = 0.6
"""Share of the threshold below which a named exercise is given up: between the two nothing changes."""
_MINIMUM_STAY_S = 2.0
"""A stretch shorter than this is no set, but an accident of getting into position."""
_JOINED_S = 2.5
"""Two stretches of one exercise with less between them are one: a rest between sets takes longer."""

_CHANGE_COST = 4.0
"""What a change of exercise costs, in logarithms: a few windows must speak for it."""
_A_WINDOW_S = 0.5
"""Evidence is counted by so many seconds."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of time in which one exercise was done.

    Attributes:
        start_s: In the source's time.
        end_s: In the source's time.
        exercise: Canonical name.
        confidence: How sure that is, 0 to 1.
    """

    start_s: float
    end_s: float
    exercise: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Recognised:
    """What is being done now.

    Attributes:
        exercise: Canonical name, or None while it is none or not sure.
        confidence: Of the exercise, or that it is none, 0 to 1.
        since_s: From when on, in the source's time.
    """

    exercise: str | None
    confidence: float
    since_s: float


@dataclass
class Decision:
    """The sequence decision, one window after another: an exercise must be sure to be named, and to be left.

    Windows overlap, so that each is weighed with those before it: the mean of their logarithms, the newest
    counting most. To be named an exercise must reach the threshold, and it stays until it falls well below
    it or another one reaches it.

    Attributes:
        classes: What the columns of the probabilities are.
        threshold: The probability, of the windows together, from which on an exercise is named.
        newest: How much the newest window counts against all before it.
    """

    classes: Sequence[str]
    threshold: float
    newest: float = 0.4
    _logs: NDArray[np.float64] | None = field(default=None, init=False)
    _now: Recognised = field(default=Recognised(None, 0.0, 0.0), init=False)

    def observe(self, start_s: float, end_s: float, probabilities: NDArray[np.float64]) -> Recognised:
        """Take in a window and its probabilities, shape (classes,); windows come in order."""
        logs = np.log(np.maximum(probabilities, _LEAST))
        self._logs = logs if self._logs is None else self._logs + self.newest * (logs - self._logs)
        together = np.exp(self._logs - self._logs.max())
        likely = together / together.sum()
        best = int(likely.argmax())
        name, sure = str(self.classes[best]), float(likely[best])
        if name != NONE and sure >= self.threshold:
            since = self._now.since_s if name == self._now.exercise else start_s
            self._now = Recognised(name, sure, since)
        else:
            self._now = self._kept(likely, start_s)
        return self._now

    def _kept(self, likely: NDArray[np.float64], start_s: float) -> Recognised:
        """What holds while no exercise is sure: the last one, unless it has become unlikely."""
        was = self._now.exercise
        none = float(likely[list(self.classes).index(NONE)]) if NONE in self.classes else 0.0
        if was is None:
            return Recognised(None, none, self._now.since_s)
        still = float(likely[list(self.classes).index(was)])
        if still >= _KEEP * self.threshold and still >= none:
            return Recognised(was, still, self._now.since_s)
        return Recognised(None, none, start_s)


def segments(
    starts_s: NDArray[np.float64],
    ends_s: NDArray[np.float64],
    probabilities: NDArray[np.float64],
    classes: Sequence[str],
    threshold: float,
) -> list[Segment]:
    """The stretches of a whole film, in order; what is between them is no exercise.

    Every moment is given to the windows that hold it, the likeliest sequence of exercises is found, and
    stretches that are too short or not sure enough are left out.

    Args:
        starts_s: When each window begins, shape (n,).
        ends_s: When each ends, shape (n,).
        probabilities: Of each class, shape (n, classes).
        classes: What the columns are.
        threshold: From which probability on an exercise is named.
    """
    if not len(starts_s):
        return []
    edges = _edges(starts_s, ends_s)
    likely = _of_moments(edges, starts_s, ends_s, probabilities)
    path = _likeliest(np.log(np.maximum(likely, _LEAST)), np.diff(edges))
    runs = _runs(path)
    found = [
        Segment(float(edges[a]), float(edges[b]), str(classes[path[a]]), _sureness(likely[a:b, path[a]]))
        for a, b in runs
        if classes[path[a]] != NONE
    ]
    joined = _joined([each for each in found if each.confidence >= _KEEP * threshold])
    return [
        each
        for each in joined
        if each.confidence >= threshold
        and each.end_s - each.start_s >= min(_MINIMUM_STAY_S, ends_s[-1] - starts_s[0])
    ]


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
            stays = best >= best[other] - _CHANGE_COST
            came[row] = np.where(stays, np.arange(len(best)), other)
            best = np.where(stays, best, best[other] - _CHANGE_COST) + each
    path = np.empty(len(logs), np.intp)
    path[-1] = int(best.argmax())
    for row in range(len(logs) - 1, 0, -1):
        path[row - 1] = came[row, path[row]]
    return path


def _runs(path: NDArray[np.intp]) -> list[tuple[int, int]]:
    """Where each run of one class begins and ends."""
    bounds = [0, *(np.flatnonzero(np.diff(path)) + 1).tolist(), len(path)]
    return list(pairwise(bounds))


def _sureness(likely: NDArray[np.float64]) -> float:
    return float(likely.mean())


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
