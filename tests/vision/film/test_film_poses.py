"""Sightings of films are complete and in order, and every early end is clean."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from coach.body.stream import Frame, Sighting
from coach.vision.film import detection_pass
from coach.vision.film.film import Film, open_film
from coach.vision.film.film_poses import FilmPoses
from coach.vision.landmarker.landmarker import Landmarker
from coach.vision.pose_model.pose_model import PoseModel


def decoders() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "film decoder"]


def test_equal_to_a_plain_loop(squat_film: Path, pose_model: PoseModel) -> None:
    with open_film(squat_film) as film, Landmarker(pose_model) as eyes:
        bare = [(frame.time, eyes.detect(frame).poses) for frame in film]
    with FilmPoses(open_film(squat_film), pose_model) as source:
        sightings = list(source)
    assert source.trouble is None
    assert [sighting.time for sighting in sightings] == [time for time, _ in bare]
    assert len(sightings) == source.facts.frame_count
    assert (source.facts.model_sha256, source.facts.model_grade) == (pose_model.sha256, "full")
    found = 0
    for sighting, (_, poses) in zip(sightings, bare, strict=True):
        assert sighting.frame is None
        if sighting.pose is not None:
            found += 1
            np.testing.assert_array_equal(sighting.pose.world, poses[0].world)
    assert found > 0.95 * len(sightings)


def test_frames_are_kept_when_requested(squat_film: Path, pose_model: PoseModel) -> None:
    with FilmPoses(open_film(squat_film), pose_model, keep_frames=True) as source:
        first = next(iter(source))
    assert first.frame is not None
    assert first.frame.picture.shape == (source.facts.size[1], source.facts.size[0], 3)
    assert first.frame.time == first.time


def test_leaving_early_stops_the_decoder(squat_film: Path, pose_model: PoseModel) -> None:
    with FilmPoses(open_film(squat_film), pose_model) as source:
        for _ in zip(range(3), source, strict=False):
            pass
        assert decoders()
    assert not decoders()


def test_an_unused_source_closes(squat_film: Path, pose_model: PoseModel) -> None:
    with FilmPoses(open_film(squat_film), pose_model):
        pass
    assert not decoders()


def test_ctrl_c_ends_cleanly(squat_film: Path, pose_model: PoseModel) -> None:
    sightings: list[Sighting] = []
    with pytest.raises(KeyboardInterrupt), FilmPoses(open_film(squat_film), pose_model) as source:
        for sighting in source:
            sightings.append(sighting)
            if len(sightings) == 5:
                raise KeyboardInterrupt
    assert len(sightings) == 5
    assert not decoders()


class Failing(Film):
    """A film whose file disappears after five frames."""

    def __iter__(self) -> Iterator[Frame]:
        for number, frame in enumerate(super().__iter__()):
            if number == 5:
                raise OSError("the disk went away")
            yield frame


class Hanging(Film):
    """A film whose decoder hangs after five frames."""

    def __iter__(self) -> Iterator[Frame]:
        for number, frame in enumerate(super().__iter__()):
            if number == 5:
                time.sleep(2)
            yield frame


def test_an_error_of_the_decoder_is_raised(squat_film: Path, pose_model: PoseModel) -> None:
    film = open_film(squat_film)
    film.__class__ = Failing
    sightings = []
    with pytest.raises(OSError, match="the disk went away"), FilmPoses(film, pose_model) as source:
        for sighting in source:
            sightings.append(sighting)  # noqa: PERF402 (the sightings before the error count)
    assert len(sightings) == 5
    assert not decoders()


def test_a_hung_decoder_ends_the_film(
    squat_film: Path, pose_model: PoseModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(detection_pass, "HUNG_S", 0.3)
    film = open_film(squat_film)
    film.__class__ = Hanging
    with FilmPoses(film, pose_model) as source:
        sightings = list(source)
    assert len(sightings) == 5
    assert source.trouble is not None
    assert f"at {sightings[-1].time:.1f} s" in source.trouble
    assert not decoders()
