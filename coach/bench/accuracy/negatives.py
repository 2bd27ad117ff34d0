"""Phantom reps: what is counted in films without the exercise that coach is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import joblib

from coach.bench.accuracy.films import rows_of_list
from coach.bench.accuracy.halves import Half, is_in_half
from coach.bench.accuracy.performances import judged
from coach.body.stream import Sighting
from coach.catalogue.definition import Exercise
from coach.catalogue.library import load_exercise
from coach.errors import BenchError, CoachError, LibraryError, UnknownExercise
from coach.learning.labels import is_idle
from coach.performer.postures import expected_postures
from coach.vision.opening import open_source
from coach.vision.picture.picture_options import PictureOptions

EXERCISES = ("squat", "push-up", "biceps-curl", "lateral-raise", "sit-up", "jumping-jack")
"""One exercise for each way to move: legs, the body on the arms, elbows, shoulders, trunk, all limbs."""

NegativeKind = Literal["no exercise", "unnamed movement"]


@dataclass(frozen=True, slots=True)
class NegativeFilm:
    """A film without a known exercise.

    Attributes:
        name: Its path in the list.
        path: Its path; a film or a recording.
        group: The person or footage.
        kind: "no exercise" if the list says so or counted no rep in it; "unnamed movement" if it may hold an
            exercise that coach has no file for, which may look like one that it has.
    """

    name: str
    path: Path
    group: str
    kind: NegativeKind


@dataclass(frozen=True, slots=True)
class NegativeList:
    """The content of a list of films.

    Attributes:
        films: The films without a known exercise.
        left_out: Number of rows left out, by reason.
        half: The half of the list that was read; None for all of it.
    """

    films: tuple[NegativeFilm, ...]
    left_out: dict[str, int]
    half: Half | None = None


@dataclass(frozen=True, slots=True)
class PhantomCount:
    """What was counted in a film without the exercise.

    Attributes:
        film: Its path in the list.
        kind: What the film shows.
        exercise: The exercise that coach was told.
        full: Full reps counted; None if the film could not be analysed.
        partial: Partial reps counted.
        why: Why it could not be analysed, or None.
    """

    film: str
    kind: NegativeKind
    exercise: str
    full: int | None
    partial: int = 0
    why: str | None = None


@dataclass(frozen=True, slots=True)
class PhantomScores:
    """Phantom reps of some films.

    Attributes:
        films: Number of films.
        with_phantoms: Number of films in which a full rep was counted for any of the exercises.
        reps: Number of full reps.
        partial_reps: Number of partial reps.
        failed: Number of films that could not be analysed.
    """

    films: int
    with_phantoms: int
    reps: int
    partial_reps: int
    failed: int


def read_negatives(path: Path, *, half: Half | None = None) -> NegativeList:
    """Read the films of a list in which no known exercise is done.

    Args:
        path: The file, with the columns path, exercise and reps; group is optional. A film is used if its
            exercise has no file, and its reps are empty or 0.
        half: The half of the groups to use; None for both.

    Raises:
        BenchError: The file can't be read, lacks a column or has no such film.
    """
    films: list[NegativeFilm] = []
    left_out: Counter[str] = Counter()
    is_known = cache(_is_known)  # a list has few exercises and many rows
    for row in rows_of_list(path):
        name, label, reps = row["path"], row["exercise"], row["reps"]
        if not name:
            left_out["without a film"] += 1
        elif is_known(label):
            left_out["of an exercise"] += 1
        elif reps.strip("0"):
            left_out["of counted reps"] += 1
        elif not is_in_half(group := row.get("group") or name, half):
            left_out["in the other half"] += 1
        else:
            kind: NegativeKind = "no exercise" if is_idle(label) or reps else "unnamed movement"
            films.append(NegativeFilm(name, path.parent / name, group, kind))
    if not films:
        raise BenchError(
            f"The list {path} has no films without an exercise.",
            hint="Name their exercise 'negative', and leave their reps empty.",
        )
    return NegativeList(tuple(films), dict(left_out), half)


def _is_known(label: str) -> bool:
    try:
        load_exercise(label)
    except UnknownExercise:
        return False
    return True


def count_phantoms(
    films: Sequence[NegativeFilm],
    exercises: Sequence[Exercise],
    *,
    grade: str = "full",
    use_cache: bool = True,
    workers: int = 1,
) -> Iterator[list[PhantomCount]]:
    """Count each film as each exercise, in parallel; yields in the list's order."""
    parallel = joblib.Parallel(n_jobs=workers, return_as="generator")
    yield from parallel(joblib.delayed(_count)(film, exercises, grade, use_cache) for film in films)


def _count(
    film: NegativeFilm, exercises: Sequence[Exercise], grade: str, use_cache: bool
) -> list[PhantomCount]:
    try:
        picture = PictureOptions(expected=expected_postures(exercises))
        with open_source(film.path, grade=grade, picture=picture, use_cache=use_cache) as source:
            sightings = [Sighting(each.time, each.pose) for each in source]
    except LibraryError:  # affects every film
        raise
    except CoachError as error:
        return [PhantomCount(film.name, film.kind, each.name, None, why=str(error)) for each in exercises]
    return [_counted(film, exercise, sightings) for exercise in exercises]


def _counted(film: NegativeFilm, exercise: Exercise, sightings: Sequence[Sighting]) -> PhantomCount:
    summary = judged(exercise, sightings)
    return PhantomCount(film.name, film.kind, exercise.name, summary.full, summary.partial)


def phantom_scores(counts: Sequence[PhantomCount]) -> PhantomScores:
    """Sum up phantom reps."""
    return PhantomScores(
        films=len({each.film for each in counts}),
        with_phantoms=len({each.film for each in counts if each.full}),
        reps=sum(each.full or 0 for each in counts),
        partial_reps=sum(each.partial for each in counts),
        failed=len({each.film for each in counts if each.full is None}),
    )
