"""A performance is counted the same from landmarks, a film and frames in real time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from coach.body.stream import PoseSource
from coach.catalogue.library import load_exercise
from coach.judging.judge import Judge
from coach.performer.film import write_film
from coach.performer.motion.choreography import Beat, Performance
from coach.performer.repertoire import perform
from coach.performer.sources import Rendered, Truth
from coach.pipeline import run
from coach.vision.film.film import open_film
from coach.vision.film.film_poses import FilmPoses
from coach.vision.pacing import Paced
from coach.vision.pose_model.pose_model import PoseModel
from tests.performances import PARTIAL_DEPTH

_FULL, _PARTIAL = 4, 1


@pytest.fixture
def squats() -> Performance:
    squat = load_exercise("squat")
    depths = (1.0, 1.0, 1.0, PARTIAL_DEPTH, 1.0)
    return perform(
        squat,
        depths=depths,
        beat=Beat(0.7, 0.1, 0.7, 0.3),
        rest_before_s=1.0,
        rest_after_s=1.0,
        frame_rate=20.0,
    )


def _as_landmarks(squats: Performance, model: PoseModel, folder: Path) -> PoseSource:
    return Truth(squats)


def _as_a_film(squats: Performance, model: PoseModel, folder: Path) -> PoseSource:
    write_film(squats, folder / "squats.mp4")
    return FilmPoses(open_film(folder / "squats.mp4"), model)


def _in_real_time(squats: Performance, model: PoseModel, folder: Path) -> PoseSource:
    return FilmPoses(Paced(Rendered(squats)), model)


@pytest.mark.slow
@pytest.mark.parametrize("open_as", [_as_landmarks, _as_a_film, _in_real_time])
def test_the_count_is_the_same(
    open_as: Callable[[Performance, PoseModel, Path], PoseSource],
    squats: Performance,
    pose_model: PoseModel,
    tmp_path: Path,
) -> None:
    with open_as(squats, pose_model, tmp_path) as source:
        summary, _ = run(source, Judge(load_exercise("squat")), [])
    assert summary.frames == len(squats.times)
    assert (summary.full, summary.partial) == (_FULL, _PARTIAL)
