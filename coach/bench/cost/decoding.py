"""Cost of decoding a film with OpenCV and with PyAV, on which the choice of PyAV is based."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from coach.errors import BenchError
from coach.opencv import cv2
from coach.vision.film.display_geometry import LONGEST_SIDE, Display
from coach.vision.film.film_decoder import THREADS, FilmDecoder
from coach.vision.landmarker.native_stderr import silence_opencv


@dataclass(frozen=True, slots=True)
class Decoding:
    """The cost of one decoder for a film.

    Attributes:
        way: Library and number of threads.
        frames: Number of decoded pictures, scaled down to the size that the landmarker needs.
        wall_ms: Wall time per picture.
        cpu_ms: CPU time of all threads per picture.
    """

    way: str
    frames: int
    wall_ms: float
    cpu_ms: float


def measure_decoding(film: Path, *, rounds: int = 3) -> Iterator[Decoding]:
    """Decode, convert and scale a film with each decoder; the best of several rounds.

    Raises:
        BenchError: A decoder returns no picture.
    """
    ways: dict[str, Callable[[], int]] = {
        "OpenCV, 1 thread": partial(_by_opencv, film, 1),
        f"OpenCV, {THREADS} threads": partial(_by_opencv, film, THREADS),
        "PyAV, 1 thread": partial(_by_pyav, film, 1),
        f"PyAV, {THREADS} threads": partial(_by_pyav, film, THREADS),
    }
    for way, decode in ways.items():
        yield min((_timed(way, film, decode) for _ in range(rounds)), key=lambda each: each.wall_ms)


def _timed(way: str, film: Path, decode: Callable[[], int]) -> Decoding:
    wall, cpu = time.perf_counter(), _cpu_s()
    frames = decode()
    wall, cpu = time.perf_counter() - wall, _cpu_s() - cpu
    if not frames:
        raise BenchError(f"{way}: no pictures in {film.name}.")
    return Decoding(way, frames, 1000 * wall / frames, 1000 * cpu / frames)


def _cpu_s() -> float:
    """CPU time of all threads of this process."""
    times = os.times()
    return times.user + times.system


def _by_pyav(film: Path, threads: int) -> int:
    with FilmDecoder(film, threads=threads) as decoder:
        display = Display(1.0)
        return sum(display.picture(decoded.frame).shape[2] == 3 for decoded in decoder)


def _by_opencv(film: Path, threads: int) -> int:
    silence_opencv()
    capture = cv2.VideoCapture(str(film.absolute()), cv2.CAP_FFMPEG, [cv2.CAP_PROP_N_THREADS, threads])
    frames = 0
    while (decoded := capture.read())[0]:
        share = LONGEST_SIDE / max(decoded[1].shape[:2])
        if share < 1:
            cv2.resize(decoded[1], None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
        frames += 1
    capture.release()
    return frames
