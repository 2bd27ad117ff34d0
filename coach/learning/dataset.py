"""Films seen, several at once, and cut into windows."""

from __future__ import annotations

import os
import warnings
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import joblib
import numpy as np
from joblib.externals.loky.process_executor import TerminatedWorkerError
from numpy.typing import NDArray

from coach.body.stream import Sighting
from coach.body.view import View, ViewTally
from coach.catalogue.library import all_exercises
from coach.errors import CoachError, LibraryError, TrainingError
from coach.learning.augment import AugmentedWindows
from coach.learning.clips import Clip
from coach.learning.synthetic_windows import shipped_athletes
from coach.learning.table import FilmWindows, WindowTable, as_kept
from coach.performer.postures import expected_postures
from coach.recognition.windows import Windows, windows_of
from coach.vision.opening import open_source
from coach.vision.picture.picture_options import PictureOptions
from coach.vision.picture.picture_orientation import Expected
from coach.vision.pose_model.model_registry import DEFAULT_GRADE
from coach.vision.pose_model.pose_model import find_model

Stretch = tuple[float | None, float | None]


@dataclass(frozen=True, slots=True)
class AnalysedClip:
    """What came of a clip.

    Attributes:
        clip: Which one.
        windows: Its windows; None when nothing can be learned from it.
        varied: Their features as they might have been, shape (n, features); None without windows.
        view: From where it is seen mostly, or None where nobody is.
        why: Why nothing can be learned from it, or None.
        unreadable: Whether that is because it can't be read.
    """

    clip: Clip
    windows: Windows | None
    varied: NDArray[np.float64] | None
    view: View | None
    why: str | None
    unreadable: bool = False


def look_at(
    clips: Sequence[Clip],
    *,
    grade: str = DEFAULT_GRADE,
    model_path: Path | None = None,
    use_cache: bool = True,
    workers: int = 1,
) -> Iterator[AnalysedClip]:
    """See every film and cut it into windows; one that can't be read stops none of the others.

    What was seen is kept, so that after an interruption the next run goes on where this one ended. Each
    worker is a process with a landmarker of its own; the largest films come first, so that all end together.

    Args:
        clips: Several may be stretches of one film, which is seen once.
        grade: Grade of the pose model.
        model_path: A pose model of the user's own.
        use_cache: Whether to take what was seen before, and to keep what is seen now.
        workers: Processes at once.

    Yields:
        What came of each clip, as films are done, not in their order.

    Raises:
        ModelError: The pose model can't be had.
        TrainingError: A worker was killed.
    """
    warnings.filterwarnings("ignore", message=".*still being processed by the workers")  # after Ctrl-C
    by_film: dict[Path, list[Clip]] = {}
    for clip in clips:
        by_film.setdefault(clip.path, []).append(clip)
    if any(path.suffix != ".npz" for path in by_film):
        model_path = find_model(grade, model_path).path  # fetched once, not by every worker
    films = sorted(by_film, key=_size, reverse=True)
    parallel = joblib.Parallel(n_jobs=workers, batch_size=1, return_as="generator_unordered")
    jobs = (
        joblib.delayed(_look)(
            number,
            path,
            _stretches(by_film[path]),
            grade,
            model_path,
            use_cache,
            _expected(by_film[path]),
        )
        for number, path in enumerate(films)
    )
    try:
        with closing(parallel(jobs)) as done:
            for number, seen in done:
                of_film = zip(by_film[films[number]], seen, strict=True)
                yield from (AnalysedClip(clip, *each) for clip, each in of_film)
    except TerminatedWorkerError as error:
        raise TrainingError(
            "A process that looked at a film was killed, probably because memory ran out.",
            hint="What was seen is kept: type the same again with --workers 1.",
        ) from error


def _expected(clips: Sequence[Clip]) -> Expected | None:
    """How the body is held in a film; None where it holds other things than exercises that are known."""
    known = all_exercises()
    if not all(clip.label in known for clip in clips):
        return None
    return expected_postures([known[name] for name in {clip.label for clip in clips}])


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0  # Looking at it will say why.


def _stretches(clips: Sequence[Clip]) -> list[Stretch]:
    return [(clip.start_s, clip.end_s) for clip in clips]


_Seen = tuple[Windows | None, NDArray[np.float64] | None, View | None, str | None, bool]


def _look(
    number: int,
    path: Path,
    stretches: Sequence[Stretch],
    grade: str,
    model_path: Path | None,
    use_cache: bool,
    expected: Expected | None,
) -> tuple[int, list[_Seen]]:
    """In a worker: one film, and what its stretches hold."""
    try:
        picture = PictureOptions(expected=expected)
        with open_source(
            path, grade=grade, model_path=model_path, picture=picture, use_cache=use_cache
        ) as source:
            sightings = list(source)
    except LibraryError:  # no film can be seen
        raise
    except CoachError as error:
        return number, [(None, None, None, str(error), True)] * len(stretches)
    return number, [_windows(between(sightings, *stretch), _seed(path, stretch)) for stretch in stretches]


def _seed(path: Path, stretch: Stretch) -> int:
    """The same for the same film wherever it lies."""
    return zlib.crc32(f"{path.name} {stretch}".encode())


def between(sightings: Iterable[Sighting], start_s: float | None, end_s: float | None) -> list[Sighting]:
    """What was seen from ``start_s`` to ``end_s``; None stands for the beginning, and for the end."""
    first, last = start_s or 0.0, np.inf if end_s is None else end_s
    return [each for each in sightings if first <= each.time <= last]


def _windows(sightings: Sequence[Sighting], seed: int) -> _Seen:
    tally = ViewTally()
    for sighting in sightings:
        if sighting.pose is not None:
            tally.observe(sighting.pose)
    if tally.view is None:
        return None, None, None, "Nobody is seen in it.", False
    windows = windows_of(sightings)
    if not len(windows.features):
        return None, None, tally.view, "Somebody is seen in it for too short a time.", False
    varied = windows_of(sightings, vary=AugmentedWindows(seed)).features
    return windows, varied, tally.view, None, False


def table_of(looked: Iterable[AnalysedClip]) -> WindowTable:
    """The windows of all clips that can be learned from, in the order of their names; and rendered athletes.

    Raises:
        TrainingError: There are none.
        ModelDamaged: The athletes that were shipped can't be read.
    """
    sound = [
        (each, each.windows, each.varied)
        for each in looked
        if each.windows is not None and each.varied is not None
    ]
    if not sound:
        raise TrainingError("Nothing can be learned from these films: in none of them anybody is seen.")
    sound.sort(key=lambda each: (each[0].clip.name, each[0].clip.start_s or 0.0))
    films = tuple(_film(each.clip, each.view) for each, _, _ in sound)
    counts = [len(windows.features) for _, windows, _ in sound]
    return WindowTable(
        films,
        np.repeat(np.arange(len(films)), counts),
        np.concatenate([windows.starts_s for _, windows, _ in sound]),
        np.concatenate([windows.ends_s for _, windows, _ in sound]),
        as_kept(np.concatenate([windows.features for _, windows, _ in sound])),
        as_kept(np.concatenate([varied for _, _, varied in sound])),
        shipped_athletes(sorted({film.label for film in films})),
    )


def _film(clip: Clip, view: View | None) -> FilmWindows:
    return FilmWindows(clip.name, clip.label, clip.told, clip.group, view)


def cores() -> int:
    """Processes that run at once here without waiting for each other."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
