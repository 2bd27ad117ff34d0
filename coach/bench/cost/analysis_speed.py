"""Time and memory of an analysis, compared with bare detection."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from coach.body.stream import Progress, Sighting
from coach.catalogue.definition import Exercise
from coach.errors import BenchError
from coach.judging.judge import Judge
from coach.opencv import cv2
from coach.vision.film.film import open_film
from coach.vision.film.film_decoder import FilmDecoder
from coach.vision.landmarker.mediapipe_library import load_mediapipe
from coach.vision.landmarker.native_stderr import native_stderr_off
from coach.vision.opening import open_source
from coach.vision.pose_model.pose_model import PoseModel


@dataclass(frozen=True, slots=True)
class AnalysisSpeed:
    """Times of a run, in seconds.

    Attributes:
        frames: Frames detected in each round.
        bare_s: Time of the bare loop in each round.
        whole_s: Time of the whole analysis in each round.
        judging_s: Median time to judge one frame.
    """

    frames: int
    bare_s: tuple[float, ...]
    whole_s: tuple[float, ...]
    judging_s: float

    @property
    def ratio(self) -> float:
        """Whole analysis relative to the bare loop, median of the rounds."""
        return median(whole / bare for whole, bare in zip(self.whole_s, self.bare_s, strict=True))

    @property
    def bare_frame_s(self) -> float:
        """Time of one bare frame, median of the rounds."""
        return median(self.bare_s) / self.frames

    @property
    def judging_share(self) -> float:
        """Time to judge one frame as a share of one bare frame."""
        return self.judging_s / self.bare_frame_s


def measure_speed(
    film: Path,
    model: PoseModel,
    exercise: Exercise,
    analyze: Callable[[], object],
    *,
    rounds: int,
    on_progress: Callable[[Progress], None],
) -> AnalysisSpeed:
    """Time the whole analysis and the bare loop alternately, after a warm-up of each.

    Args:
        film: The film.
        model: The pose model for both.
        exercise: The exercise to judge.
        analyze: Runs the whole analysis of the film, from opening to saving.
        rounds: Number of rounds.
        on_progress: Called after each round.
    """
    every = _stride(film)
    frames = _bare(film, model, every)
    analyze()
    bare: list[float] = []
    whole: list[float] = []
    for number in range(rounds):
        for times, work in ((bare, partial(_bare, film, model, every)), (whole, analyze)):
            start = time.perf_counter()
            work()
            times.append(time.perf_counter() - start)
        on_progress(Progress(number + 1, rounds))
    return AnalysisSpeed(frames, tuple(bare), tuple(whole), _judging(film, model, exercise))


def _stride(film: Path) -> int:
    """Every how many frames of the container one is analysed: films of 50 fps and more are thinned."""
    with open_film(film) as opened, FilmDecoder(film) as decoder:
        analysed, frames = opened.facts.frame_count, decoder.count
    return max(1, round(frames / analysed)) if analysed and frames else 1


def _bare(film: Path, model: PoseModel, every: int) -> int:
    """Decode, convert and detect, nothing else; return the number of frames detected.

    PyAV decodes faster than OpenCV, because it returns RGB, whereas OpenCV's BGR has to be converted. The
    shape and orientation of the pictures are ignored.
    """
    earliest = index = 0
    with FilmDecoder(film) as decoder, bare_landmarker(model) as (image, landmarker):
        for index, decoded in enumerate(decoder, start=1):
            if (index - 1) % every == 0:
                moment = max(earliest, round((decoded.time_s or 0.0) * 1000))
                landmarker.detect_for_video(image(decoded.frame.to_ndarray(format="rgb24")), moment)
                earliest = moment + 1
    if index == 0:
        raise BenchError(f"{film.name} has no frames to measure with.")
    return (index + every - 1) // every


@contextmanager
def bare_landmarker(model: PoseModel) -> Iterator[tuple[Callable[[Any], Any], Any]]:
    """MediaPipe's own class, used as in its documentation, without any code of coach."""
    library = load_mediapipe()
    mediapipe, vision = library.mediapipe, library.vision
    options = vision.PoseLandmarkerOptions(
        base_options=library.base_options(model_asset_path=str(model.path)),
        running_mode=vision.RunningMode.VIDEO,
    )

    def image(picture: Any) -> Any:
        return mediapipe.Image(image_format=mediapipe.ImageFormat.SRGB, data=picture)

    with native_stderr_off():
        made = vision.PoseLandmarker.create_from_options(options)
        try:
            yield image, made
        finally:
            made.close()


def _judging(film: Path, model: PoseModel, exercise: Exercise) -> float:
    """Seconds to judge one frame, median of five passes over the film's poses."""
    with open_source(film, model_path=model.path, use_cache=False) as source:
        sightings = list(source)
    return median(_judge_all(sightings, exercise) / len(sightings) for _ in range(5))


def _judge_all(sightings: list[Sighting], exercise: Exercise) -> float:
    judge = Judge(exercise)
    start = time.perf_counter()
    for sighting in sightings:
        judge.observe(sighting.pose, sighting.time)
    return time.perf_counter() - start


@dataclass(frozen=True, slots=True)
class PeakMemory:
    """Peak memory of an analysis in its own process, in MB.

    Attributes:
        once: For the film.
        longer: For the film repeated ``times`` times.
        times: Number of repetitions of the film.
    """

    once: float
    longer: float
    times: int


def measure_memory(
    film: Path, model: PoseModel, exercise: Exercise, *, times: int, options: Sequence[str] = ()
) -> PeakMemory:
    """Measure peak memory for a film, and for the film repeated several times.

    Args:
        film: The film.
        model: The pose model.
        exercise: The exercise to judge.
        times: Number of repetitions of the film.
        options: More options of the analysis.
    """
    with tempfile.TemporaryDirectory() as folder:
        once, longer = Path(folder) / "once.mp4", Path(folder) / "longer.mp4"
        _write(film, once, 1)
        _write(film, longer, times)
        return PeakMemory(
            _peak(once, model, exercise, options), _peak(longer, model, exercise, options), times
        )


def _write(film: Path, copy: Path, times: int) -> None:
    """Write the film's pictures, repeated, into one film."""
    writer: cv2.VideoWriter | None = None
    for _ in range(times):
        with open_film(film) as opened:
            rate = opened.facts.frame_rate or 30.0
            for frame in opened:
                if writer is None:
                    size = (frame.picture.shape[1], frame.picture.shape[0])
                    writer = cv2.VideoWriter(str(copy), cv2.VideoWriter.fourcc(*"mp4v"), rate, size)
                writer.write(frame.picture)
    if writer is not None:
        writer.release()


def _peak(film: Path, model: PoseModel, exercise: Exercise, options: Sequence[str]) -> float:
    """Peak resident memory of 'coach analyze', in MB."""
    command = [sys.executable, "-m", "coach", "analyze", str(film), "--exercise", exercise.name]
    command += ["--no-cache", "--no-save", "--json", "--model", str(model.path), *options]
    process = subprocess.Popen(
        command, env=dict(os.environ), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise BenchError(f"The analysis of {film.name} ended with code {process.returncode}.")
    return usage.ru_maxrss / 1024
