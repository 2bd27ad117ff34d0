"""Live decoding of windows' probabilities into exercises."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from coach.judging.observation import Recognised

NONE = "none"
"""The class of movements that are no exercise."""

_LEAST = 1e-3
"""Lowest probability of a class: a single window does not rule a class out."""
UNSURE = 0.4
"""Live, the probability up to which no exercise is named, because the user sees every change."""
CHANGE_COST = 2.0
"""Log evidence required for a change of exercise live, per half second: at least two windows. On 286 films
of people not in the training data, 1.2 named exercises 0.2 s sooner, with twice as many false names."""
_MOST = 1.5
"""Largest log evidence of one window: less than a change requires, however confident it is."""
_NEWEST = 0.4
"""Weight of the newest window in the running mean of the confidence."""
A_WINDOW_S = 0.5
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
        hop_s = A_WINDOW_S if self._ended_s is None else end_s - self._ended_s
        self._ended_s = end_s
        without_evidence = self._sums <= 0.0
        self._since_s[without_evidence] = start_s
        weight = min(hop_s / A_WINDOW_S, 1.0)
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
