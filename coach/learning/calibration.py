"""Calibration of a classifier's probabilities, and the threshold for naming an exercise."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coach.recognition.sequence_decoder import NONE

DEFAULT_THRESHOLD = 0.5
"""The threshold when there are no films without an exercise to choose it from."""
FALSELY_NAMED = 0.015
"""Target share of windows without an exercise that are named as one. The limit is 0.02; the target is lower
because the share is somewhat higher for people not in the training data."""

_LEAST = 1e-4
"""Lowest probability of a class: a class that no tree votes for is not impossible."""
_THRESHOLDS = np.arange(0.3, 0.96, 0.01)
_BINS = 10
Probabilities = NDArray[np.float64]
Numbers = NDArray[np.intp]


def tempered(probabilities: Probabilities, temperature: float) -> Probabilities:
    """Probabilities made less confident (temperature above 1) or more (below 1), shape (n, classes).

    Temperature scaling (Guo et al., 'On Calibration of Modern Neural Networks', ICML 2017), applied to the
    logarithms of probabilities instead of logits.
    """
    logs = np.log(np.maximum(probabilities, _LEAST)) / temperature
    powers = np.exp(logs - logs.max(axis=1, keepdims=True))
    scaled: Probabilities = powers / powers.sum(axis=1, keepdims=True)
    return scaled


def best_temperature(probabilities: Probabilities, truth: Numbers) -> float:
    """The temperature that maximises the likelihood of the truth, by a bounded search on its logarithm.

    Args:
        probabilities: Of windows outside the training data, shape (n, classes).
        truth: The column of each window's class, shape (n,).
    """
    from scipy.optimize import minimize_scalar  # slow to load; recognition needs only tempered()

    rows = np.arange(len(truth))

    def surprise(log_temperature: float) -> float:
        likely = tempered(probabilities, float(np.exp(log_temperature)))[rows, truth]
        return float(-np.log(likely).mean())

    found = minimize_scalar(
        surprise, bounds=(np.log(0.2), np.log(5.0)), method="bounded", options={"xatol": 1e-5}
    )
    return float(np.exp(found.x))


def named(probabilities: Probabilities, classes: tuple[str, ...], threshold: float) -> NDArray[np.bool_]:
    """Whether each window is named as an exercise, shape (n,)."""
    column = classes.index(NONE) if NONE in classes else -1
    likeliest = probabilities.argmax(axis=1)
    sure: NDArray[np.bool_] = (probabilities.max(axis=1) >= threshold) & (likeliest != column)
    return sure


def best_threshold(without: Probabilities, classes: tuple[str, ...]) -> float:
    """The lowest threshold that names at most ``FALSELY_NAMED`` of the windows without an exercise.

    Args:
        without: Probabilities of such windows, outside the training data, shape (n, classes).
        classes: The classes of the columns.
    """
    if not len(without):
        return DEFAULT_THRESHOLD
    for threshold in _THRESHOLDS:
        if named(without, classes, float(threshold)).mean() <= FALSELY_NAMED:
            return round(float(threshold), 2)
    return round(float(_THRESHOLDS[-1]), 2)


def calibration_error(probabilities: Probabilities, truth: Numbers) -> float:
    """Expected calibration error: the mean gap between confidence and accuracy."""
    sure, right = probabilities.max(axis=1), probabilities.argmax(axis=1) == truth
    bins = np.minimum((sure * _BINS).astype(int), _BINS - 1)
    gaps = [abs(float(sure[bins == each].sum() - right[bins == each].sum())) for each in np.unique(bins)]
    return sum(gaps) / len(truth)
