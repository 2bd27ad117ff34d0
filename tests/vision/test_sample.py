"""Samples of real films and streams."""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path

import pytest

from coach.body.recording.recording_writer import write_recording
from coach.body.stream import Sighting, SourceFacts
from coach.errors import CameraMissing, FilmMissing, NoPictures, RecordingUnreadable, StreamRefused
from coach.vision.film.film import open_film
from coach.vision.picture.image_quality import arrival_rate
from coach.vision.sample import open_frames, sample_of
from tests.conftest import MakeFilm
from tests.vision.conftest import FFmpeg
from tests.vision.live.test_live_poses import serving


def test_a_film_is_read_as_fast_as_possible(make_film: MakeFilm) -> None:
    path = make_film(frames=150)
    began = time.monotonic()
    sample = sample_of(partial(open_film, path), 3.0)
    assert time.monotonic() - began < 3.0
    assert sample.times[-1] == pytest.approx(3.0)
    assert len(sample.times) == 91
    assert 25 <= len(sample.frames) <= 31
    assert sample.trouble is None


def test_large_frames_are_scaled_down(colours: FFmpeg) -> None:
    sample = sample_of(partial(open_film, colours("large.mp4", size="1280x720", seconds=1)), 3.0)
    assert sample.facts.size == (1280, 720)
    assert {frame.picture.shape for frame in sample.frames} == {(360, 640, 3)}


def test_a_stream_is_read_in_real_time(squat_film: Path) -> None:
    began = time.monotonic()
    with serving(squat_film) as address:
        sample = sample_of(partial(open_frames, address, lambda: time.monotonic() - began), 1.0)
    rate = arrival_rate(sample.times)
    assert rate is not None
    assert 15 < rate < 45
    assert sample.trouble is None


def test_a_sample_ends_where_the_stream_breaks_off(squat_film: Path) -> None:
    began = time.monotonic()
    with serving(squat_film, "drop") as address:
        sample = sample_of(partial(open_frames, address, lambda: time.monotonic() - began), 5.0)
    assert len(sample.times) > 10
    assert "the server closed the connection" in (sample.trouble or "")


def test_missing_sources_raise_their_own_errors(tmp_path: Path) -> None:
    for wish, error in (
        ("93", CameraMissing),
        ("/dev/video93", CameraMissing),
        (str(tmp_path / "gone.mp4"), FilmMissing),
        ("http://127.0.0.1:9/video.mp4", StreamRefused),
    ):
        with pytest.raises(error):
            open_frames(wish, time.monotonic)


def test_a_recording_has_no_pictures_and_a_damaged_one_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "squats.npz"
    write_recording(path, SourceFacts("film", "squats.mp4", (64, 64)), [Sighting(0.0, None)])
    with pytest.raises(NoPictures, match=r"squats\.npz is a recording and contains no pictures"):
        open_frames(str(path), time.monotonic)
    path.write_bytes(path.read_bytes()[:200])
    with pytest.raises(RecordingUnreadable, match="damaged"):
        open_frames(str(path), time.monotonic)
