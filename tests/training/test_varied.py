"""Varied windows are still windows of the same movement, and the same from run to run."""

from __future__ import annotations

import numpy as np

from coach.catalogue.library import load_exercise
from coach.judging.windows import windows_of
from coach.performer.repertoire import perform
from coach.performer.sources import Truth
from coach.training.varied import Varied


def test_they_differ_from_what_was_seen_and_not_from_run_to_run() -> None:
    sightings = list(Truth(perform(load_exercise("squat"), depths=(1.0, 1.0), frame_rate=15.0)))
    seen = windows_of(sightings)
    once, again, other = (windows_of(sightings, vary=Varied(seed)) for seed in (1, 1, 2))
    np.testing.assert_array_equal(once.starts_s, seen.starts_s)
    np.testing.assert_array_equal(once.features, again.features)
    assert not np.allclose(once.features, other.features)
    assert np.isfinite(once.features).all()


def test_they_are_nearer_to_their_own_exercise_than_to_another() -> None:
    means = {}
    for name in ("squat", "push-up"):
        sightings = list(Truth(perform(load_exercise(name), depths=(1.0, 1.0), frame_rate=15.0)))
        means[name] = (windows_of(sightings).features.mean(axis=0), windows_of(sightings, vary=Varied(3)))
    scale = np.abs(means["squat"][0] - means["push-up"][0]) + 1.0
    for name, (_, varied) in means.items():
        apart = {each: np.abs((varied.features - mean) / scale).mean() for each, (mean, _) in means.items()}
        assert min(apart, key=lambda each: float(apart[each])) == name
