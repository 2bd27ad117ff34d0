"""Augmented windows still show the same movement, and are reproducible."""

from __future__ import annotations

import numpy as np

from coach.catalogue.library import load_exercise
from coach.learning.augment import AugmentedWindows
from coach.performer.repertoire import perform
from coach.performer.sources import Truth
from coach.recognition.features import NAMES
from coach.recognition.windows import windows_of


def test_they_differ_from_the_original_and_are_reproducible() -> None:
    sightings = list(Truth(perform(load_exercise("squat"), depths=(1.0, 1.0), frame_rate=15.0)))
    original = windows_of(sightings)
    once, again, other = (windows_of(sightings, vary=AugmentedWindows(seed)) for seed in (1, 1, 2))
    np.testing.assert_array_equal(once.starts_s, original.starts_s)
    np.testing.assert_array_equal(once.features, again.features)
    assert not np.allclose(once.features, other.features, equal_nan=True)


def test_in_some_the_legs_are_out_of_the_picture() -> None:
    sightings = list(Truth(perform(load_exercise("squat"), depths=(1.0,) * 8, frame_rate=15.0)))
    known = np.isfinite(windows_of(sightings, vary=AugmentedWindows(1)).features)
    cut_off = ~known.all(axis=1)
    assert 0.0 < cut_off.mean() < 0.5
    assert known[:, NAMES.index("elbow.mean")].all()
    assert not known[cut_off, NAMES.index("knee.mean")].any()


def test_they_are_nearer_to_their_own_exercise_than_to_another() -> None:
    means = {}
    for name in ("squat", "push-up"):
        sightings = list(Truth(perform(load_exercise(name), depths=(1.0, 1.0), frame_rate=15.0)))
        varied = windows_of(sightings, vary=AugmentedWindows(3))
        means[name] = (windows_of(sightings).features.mean(axis=0), varied)
    scale = np.abs(means["squat"][0] - means["push-up"][0]) + 1.0
    for name, (_, varied) in means.items():
        apart = {
            each: np.nanmean(np.abs((varied.features - mean) / scale)) for each, (mean, _) in means.items()
        }
        assert min(apart, key=lambda each: float(apart[each])) == name
