"""What an analysis costs beside the bare detection it cannot do without."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
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
    """Times of one run, in seconds.

    Attributes:
        frames: Frames detected each time.
        bare_s: The bare loop, each round.
        whole_s: The whole analysis, each round.
        judging_s: Judging one frame, median.
    """

    frames: int
    bare_s: tuple[float, ...]
    whole_s: tuple[float, ...]
    judging_s: float

    @property
    def ratio(self) -> float:
        """Whole against bare, median of the rounds' ratios."""
        return median(whole / bare for whole, bare in zip(self.whole_s, self.bare_s, strict=True))

    @property
    def bare_frame_s(self) -> float:
        """One bare frame, median of the rounds."""
        return median(self.bare_s) / self.frames

    @property
    def judging_share(self) -> float:
        """Judging one frame as a share of one bare frame."""
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
    """Time the whole analysis and the bare loop in turn, after one of each that is not counted.

    Args:
        film: The film.
        model: The pose model of both.
        exercise: What is judged.
        analyze: The whole analysis of the film, from opening to remembering.
        rounds: How often.
        on_progress: Told after each round.
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
    """Of how many frames of the container one is seen: films of 50 frames a second and more are thinned."""
    with open_film(film) as opened, FilmDecoder(film) as decoder:
        seen, frames = opened.facts.frame_count, decoder.count
    return max(1, round(frames / seen)) if seen and frames else 1


def _bare(film: Path, model: PoseModel, every: int) -> int:
    """The least there is to do: decode, convert, detect. Gives the frames detected.

    PyAV is the faster of the two ways to decode: it gives red, green, blue at once, where OpenCV's blue,
    green, red has to be converted again. Shape and orientation of the pictures are not looked at.
    """
    earliest = index = 0
    with FilmDecoder(film) as decoder, bare_landmarker(model) as (image, landmarker):
        for index, decoded in enumerate(decoder, start=1):
            if (index - 1) % every == 0:
                moment = max(earliest, round((decoded.time_s or 0.0) * 1000))
                landmarker.detect_for_video(image(decoded.frame.to_ndarray(format="rgb24")), moment)
                earliest = moment + 1
    if index == 0:
        raise BenchError(f"{film.name} has no pictures to measure with.")
    return (index + every - 1) // every


@contextmanager
def bare_landmarker(model: PoseModel) -> Iterator[tuple[Callable[[Any], Any], Any]]:
    """MediaPipe's own class as its documentation uses it, and nothing of ours around a frame."""
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
    """Seconds to judge one frame, median over five passes of the film's poses."""
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
    """Peak memory of an analysis in a process of its own, in MB.

    Attributes:
        once: Of the film.
        longer: Of the film ``times`` times over.
        times: How much longer.
    """

    once: float
    longer: float
    times: int


def measure_memory(film: Path, model: PoseModel, exercise: Exercise, *, times: int) -> PeakMemory:
    """Peak memory on a film and on the same film several times over."""
    with tempfile.TemporaryDirectory() as folder:
        once, longer = Path(folder) / "once.mp4", Path(folder) / "longer.mp4"
        _write(film, once, 1)
        _write(film, longer, times)
        return PeakMemory(_peak(once, model, exercise), _peak(longer, model, exercise), times)


def _write(film: Path, copy: Path, times: int) -> None:
    """Write the film's pictures one or more times over into one film."""
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


def _peak(film: Path, model: PoseModel, exercise: Exercise) -> float:
    """Peak resident memory of 'coach analyze', in MB."""
    command = [sys.executable, "-m", "coach", "analyze", str(film), "--exercise", exercise.name]
    command += ["--no-cache", "--no-save", "--json", "--model", str(model.path)]
    process = subprocess.Popen(
        command, env=dict(os.environ), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise BenchError(f"The analysis of {film.name} ended with code {process.returncode}.")
    return usage.ru_maxrss / 1024
