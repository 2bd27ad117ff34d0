"""Calibration of probabilities, and the threshold for naming an exercise."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from coach.learning.calibration import (
    DEFAULT_THRESHOLD,
    FALSELY_NAMED,
    best_temperature,
    best_threshold,
    calibration_error,
    named,
    tempered,
)


def _overconfident(rounds: int = 4000) -> tuple[NDArray[np.float64], NDArray[np.intp]]:
    """A classifier with confidence 0.95 and accuracy 0.8."""
    random = np.random.default_rng(1)
    truth = random.integers(0, 2, rounds)
    right = random.random(rounds) < 0.8
    likely = np.where(right, truth, 1 - truth)
    probabilities = np.full((rounds, 2), 0.05)
    probabilities[np.arange(rounds), likely] = 0.95
    return probabilities, truth


def test_overconfident_probabilities_are_lowered() -> None:
    probabilities, truth = _overconfident()
    temperature = best_temperature(probabilities, truth)
    cooled = tempered(probabilities, temperature)
    assert temperature > 1.5
    assert cooled.max() == pytest.approx(0.8, abs=0.02)
    np.testing.assert_allclose(cooled.sum(axis=1), 1.0)
    assert calibration_error(cooled, truth) < 0.02 < calibration_error(probabilities, truth)


def test_a_temperature_of_one_changes_almost_nothing() -> None:
    probabilities = np.array([[0.7, 0.2, 0.1], [1.0, 0.0, 0.0]])
    np.testing.assert_allclose(tempered(probabilities, 1.0), probabilities, atol=2e-3)


def test_the_threshold_lets_few_windows_through() -> None:
    random = np.random.default_rng(2)
    squat = random.random(1000)
    probabilities = np.stack([1 - squat, squat], axis=1)
    threshold = best_threshold(probabilities, ("none", "squat"))
    assert threshold == 0.95, "no lower threshold names few enough, and 0.95 is the highest"
    probabilities = np.stack([1 - 0.7 * squat, 0.7 * squat], axis=1)
    threshold = best_threshold(probabilities, ("none", "squat"))
    assert named(probabilities, ("none", "squat"), threshold).mean() <= FALSELY_NAMED
    assert named(probabilities, ("none", "squat"), threshold - 0.02).mean() > FALSELY_NAMED


def test_without_films_of_none_the_threshold_is_the_default() -> None:
    assert best_threshold(np.empty((0, 2)), ("lunge", "squat")) == DEFAULT_THRESHOLD


def test_none_is_never_named() -> None:
    probabilities = np.array([[0.1, 0.9, 0.0], [0.9, 0.1, 0.0], [0.4, 0.3, 0.3]])
    assert named(probabilities, ("lunge", "none", "squat"), 0.5).tolist() == [False, True, False]
