"""Counts films whose repetitions a person has counted, and compares."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import joblib

from coach.bench.scores import Counted
from coach.catalogue.definition import Exercise
from coach.catalogue.library import load_exercise
from coach.errors import BenchError, CoachError, UnknownExercise
from coach.judging.judge import Judge
from coach.pipeline import run
from coach.vision.opening import open_source

_COLUMNS = ("path", "exercise", "reps")


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
class Failed:
    """A film that could not be counted, and why."""

    film: str
    why: str


def read_list(path: Path, *, certainty: str | None = "sure") -> list[Listed]:
    """Films of a CSV file that can be counted and were.

    Rows without a count, of other certainty, and of exercises unknown here or held are left out.

    Args:
        path: The file: columns path (from the file's folder), exercise, reps; certainty, group if known.
        certainty: Which rows to take; None for all of them.

    Raises:
        BenchError: It can't be read, lacks a column or names nothing to count.
    """
    try:
        with path.open(newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise BenchError(f"The list {path} can't be read: {error}.", hint="It must be a CSV file.") from error
    missing = [column for column in _COLUMNS if not rows or column not in rows[0]]
    if missing:
        raise BenchError(
            f"The list {path} has no column «{missing[0]}».",
            hint="It needs path, exercise and reps; certainty and group are used where there are any.",
        )
    listed = [_listed(path, row) for row in rows if certainty in (None, row.get("certainty") or certainty)]
    found = [each for each in listed if each is not None]
    if not found:
        raise BenchError(f"The list {path} names no film of a counted exercise with its repetitions.")
    return found


def _listed(path: Path, row: dict[str, str]) -> Listed | None:
    try:
        exercise, reps = load_exercise(row["exercise"]), int(row["reps"])
    except (UnknownExercise, ValueError):
        return None
    if exercise.reps is None:
        return None
    return Listed(row["path"], path.parent / row["path"], exercise, row.get("group") or row["path"], reps)


def count_films(
    films: Sequence[Listed], *, grade: str = "full", use_cache: bool = True, workers: int = 1
) -> Iterator[Counted | Failed]:
    """Count each film as «coach analyze» does; in as many processes as asked for, in the list's order."""
    parallel = joblib.Parallel(n_jobs=workers, return_as="generator")
    yield from parallel(joblib.delayed(_count)(film, grade, use_cache) for film in films)


def _count(film: Listed, grade: str, use_cache: bool) -> Counted | Failed:
    try:
        with open_source(film.path, grade=grade, use_cache=use_cache) as source:
            summary, interrupted = run(source, Judge(film.exercise), [])
    except CoachError as error:
        return Failed(film.name, str(error))
    if interrupted:
        return Failed(film.name, "stopped")
    return Counted(
        film.name, film.exercise.name, film.group, film.reps, counted=summary.full, partial=summary.partial
    )
