"""Exercises taught from a film of one group, counted in films of other groups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean

import joblib

from coach.bench.accuracy.films import Listed
from coach.body.stream import Sighting
from coach.errors import CoachError, LibraryError
from coach.performer.postures import expected_postures
from coach.teaching.teacher import counted, parsed, teach
from coach.vision.opening import open_source
from coach.vision.picture.picture_options import PictureOptions

FEWEST_REPS, MOST_REPS = 3, 12
"""Reps of a film that teaches: at least what a row takes, and no long set."""


@dataclass(frozen=True, slots=True)
class FilmLesson:
    """An exercise taught from a film, or why it could not be.

    Attributes:
        film: The film.
        text: The exercise file; None if the film teaches nothing.
        why: Why not, or None.
    """

    film: Listed
    text: str | None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class PupilFilm:
    """A film of another group, counted by a taught file.

    Attributes:
        exercise: The exercise.
        teacher: Name of the film that taught it.
        film: Name of the counted film.
        truth: Reps counted by eye.
        counted: Full reps counted.
    """

    exercise: str
    teacher: str
    film: str
    truth: int
    counted: int


@dataclass(frozen=True, slots=True)
class LessonScores:
    """The agreement of the counts of one exercise.

    Attributes:
        n: Number of counts: each teacher counts each film of another group.
        exact: Share counted exactly.
        off_by_one: Share within one (OBO).
    """

    n: int
    exact: float
    off_by_one: float


def lesson_films(films: Sequence[Listed], teachers: int) -> list[Listed]:
    """The films that teach: at most so many for each exercise, each of another group.

    Exercises with films of only one group are left out.
    """
    groups: dict[str, dict[str, Listed]] = defaultdict(dict)
    everyone: dict[str, set[str]] = defaultdict(set)
    for film in films:
        everyone[film.exercise.name].add(film.group)
        if FEWEST_REPS <= film.reps <= MOST_REPS:
            groups[film.exercise.name].setdefault(film.group, film)
    return [
        film
        for exercise, of_group in groups.items()
        if len(everyone[exercise]) > 1
        for film in list(of_group.values())[:teachers]
    ]


def film_lessons(
    films: Sequence[Listed], grade: str, *, use_cache: bool = True, workers: int = 1
) -> Iterator[FilmLesson]:
    """Teach from each film; the true number of reps is given."""
    parallel = joblib.Parallel(n_jobs=workers, return_as="generator")
    yield from parallel(joblib.delayed(_lesson)(film, grade, use_cache) for film in films)


def pupil_films(
    films: Sequence[Listed],
    lessons: Sequence[FilmLesson],
    grade: str,
    *,
    use_cache: bool = True,
    workers: int = 1,
) -> Iterator[list[PupilFilm]]:
    """Count each film by the files of its exercise that were taught by other groups."""
    parallel = joblib.Parallel(n_jobs=workers, return_as="generator")
    tasks = []
    for film in films:
        others = [
            each
            for each in lessons
            if each.film.exercise.name == film.exercise.name and each.film.group != film.group
        ]
        if any(each.text is not None for each in others):
            tasks.append((film, others))
    yield from parallel(joblib.delayed(_counts)(*task, grade, use_cache) for task in tasks)


def lesson_scores(counts: Sequence[PupilFilm]) -> dict[str, LessonScores]:
    """The scores of each exercise."""
    by_exercise: dict[str, list[PupilFilm]] = defaultdict(list)
    for each in counts:
        by_exercise[each.exercise].append(each)
    return {
        exercise: LessonScores(
            len(of_it),
            fmean(each.counted == each.truth for each in of_it),
            fmean(abs(each.counted - each.truth) <= 1 for each in of_it),
        )
        for exercise, of_it in sorted(by_exercise.items())
    }


def _lesson(film: Listed, grade: str, use_cache: bool) -> FilmLesson:
    try:
        sightings = _sightings(film, grade, use_cache)
        return FilmLesson(film, teach("taught", film.name, sightings, reps=film.reps).text)
    except LibraryError:  # affects every film
        raise
    except CoachError as error:
        return FilmLesson(film, None, str(error))


def _counts(film: Listed, lessons: Sequence[FilmLesson], grade: str, use_cache: bool) -> list[PupilFilm]:
    try:
        sightings = _sightings(film, grade, use_cache)
    except LibraryError:
        raise
    except CoachError:
        sightings = []
    return [
        PupilFilm(
            film.exercise.name,
            each.film.name,
            film.name,
            film.reps,
            counted(parsed(each.text), sightings).full,
        )
        for each in lessons
        if each.text is not None
    ]


def _sightings(film: Listed, grade: str, use_cache: bool) -> list[Sighting]:
    picture = PictureOptions(expected=expected_postures([film.exercise]))
    with open_source(film.path, grade=grade, picture=picture, use_cache=use_cache) as source:
        return [Sighting(each.time, each.pose) for each in source]
