"""Counts films whose repetitions a person has counted, and compares."""

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
_WANTED = "It needs the columns path, exercise and reps; certainty and group are used where there are any."


@dataclass(frozen=True, slots=True)
class Listed:
    """A film of the list.

    Attributes:
        name: Its path as the list gives it.
        path: Where it is.
        exercise: What is trained in it.
        group: The person or footage it belongs to; films of one group say much the same.
        reps: Repetitions counted by eye.
    """

    name: str
    path: Path
    exercise: Exercise
    group: str
    reps: int


@dataclass(frozen=True, slots=True)
class FilmList:
    """What a list of films holds.

    Attributes:
        films: Those that are counted.
        left_out: How many rows are not, by reason.
    """

    films: tuple[Listed, ...]
    left_out: dict[str, int]


def read_list(path: Path, *, certainty: str | None = "sure") -> FilmList:
    """Films of a CSV file that can be counted and were.

    Args:
        path: The file: columns path (from the file's folder), exercise, reps; certainty, group if known.
        certainty: Which rows to take; None for all of them.

    Raises:
        BenchError: It can't be read, lacks a column or names nothing to count.
    """
    films: list[Listed] = []
    left_out: Counter[str] = Counter()
    find = cache(load_exercise)  # a list names a few exercises many times
    for row in _rows(path):
        listed = _listed(path, row, certainty, find)
        if isinstance(listed, Listed):
            films.append(listed)
        else:
            left_out[listed] += 1
    if not films:
        reasons = ", ".join(f"{number} {reason}" for reason, number in left_out.items()) or "it has no rows"
        raise BenchError(
            f"The list {path} names no film that can be counted: {reasons}.",
            hint="It takes rows with an exercise that 'coach exercises' lists and a number of repetitions.",
        )
    return FilmList(tuple(films), dict(left_out))


def _rows(path: Path) -> list[dict[str, str]]:
    try:
        return [row for _, row in csv_rows(path, _COLUMNS)]
    except MissingColumn as error:
        raise BenchError(f"The list {path} has no column '{error}'.", hint=_WANTED) from error
    except UnreadableRows as error:
        raise BenchError(f"The list {path} can't be read as CSV: {error}.", hint=_WANTED) from error


def _listed(
    path: Path, row: dict[str, str], certainty: str | None, find: Callable[[str], Exercise]
) -> Listed | str:
    """The film of a row, or why it is left out."""
    reps, name = row["reps"], row["path"]
    if not reps:
        return "without a count"
    if not name:
        return "without a film"
    if certainty is not None and (row.get("certainty") or certainty) != certainty:
        return f"not '{certainty}'"
    if not (reps.isascii() and reps.isdecimal() and len(reps) <= _MOST_DIGITS):
        return "with repetitions that are no number"
    if max(len(name), len(row["exercise"])) > _LONGEST:
        return "with a cell that is too long"
    try:
        exercise = find(row["exercise"])
    except UnknownExercise:
        return "of an exercise that is not known"
    if exercise.reps is None:
        return "of an exercise that is held"
    return Listed(name, path.parent / name, exercise, row.get("group") or name, int(reps))


def count_films(
    films: Sequence[Listed], *, grade: str = "full", use_cache: bool = True, workers: int = 1
) -> Iterator[Counted]:
    """Count each film as 'coach analyze' does; in as many processes as asked for, in the list's order."""
    parallel = joblib.Parallel(n_jobs=workers, return_as="generator")
    yield from parallel(joblib.delayed(_count)(film, grade, use_cache) for film in films)


def _count(film: Listed, grade: str, use_cache: bool) -> Counted:
    counted: int | None = None
    partial, why = 0, None
    try:
        picture = PictureOptions(expected=expected_postures([film.exercise]))
        with open_source(film.path, grade=grade, picture=picture, use_cache=use_cache) as source:
            summary, interrupted = run(source, Judge(film.exercise), [])
    except LibraryError:  # no film can be seen
        raise
    except CoachError as error:
        why = str(error)
    else:
        counted, partial = (None, 0) if interrupted else (summary.full, summary.partial)
        why = "stopped" if interrupted else None
    return Counted(film.name, film.exercise.name, film.group, film.reps, counted, partial, why)
