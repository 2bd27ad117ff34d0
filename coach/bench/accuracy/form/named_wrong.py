"""Films whose name says that their form is wrong, and the faults found in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from coach.bench.accuracy.films import rows_of_list
from coach.bench.accuracy.form.form_verdicts import reps_of
from coach.bench.accuracy.form.labelled_sets import LabelledSet
from coach.bench.accuracy.form.push_up_measures import measures_of
from coach.bench.accuracy.form.set_figures import set_faults
from coach.bench.accuracy.performances import judged
from coach.body.stream import Sighting
from coach.catalogue.definition import Exercise
from coach.catalogue.library import load_exercise
from coach.errors import CoachError, LibraryError, UnknownExercise
from coach.performer.postures import expected_postures
from coach.vision.opening import open_source
from coach.vision.picture.picture_options import PictureOptions

_WORDS = ("incorrect", "wrong")
_PUSH_UP = "push-up"
_FEWEST_FRAMES = 8


@dataclass(frozen=True, slots=True)
class NamedWrong:
    """A film that is named incorrect or wrong.

    Attributes:
        film: Its path in the list.
        reps: Reps judged.
        faults: Faults that the exercise's rules found, with the number of reps or times.
        set_faults: Of push-ups, faults by limits on the whole set.
        why: Why it could not be analysed.
    """

    film: str
    reps: int = 0
    faults: tuple[tuple[str, int], ...] = ()
    set_faults: tuple[str, ...] = ()
    why: str = ""


def named_wrong(listing: Path, *, grade: str = "full", use_cache: bool = True) -> Iterator[NamedWrong]:
    """Judge the films of a list that are named incorrect or wrong, if their exercise has a file.

    Args:
        listing: A CSV file with the columns path, exercise and reps.
        grade: Grade of the pose model.
        use_cache: Whether to read and write the cache of recordings.

    Raises:
        BenchError: The list can't be read.
    """
    for row in rows_of_list(listing):
        if any(word in Path(row["path"]).name.lower() for word in _WORDS):
            try:
                exercise = load_exercise(row["exercise"])
            except UnknownExercise:
                continue
            yield _judged(row["path"], listing.parent / row["path"], exercise, grade, use_cache)


def _judged(name: str, path: Path, exercise: Exercise, grade: str, use_cache: bool) -> NamedWrong:
    try:
        picture = PictureOptions(expected=expected_postures([exercise]))
        with open_source(path, grade=grade, picture=picture, use_cache=use_cache) as source:
            sightings = [Sighting(each.time, each.pose) for each in source]
    except LibraryError:  # affects every film
        raise
    except CoachError as error:
        return NamedWrong(name, why=str(error))
    summary = judged(exercise, sightings)
    titles = [fault.title for each in summary.sets for fault in each.faults]
    counted = tuple((title, titles.count(title)) for title in dict.fromkeys(titles))
    whole = _set_faults(name, sightings) if exercise.name == _PUSH_UP else ()
    return NamedWrong(name, reps_of(summary), counted, whole)


def _set_faults(name: str, sightings: list[Sighting]) -> tuple[str, ...]:
    poses = [each.pose for each in sightings if each.pose is not None]
    if len(poses) < _FEWEST_FRAMES:
        return ()
    width, height = poses[0].size
    landmarks = np.stack([np.column_stack([each.image, each.visibility]) for each in poses]).astype(float)
    whole = LabelledSet(name, True, landmarks, np.arange(len(poses)), width / height)
    return tuple(set_faults(measures_of(whole)))
