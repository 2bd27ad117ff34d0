"""Tests of several performers in one picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from coach.bench.fixtures.crossings import CAMERAS, crossing
from coach.performer.ensemble import Ensemble
from coach.performer.place_change import PlaceChange


def _first_picture(places: Sequence[tuple[int, tuple[float, float]]]) -> NDArray[np.int64]:
    """The first picture of some performers, each at a place."""
    acts = crossing("different bodies", CAMERAS["waist"], reps=((1, 1), (1, 1)), frame_rate=5.0).acts
    standing = [replace(acts[who].parts[0], camera=CAMERAS["waist"]) for who, _ in places]
    placed = [
        PlaceChange((part,), spot, body=part.body, camera=part.camera, frame_rate=part.frame_rate)
        for part, (_, spot) in zip(standing, places, strict=True)
    ]
    return next(iter(Ensemble(placed, np.array([0.0, 0.9, 0.0])))).picture.astype(int)


def test_the_nearer_performer_hides_the_other() -> None:
    """Where both overlap, the picture is that of the nearer one, though it is named first."""
    near, far = (0, (0.0, 0.4)), (1, (0.1, -0.5))
    empty, nearer, farther = (_first_picture(each) for each in ([(0, (50.0, 0.0))], [near], [far]))
    together = _first_picture([near, far])
    body, behind = (np.abs(each - empty).max(axis=2) > 60 for each in (nearer, farther))
    assert (body & behind).sum() > 500
    assert np.abs(together - nearer)[body].mean() < 3
    assert np.abs(together - farther)[body & behind].mean() > 20
    assert np.abs(together - farther)[behind & ~body].mean() < 8


def test_truth_of_a_place_change() -> None:
    """Performers change sides, and their reps are those of both sets."""
    ensemble = crossing("same body", CAMERAS["waist"], reps=((2, 1), (1, 3)), frame_rate=5.0)
    assert [sum(len(part.reps) for part in act.parts) for act in ensemble.acts] == [3, 4]
    for truth, rightward in zip(ensemble.truths(), (1, -1), strict=True):
        assert len(truth) == len(ensemble.times)
        ends = [truth[place].pose for place in (0, -1)]
        first, last = (float(pose.image[:, 0].mean()) for pose in ends if pose is not None)
        assert rightward * (0.5 - first) > 0.1
        assert rightward * (last - 0.5) > 0.1
