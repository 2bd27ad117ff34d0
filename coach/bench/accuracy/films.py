"""Counting of films, or of their recordings, whose reps were counted by eye."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import joblib

from coach.bench.accuracy.explanations import Explanation, explanation
from coach.bench.accuracy.halves import Half, is_in_half
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
        path: Its path; a film or a recording.
        exercise: The exercise to count.
        group: The person or footage; films of one group are not independent.
        reps: Reps counted by eye.
        label: The exercise in the list, where another one is to be counted; else empty.
    """

    name: str
    path: Path
    exercise: Exercise
    group: str
    reps: int
    label: str = ""

    @property
    def listed_as(self) -> str:
        """The exercise in the list."""
        return self.label or self.exercise.name


@dataclass(frozen=True, slots=True)
class FilmList:
    """The content of a list of films.

    Attributes:
        films: The usable films.
        left_out: Number of rows left out, by reason.
        half: The half of the list that was read; None for all of it.
    """

    films: tuple[Listed, ...]
    left_out: dict[str, int]
    half: Half | None = None


def read_list(
    path: Path,
    *,
    certainty: str | None = "sure",
    half: Half | None = None,
    exercise: str | None = None,
) -> FilmList:
    """Read the usable films of a CSV file.

    Args:
        path: The file, with the columns path (relative to its folder), exercise and reps; certainty and group
            are optional.
        certainty: The certainty of the rows to use; None for all rows.
        half: The half of the groups to use; None for both.
        exercise: The exercise to count in every row, whatever the row's own; None to count the row's own.

    Raises:
        BenchError: The file can't be read, lacks a column or has no usable film; or the exercise is a hold.
        UnknownExercise: There is no such exercise.
    """
    films: list[Listed] = []
    left_out: Counter[str] = Counter()
    find = cache(load_exercise)  # a list has few exercises and many rows
    given = None if exercise is None else countable_exercise(exercise)
    for row in rows_of_list(path):
        listed = _listed(path, row, certainty, find, given)
        if not isinstance(listed, Listed):
            left_out[listed] += 1
        elif is_in_half(listed.group, half):
            films.append(listed)
        else:
            left_out["in the other half"] += 1
    if not films:
        reasons = ", ".join(f"{number} {reason}" for reason, number in left_out.items()) or "it has no rows"
        raise BenchError(
            f"The list {path} has no usable films: {reasons}.",
            hint="A row needs an exercise that 'coach exercises' lists, and a number of reps.",
        )
    return FilmList(tuple(films), dict(left_out), half)


def countable_exercise(name: str) -> Exercise:
    """The exercise of this name.

    Raises:
        UnknownExercise: There is no such exercise.
        BenchError: It is a hold.
    """
    exercise = load_exercise(name)
    if exercise.reps is None:
        raise BenchError(
            f"{exercise.name} is a hold: it has no reps to count.", hint="Name another exercise."
        )
    return exercise


def rows_of_list(path: Path) -> list[dict[str, str]]:
    """The rows of a list of films, as cells by column.

    Raises:
        BenchError: The file can't be read, or lacks the column path, exercise or reps.
    """
    try:
        return [row for _, row in csv_rows(path, _COLUMNS)]
    except MissingColumn as error:
        raise BenchError(f"The list {path} has no column '{error}'.", hint=_COLUMNS_HINT) from error
    except UnreadableRows as error:
        raise BenchError(f"The list {path} can't be read as CSV: {error}.", hint=_COLUMNS_HINT) from error


def _listed(
    path: Path,
    row: dict[str, str],
    certainty: str | None,
    find: Callable[[str], Exercise],
    given: Exercise | None,
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
    own = _own_exercise(row, find)
    exercise = given or own
    if isinstance(exercise, str):
        return exercise
    label = "" if exercise is own else _label(row, own)
    return Listed(name, path.parent / name, exercise, row.get("group") or name, int(reps), label)


def _own_exercise(row: dict[str, str], find: Callable[[str], Exercise]) -> Exercise | str:
    """The exercise that a row names, or why it can't be counted."""
    try:
        exercise = find(row["exercise"])
    except UnknownExercise:
        return "of an unknown exercise"
    return "of a hold" if exercise.reps is None else exercise


def _label(row: dict[str, str], own: Exercise | str) -> str:
    return (row["exercise"] or "unnamed") if isinstance(own, str) else own.name


def count_films(
    films: Sequence[Listed], *, grade: str = "full", use_cache: bool = True, workers: int = 1
) -> Iterator[Counted]:
    """Count each film like 'coach analyze', in parallel; yields in the list's order."""
    parallel = joblib.Parallel(n_jobs=workers, return_as="generator")
    yield from parallel(joblib.delayed(_count)(film, grade, use_cache) for film in films)


def _count(film: Listed, grade: str, use_cache: bool) -> Counted:
    counted: int | None = None
    partial, why = 0, None
    explained: Explanation | None = None
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
        explained = None if interrupted else explanation(summary, film.reps)
    return Counted(
        film.name, film.listed_as, film.group, film.reps, counted, partial, why, explanation=explained
    )
