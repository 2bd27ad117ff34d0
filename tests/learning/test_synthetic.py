"""Rendered athletes as training data: enough views and bodies, reproducibly."""

from __future__ import annotations

from collections import Counter

import numpy as np

from coach.catalogue.library import all_exercises
from coach.learning.synthetic import athletes, casts_of
from coach.learning.table import NOBODY
from coach.recognition.features import NAMES
from coach.vision.pose_model.pose_model import PoseModel


def test_every_exercise_has_several_views_and_bodies() -> None:
    casts = casts_of([*all_exercises(), "none"])
    sides: dict[str, set[str]] = {}
    for cast in casts:
        sides.setdefault(cast.label, set()).add(cast.view)
    assert set(sides) == {*all_exercises(), "none"}
    assert all(len(views) >= 3 for views in sides.values())
    assert min(Counter(cast.label for cast in casts).values()) >= 5


def test_they_are_reproducible() -> None:
    one, other = casts_of(["squat"]), casts_of(["squat"])
    assert one == other
    np.testing.assert_array_equal(one[0].act.figure.landmarks, other[0].act.figure.landmarks)


def test_an_unknown_exercise_has_no_athletes(pose_model: PoseModel) -> None:
    assert athletes(["handstand"], pose_model) is NOBODY
    assert NOBODY.features.shape == (0, len(NAMES))
