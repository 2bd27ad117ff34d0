"""Recognition and counting of films without a named exercise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

import joblib

from coach.bench.accuracy.films import Listed
from coach.bench.accuracy.leave_group_out import Models
from coach.bench.accuracy.scores import Counted
from coach.body.posture import KnownPostures, Posture
from coach.catalogue.library import all_exercises
from coach.errors import CoachError, LibraryError
from coach.judging.observation import Summary
from coach.learning.clips import Clip
from coach.learning.dataset import between
from coach.learning.labels import is_idle
from coach.performer.postures import expected_postures
from coach.recognition.film_judge import FilmJudge
from coach.recognition.recogniser import RecognitionModel
from coach.recognition.sequence_decoder import NONE
from coach.vision.opening import open_source
from coach.vision.picture.picture_options import PictureOptions


@dataclass(frozen=True, slots=True)
class RecognisedFilm:
    """A film to recognise.

    Attributes:
        clip: The film, or part of it, with its label.
        reps: Reps counted by eye; None if not counted, or not for certain.
    """

    clip: Clip
    reps: int | None


@dataclass(frozen=True, slots=True)
class Took:
    """The counts of one exercise in a film.

    Attributes:
        full: Full reps counted.
        partial: Partial reps counted.
        held_s: Hold time counted, in seconds.
    """

    full: int = 0
    partial: int = 0
    held_s: float = 0.0

    @property
    def reps(self) -> int:
        """All reps, full and partial."""
        return self.full + self.partial


@dataclass(frozen=True, slots=True)
class AutoRecognition:
    """The result of a film without a named exercise.

    Attributes:
        film: Its path as the list gives it.
        label: Canonical name of the exercise, or ``none``.
        told: The label as written.
        group: The person or footage.
        truth: Reps counted by eye, or None.
        named: The exercise of each segment, in order; None for an unknown movement.
        took: Counts by exercise.
        why: Why it could not be analysed, or None.
    """

    film: str
    label: str
    told: str
    group: str
    truth: int | None
    named: tuple[str | None, ...] = ()
    took: Mapping[str, Took] | None = None
    why: str | None = None

    @property
    def own(self) -> Took:
        """The counts of the true exercise."""
        return (self.took or {}).get(self.label, Took())

    @property
    def elsewhere(self) -> dict[str, Took]:
        """The counts of other exercises."""
        return {name: took for name, took in (self.took or {}).items() if name != self.label}

    @property
    def rightly(self) -> bool:
        """Whether the true exercise was recognised, and no reps of other exercises were counted."""
        recognised = self.label in self.named or self.label in (self.took or {})
        return recognised and not any(took.reps for took in self.elsewhere.values())

    @property
    def no_exercise(self) -> bool:
        """Whether it shows no exercise, or one that coach doesn't know."""
        return self.label == NONE

    @property
    def idle(self) -> bool:
        """Whether it shows no exercise at all."""
        return self.no_exercise and is_idle(self.told)

    @property
    def counted(self) -> Counted | None:
        """The count with the truth; reps of other exercises are ignored."""
        if self.truth is None:
            return None
        full, partial = (None, 0) if self.took is None else (self.own.full, self.own.partial)
        return Counted(self.film, self.label, self.group, self.truth, full, partial, self.why)


def films_to_recognise(clips: Sequence[Clip], counted: Sequence[Listed]) -> list[RecognisedFilm]:
    """All films of a list, with their counts by eye.

    A counted film is used as a whole, as it was counted; of the others, the clips in the list.
    """
    reps = {film.name: film.reps for film in counted}
    films: dict[tuple[str, float | None], RecognisedFilm] = {}
    for clip in clips:
        if clip.name in reps:
            whole = RecognisedFilm(replace(clip, start_s=None, end_s=None), reps[clip.name])
            films.setdefault((clip.name, None), whole)
        else:
            films[clip.name, clip.start_s] = RecognisedFilm(clip, None)
    return list(films.values())


def count_unnamed(
    films: Sequence[RecognisedFilm],
    models: Models,
    *,
    grade: str = "full",
    use_cache: bool = True,
    workers: int = 1,
) -> Iterator[AutoRecognition]:
    """Recognise and count each film in parallel; yields in the given order.

    Args:
        films: The films.
        models: The recognition models, by the film's group.
        grade: Grade of the pose model.
        use_cache: Whether to read and write the cache of recordings.
        workers: Number of processes.
    """
    parallel = joblib.Parallel(n_jobs=workers, return_as="generator")
    yield from parallel(
        joblib.delayed(_count)(film, models.model(film.clip.group), grade, use_cache) for film in films
    )


def _count(film: RecognisedFilm, model: RecognitionModel, grade: str, use_cache: bool) -> AutoRecognition:
    clip = film.clip
    unnamed = AutoRecognition(clip.name, clip.label, clip.raw_label, clip.group, film.reps)
    try:
        summary = _judged(clip, model, grade, use_cache)
    except LibraryError:  # affects every film
        raise
    except CoachError as error:
        return replace(unnamed, why=str(error))
    return replace(
        unnamed,
        named=tuple(each.exercise for each in summary.segments or ()),
        took=counts_by_exercise(summary),
    )


@cache
def _expected() -> Posture | KnownPostures:
    """The expected postures when the exercise is unknown."""
    return expected_postures(all_exercises().values())


def _judged(clip: Clip, model: RecognitionModel, grade: str, use_cache: bool) -> Summary:
    judge = FilmJudge(model)
    picture = PictureOptions(expected=_expected())
    with open_source(clip.path, grade=grade, picture=picture, use_cache=use_cache) as source:
        for sighting in between(source, clip.start_s, clip.end_s):
            judge.observe(sighting.pose, sighting.time)
    return judge.finish()


def counts_by_exercise(summary: Summary) -> dict[str, Took]:
    """Counts by exercise, in the order of the first sets."""
    took: dict[str, Took] = {}
    for each in summary.sets:
        before = took.get(each.exercise, Took())
        took[each.exercise] = Took(
            before.full + each.full, before.partial + each.partial, before.held_s + (each.hold_s or 0.0)
        )
    return took
