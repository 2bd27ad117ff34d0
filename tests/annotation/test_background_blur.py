"""The background is blurred, the person is not, and without a person everything is."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from coach.annotation.background_blur import BackgroundBlur
from coach.annotation.pose_track import PoseTrack
from coach.catalogue.library import load_exercise
from coach.judging.judge import Judge
from coach.performer.repertoire import perform
from coach.performer.sources import Rendered, Truth
from coach.pipeline import run
from coach.vision.landmarker.landmarker import DEFAULT_OPTIONS
from coach.vision.pose_model.pose_model import PoseModel


def detail(before: np.ndarray, after: np.ndarray) -> float:
    """Contrast between neighbouring pixels that is left."""
    kept, was = (float(np.abs(np.diff(each.astype(int), axis=1)).mean()) for each in (after, before))
    return kept / was


@pytest.fixture
def blur(pose_model: PoseModel, tmp_path: Path) -> tuple[BackgroundBlur, np.ndarray, PoseTrack]:
    performance = perform(load_exercise("squat"), "front", depths=(1.0,), rest_before_s=0.2, rest_after_s=0.2)
    track = PoseTrack()
    run(Truth(performance), Judge(load_exercise("squat")), [track])
    frame = next(iter(Rendered(performance)))
    noise = np.random.default_rng(5).integers(0, 40, frame.picture.shape)
    picture = np.clip(frame.picture + noise, 0, 255).astype(np.uint8)
    return BackgroundBlur(pose_model, DEFAULT_OPTIONS, track), picture, track


def test_the_person_stays_sharp_and_the_rest_does_not(
    blur: tuple[BackgroundBlur, np.ndarray, PoseTrack],
) -> None:
    blurring, picture, track = blur
    body = track.body_at(0.0)
    assert body is not None
    with blurring:
        after = picture.copy()
        blurring.draw(after, 0.0)
        height, width = picture.shape[:2]
        x, y = (body.points[[11, 12, 23, 24]].mean(axis=0) * (width, height)).astype(int)
        trunk, corner = np.s_[y - 10 : y + 10, x - 8 : x + 8], np.s_[10:60, 10:60]
        assert detail(picture[trunk], after[trunk]) > 0.9
        assert detail(picture[corner], after[corner]) < 0.1
        nobody = picture.copy()
        blurring.draw(nobody, 500.0)
        assert detail(picture[trunk], nobody[trunk]) < 0.2
