"""Fixtures: films of the rendered athlete, and ffmpeg for films that OpenCV can't write."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

import cv2
import imageio_ffmpeg
import numpy as np
import pytest
from numpy.typing import NDArray

from coach.catalogue.library import load_exercise
from coach.performer.film import rendered_film
from coach.performer.motion.choreography import Beat, Performance
from coach.performer.repertoire import perform
from tests.performances import PerformedFilm, filmed

_RENDERED = Path(tempfile.gettempdir()) / "coach-tests" / "performances"


@pytest.fixture(scope="session")
def squat_film() -> Path:
    """One squat of the rendered athlete in 1.5 seconds; rendered once."""
    squat = Performance(
        "squat",
        load_exercise("squat").poses,
        depths=(1.0,),
        beat=Beat(out_s=0.5, turn_s=0.1, back_s=0.5),
        rest_before_s=0.2,
        rest_after_s=0.2,
    )
    return rendered_film(squat, folder=_RENDERED)


@pytest.fixture(scope="session")
def two_squats() -> PerformedFilm:
    """Two squats, slow enough for a busy machine."""
    return filmed(
        perform(
            load_exercise("squat"),
            depths=(1.0,) * 2,
            beat=Beat(1.0, 0.2, 1.0, 0.5),
            rest_before_s=0.8,
            rest_after_s=0.8,
        )
    )


@pytest.fixture(scope="session")
def athlete(squat_film: Path) -> NDArray[np.uint8]:
    """A picture with the athlete in it."""
    capture = cv2.VideoCapture(str(squat_film))
    _, picture = capture.read()
    capture.release()
    return picture.astype(np.uint8)


FFmpeg = Callable[..., Path]


@pytest.fixture
def ffmpeg(tmp_path: Path) -> FFmpeg:
    """Runs ffmpeg with these arguments and returns the file it wrote: ``ffmpeg("a.webm", "-i", ...)``."""

    def run(name: str, *arguments: object) -> Path:
        out = tmp_path / name
        command = [
            imageio_ffmpeg.get_ffmpeg_exe(),
            "-y",
            "-loglevel",
            "error",
            *map(str, arguments),
            str(out),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=60)
        return out

    return run


@pytest.fixture
def colours(ffmpeg: FFmpeg) -> FFmpeg:
    """Writes ffmpeg's animated test picture: ``colours("a.mp4", rate=30, seconds=2, size="160x120")``."""

    def write(
        name: str, *arguments: object, rate: object = 30, seconds: float = 2, size: str = "160x120"
    ) -> Path:
        source = f"testsrc=size={size}:rate={rate}:duration={seconds}"
        return ffmpeg(name, "-f", "lavfi", "-i", source, *arguments)

    return write
