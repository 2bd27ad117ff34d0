"""Bar: drawn joints lie within 1.5 % of the picture's size of the true ones in recommended views."""

from __future__ import annotations

import numpy as np
import pytest

from coach.bench.accuracy.pictures.drawn_landmarks import (
    CLOSE,
    DrawnLandmarks,
    close_share,
    measure_landmarks,
)
from coach.catalogue.library import load_exercise
from coach.vision.pose_model.pose_model import PoseModel


@pytest.mark.slow
def test_drawn_joints_lie_on_the_true_ones(pose_model: PoseModel) -> None:
    squat = measure_landmarks(load_exercise("squat"), "front", pose_model)
    assert squat.errors.size > 2000
    assert float(np.median(squat.clear)) < CLOSE / 2
    assert (close_share(squat.clear) or 0.0) > 0.95


def test_only_joints_that_are_drawn_clearly_count_as_clear() -> None:
    measured = DrawnLandmarks("squat", "side", np.array([0.01, 0.2, 0.02]), np.array([0.9, 0.1, 0.5]))
    assert measured.clear.tolist() == [0.01, 0.02]
    assert close_share(measured.clear) == 0.5
    assert close_share(measured.clear[:0]) is None
