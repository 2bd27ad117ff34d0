"""Counting of films whose reps were counted by eye."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import joblib

from coach.bench.accuracy.scores import Counted
from coach.catalogue.definition import Exercise
from coach.catalogue.library import load_exercise
from coach.errors import BenchError, CoachError, LibraryError, UnknownExercise
from coach.judging.judge import Judge
from coach.learning.csv_rows import MissingColumn, UnreadableRows, csv_rows
from coach.performer.postures import expected_postures
from coach.pipeline import run
from coach.vision.opening import open_source
from coach.vision.picture.picture_options import PictureOptions

_COLUMNS = ("path", "exercise", "reps")
_MOST_DIGITS, _LONGEST = 5, 1000
_COLUMNS_HINT = "The columns path, exercise and reps are required; certainty and group are optional."


@dataclass(frozen=True, slots=True)
class Listed:
    """A film of the list.

    Attributes:
        name: Its path in the list.
        path: Its path.
        exercise: The exercise.
        group: The person or footage; films of one group are not independent.
        reps: Reps counted by eye.
    """

    name: str
    path: Path
    exercise: Exercise
    group: str
    reps: int


@dataclass(frozen=True, slots=True)
class FilmList:
    """The content of a list of films.

    Attributes:
        films: The usable films.
        left_out: Number of rows left out, by reason.
    """

    films: tuple[Listed, ...]
    left_out: dict[str, int]


def read_list(path: Path, *, certainty: str | None = "sure") -> FilmList:
    """Read the usable films of a CSV file.

    Args:
        path: The file, with the columns path (relative to its folder), exercise and reps; certainty and group
            are optional.
        certainty: The certainty of the rows to use; None for all rows.

    Raises:
        BenchError: The file can't be read, lacks a column or has no usable film.
    """
    films: list[Listed] = []
    left_out: Counter[str] = Counter()
    find = cache(load_exercise)  # a list has few exercises and many rows
    for row in _rows(path):
        listed = _listed(path, row, certainty, find)
        if isinstance(listed, Listed):
            films.append(listed)
        else:
            left_out[listed] += 1
    if not films:
        reasons = ", ".join(f"{number} {reason}" for reason, number in left_out.items()) or "it has no rows"
        raise BenchError(
            f"The list {path} has no usable films: {reasons}.",
            hint="A row needs an exercise that 'coach exercises' lists, and a number of reps.",
        )
    return FilmList(tuple(films), dict(left_out))


def _rows(path: Path) -> list[dict[str, str]]:
    try:
        return [row for _, row in csv_rows(path, _COLUMNS)]
    except MissingColumn as error:
        raise BenchError(f"The list {path} has no column '{error}'.", hint=_COLUMNS_HINT) from error
    except UnreadableRows as error:
        raise BenchError(f"The list {path} can't be read as CSV: {error}.", hint=_COLUMNS_HINT) from error


def _listed(
    path: Path, row: dict[str, str], certainty: str | None, find: Callable[[str], Exercise]
) -> Listed | str:
    """The film of a row, or the reason to leave it out."""
    reps, name = row["reps"], row["path"]
    if not reps:
        return "without a count"
    if not name:
        return "without a film"
    if certainty is not None and (row.get("certainty") or certainty) != certainty:
        return f"not '{certainty}'"
    if not (reps.isascii() and reps.isdecimal() and len(reps) <= _MOST_DIGITS):
        return "with reps that are not a number"
    if max(len(name), len(row["exercise"])) > _LONGEST:
        return "with a cell that is too long"
    try:
        exercise = find(row["exercise"])
    except UnknownExercise:
        return "of an unknown exercise"
    if exercise.reps is None:
        return "of a hold"
    return Listed(name, path.parent / name, exercise, row.get("group") or name, int(reps))


def count_films(
    films: Sequence[Listed], *, grade: str = "full", use_cache: bool = True, workers: int = 1
) -> Iterator[Counted]:
    """Count each film like 'coach analyze', in parallel; yields in the list's order."""
    parallel = joblib.Parallel(n_jobs=workers, return_as="generator")
    yield from parallel(joblib.delayed(_count)(film, grade, use_cache) for film in films)


def _count(film: Listed, grade: str, use_cache: bool) -> Counted:
    counted: int | None = None
    partial, why = 0, None
    try:
        picture = PictureOptions(expected=expected_postures([film.exercise]))
        with open_source(film.path, grade=grade, picture=picture, use_cache=use_cache) as source:
            summary, interrupted = run(source, Judge(film.exercise), [])
    except LibraryError:  # affects every film
        raise
    except CoachError as error:
        why = str(error)
    else:
        counted, partial = (None, 0) if interrupted else (summary.full, summary.partial)
        why = "stopped" if interrupted else None
    return Counted(film.name, film.exercise.name, film.group, film.reps, counted, partial, why)
