"""Decides over time what is done: windows' probabilities in, stretches of one exercise out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

NONE = "none"
"""The class of everything that is no exercise."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of time in which one exercise was done.

    Attributes:
        start_s: In the source's time.
        end_s: In the source's time.
        exercise: Canonical name, or None for movement that is none of the known exercises or not surely one.
        confidence: How sure that is, 0 to 1.
    """

    start_s: float
    end_s: float
    exercise: str | None
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
    """The sequence decision, one window after another: an exercise must win, and stay, to be named.

    Attributes:
        classes: What the columns of the probabilities are.
        threshold: The probability, smoothed, from which on an exercise is named.
        keep: The probability below which a named exercise is given up.
        smoothing: Weight of the newest window.
    """

    classes: Sequence[str]
    threshold: float = 0.5
    keep: float = 0.3
    smoothing: float = 0.5
    _level: NDArray[np.float64] | None = field(default=None, init=False)
    _now: Recognised = field(default=Recognised(None, 0.0, 0.0), init=False)

    def observe(self, start_s: float, end_s: float, probabilities: NDArray[np.float64]) -> Recognised:
        """Take in the window's probabilities, shape (classes,)."""
        raise NotImplementedError


def segments(
    starts_s: NDArray[np.float64],
    ends_s: NDArray[np.float64],
    probabilities: NDArray[np.float64],
    classes: Sequence[str],
    threshold: float,
) -> list[Segment]:
    """The stretches of a whole film, in order; what is between them is no exercise.

    Args:
        starts_s: When each window begins, shape (n,).
        ends_s: When each ends, shape (n,).
        probabilities: Of each class, shape (n, classes).
        classes: What the columns are.
        threshold: From which probability on an exercise is named.
    """
    raise NotImplementedError
