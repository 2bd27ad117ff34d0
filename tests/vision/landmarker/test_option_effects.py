"""Each option of the landmarker has the effect that docs/landmarker.md says, on rendered pictures."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from coach.body.stream import Frame
from coach.errors import InvalidOption
from coach.vision.film.film import open_film
from coach.vision.landmarker.landmarker import Landmarker, LandmarkerOptions, LiveLandmarker, StillLandmarker
from coach.vision.pose_model.pose_model import PoseModel

Picture = NDArray[np.uint8]


@pytest.fixture(scope="module")
def frames(squat_film: Path) -> list[Frame]:
    with open_film(squat_film) as film:
        return [frame for frame, _ in zip(film, range(12), strict=False)]


def people(model: PoseModel, picture: Picture, options: LandmarkerOptions) -> int:
    with StillLandmarker(model, options) as landmarker:
        return len(landmarker.detect(Frame(0.0, picture)).poses)


def test_a_faint_person_is_detected_only_with_a_low_confidence(
    pose_model: PoseModel, athlete: Picture
) -> None:
    faint = ((athlete - athlete.mean()) * 0.1 + athlete.mean()).clip(0, 255).astype(np.uint8)
    found = {
        least: people(pose_model, faint, LandmarkerOptions(min_detection=least)) for least in (0.1, 0.99)
    }
    assert found == {0.1: 1, 0.99: 0}


def test_two_bodies_are_the_same_one_unless_the_overlap_must_be_whole(
    pose_model: PoseModel, frames: list[Frame]
) -> None:
    def most(num_poses: int, least: float) -> int:
        options = LandmarkerOptions(num_poses=num_poses, min_tracking=least)
        with Landmarker(pose_model, options) as landmarker:
            return max(len(landmarker.detect(frame).poses) for frame in frames)

    assert [most(2, 0.5), most(2, 1.0)] == [1, 2]
    assert most(1, 1.0) == 1


def test_a_film_is_followed_and_a_picture_is_not(pose_model: PoseModel, frames: list[Frame]) -> None:
    """VIDEO mode smooths and follows; IMAGE mode gives the same for the same picture."""
    with Landmarker(pose_model) as landmarker:
        film = [landmarker.detect(frame).poses[0].image for frame in frames]
    with StillLandmarker(pose_model) as landmarker:
        stills = [landmarker.detect(frame).poses[0].image for frame in (frames[-1], frames[0], frames[-1])]
    assert (stills[0] == stills[2]).all()
    assert np.abs(film[-1] - stills[0]).max() > 1e-4


def test_a_live_frame_is_dropped_while_another_is_looked_at(
    pose_model: PoseModel, frames: list[Frame]
) -> None:
    answered: list[float] = []
    with LiveLandmarker(pose_model, lambda at, _: answered.append(at)) as landmarker:
        for frame in frames:
            landmarker.send(frame)
        until = time.monotonic() + 10
        while not answered and time.monotonic() < until:
            time.sleep(0.02)
    assert 1 <= len(answered) < len(frames)
    assert set(answered) <= {frame.time for frame in frames}


def test_without_a_gpu_the_delegate_is_refused_in_words(pose_model: PoseModel, athlete: Picture) -> None:
    try:
        with StillLandmarker(pose_model, LandmarkerOptions(delegate="gpu")) as landmarker:
            assert landmarker.detect(Frame(0.0, athlete)).poses
    except InvalidOption as error:
        assert "GPU" in str(error) and "cpu" in error.hint
