"""Analysis of the clips in parallel, and their windows as one table."""

from __future__ import annotations

import os
import warnings
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import joblib
import numpy as np
from joblib.externals.loky.process_executor import TerminatedWorkerError
from numpy.typing import NDArray

from coach.body.stream import Sighting
from coach.body.view import View
from coach.body.yaw import ViewTally
from coach.catalogue.library import all_exercises
from coach.errors import CoachError, LibraryError, TrainingError
from coach.learning.augment import AugmentedWindows
from coach.learning.clips import Clip
from coach.learning.rebuilt import in_place_of_unknown
from coach.learning.synthetic_windows import shipped_athletes
from coach.learning.table import FilmWindows, TrainingWindows, WindowTable, as_stored, joined_windows
from coach.performer.postures import expected_postures
from coach.recognition.windows import Windows, windows_of
from coach.vision.opening import open_source
from coach.vision.picture.picture_options import PictureOptions
from coach.vision.picture.picture_orientation import Expected
from coach.vision.pose_model.model_registry import DEFAULT_GRADE
from coach.vision.pose_model.pose_model import find_model
from coach.vision.worker_processes import without_sigint

Stretch = tuple[float | None, float | None]


@dataclass(frozen=True, slots=True)
class AnalysedClip:
    """The windows of a clip, or why there are none.

    Attributes:
        clip: The clip.
        windows: Its windows; None if it can't be used.
        varied: Features of the augmented windows, shape (n, features); None without windows.
        view: The view in most frames, or None if no person is detected.
        why: Why it can't be used, or None.
        unreadable: Whether the film can't be read.
    """

    clip: Clip
    windows: Windows | None
    varied: NDArray[np.float64] | None
    view: View | None
    why: str | None
    unreadable: bool = False


def analyse_clips(
    clips: Sequence[Clip],
    *,
    grade: str = DEFAULT_GRADE,
    model_path: Path | None = None,
    use_cache: bool = True,
    workers: int = 1,
) -> Iterator[AnalysedClip]:
    """Analyse every film and cut it into windows; a film that can't be read does not stop the others.

    Recordings are cached, so an interrupted run resumes where it stopped. Each worker is a process with its
    own landmarker; the largest films come first, so that the workers finish at about the same time.

    Args:
        clips: Several may be parts of the same film, which is analysed once.
        grade: Grade of the pose model.
        model_path: The user's own pose model.
        use_cache: Whether to read and write the cache of recordings.
        workers: Number of processes.

    Yields:
        Each analysed clip, in the order in which the films finish.

    Raises:
        ModelError: The pose model can't be found or fetched.
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
        joblib.delayed(_analyse_film)(
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
        with without_sigint():
            started = parallel(jobs)
        with closing(started) as done:
            for number, parts in done:
                of_film = zip(by_film[films[number]], parts, strict=True)
                yield from (AnalysedClip(clip, *each) for clip, each in of_film)
    except TerminatedWorkerError as error:
        raise TrainingError(
            "A worker process was killed, probably because memory ran out.",
            hint="Repeat the command with --workers 1; the films analysed so far are cached.",
        ) from error


def _expected(clips: Sequence[Clip]) -> Expected | None:
    """The expected postures in a film; None if it shows anything but known exercises."""
    known = all_exercises()
    if not all(clip.label in known for clip in clips):
        return None
    return expected_postures([known[name] for name in {clip.label for clip in clips}])


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0  # opening it reports why


def _stretches(clips: Sequence[Clip]) -> list[Stretch]:
    return [(clip.start_s, clip.end_s) for clip in clips]


_ClipWindows = tuple[Windows | None, NDArray[np.float64] | None, View | None, str | None, bool]


def _analyse_film(
    number: int,
    path: Path,
    stretches: Sequence[Stretch],
    grade: str,
    model_path: Path | None,
    use_cache: bool,
    expected: Expected | None,
) -> tuple[int, list[_ClipWindows]]:
    """In a worker: analyse a film, and return its number and the windows of its parts."""
    try:
        picture = PictureOptions(expected=expected)
        with open_source(
            path, grade=grade, model_path=model_path, picture=picture, use_cache=use_cache
        ) as source:
            sightings = list(source)
    except LibraryError:  # affects every film
        raise
    except CoachError as error:
        return number, [(None, None, None, str(error), True)] * len(stretches)
    return number, [_windows(between(sightings, *stretch), _seed(path, stretch)) for stretch in stretches]


def _seed(path: Path, stretch: Stretch) -> int:
    """A seed that depends on the film's name and part, not on its folder."""
    return zlib.crc32(f"{path.name} {stretch}".encode())


def between(sightings: Iterable[Sighting], start_s: float | None, end_s: float | None) -> list[Sighting]:
    """The sightings from ``start_s`` to ``end_s``; None stands for the start or the end of the film."""
    first, last = start_s or 0.0, np.inf if end_s is None else end_s
    return [each for each in sightings if first <= each.time <= last]


def _windows(sightings: Sequence[Sighting], seed: int) -> _ClipWindows:
    tally = ViewTally()
    for sighting in sightings:
        if sighting.pose is not None:
            tally.observe(sighting.pose)
    if tally.view is None:
        return None, None, None, "No person is detected.", False
    windows = windows_of(sightings)
    if not len(windows.features):
        return None, None, tally.view, "The person is visible for too short a time.", False
    varied = windows_of(sightings, vary=AugmentedWindows(seed)).features
    return windows, varied, tally.view, None, False


def table_of(analysed: Iterable[AnalysedClip], rebuilt: Iterable[AnalysedClip] = ()) -> WindowTable:
    """The windows of all usable clips, in the order of their names, and of rendered athletes.

    Args:
        analysed: The clips to train on and to score.
        rebuilt: Clips of rebuilt recordings, which are only trained on.

    Raises:
        TrainingError: No clip is usable.
        ModelDamaged: The shipped windows of rendered athletes can't be read.
    """
    sound = _sound(analysed)
    if not sound:
        raise TrainingError("These films can't be used for training: no person is detected in any of them.")
    table = _scored_table(sound)
    further = joined_windows(_unscored(*each) for each in _sound(rebuilt))
    film = TrainingWindows(table.features, np.array(table.classes)[table.truth], table.film.astype(str))
    athletes = shipped_athletes(sorted({*table.classes, *further.label.tolist()}))
    further = in_place_of_unknown(further, joined_windows((film, athletes)))
    return replace(table, athletes=athletes, rebuilt=further)


_Sound = tuple[AnalysedClip, Windows, NDArray[np.float64]]


def _sound(analysed: Iterable[AnalysedClip]) -> list[_Sound]:
    """The usable clips, in the order of their names."""
    sound = [
        (each, each.windows, each.varied)
        for each in analysed
        if each.windows is not None and each.varied is not None
    ]
    return sorted(sound, key=lambda each: (each[0].clip.name, each[0].clip.start_s or 0.0))


def _unscored(analysed: AnalysedClip, windows: Windows, varied: NDArray[np.float64]) -> TrainingWindows:
    features = as_stored(np.concatenate([windows.features, varied]))
    rows, clip = len(features), analysed.clip
    return TrainingWindows(features, np.repeat(clip.label, rows), np.repeat(clip.group, rows))


def _scored_table(sound: Sequence[_Sound]) -> WindowTable:
    films = tuple(_film(each.clip, each.view) for each, _, _ in sound)
    counts = [len(windows.features) for _, windows, _ in sound]
    return WindowTable(
        films,
        np.repeat(np.arange(len(films)), counts),
        np.concatenate([windows.starts_s for _, windows, _ in sound]),
        np.concatenate([windows.ends_s for _, windows, _ in sound]),
        as_stored(np.concatenate([windows.features for _, windows, _ in sound])),
        as_stored(np.concatenate([varied for _, _, varied in sound])),
    )


def _film(clip: Clip, view: View | None) -> FilmWindows:
    return FilmWindows(clip.name, clip.label, clip.raw_label, clip.group, view)


def cores() -> int:
    """Number of processor cores available to this process."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
