"""Counts films without being told what is done in them."""

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
    """A film of the list that is to be recognised.

    Attributes:
        clip: The film, or a stretch of it, and what is done in it.
        reps: Repetitions counted by eye; None where nobody did, or not surely.
    """

    clip: Clip
    reps: int | None


@dataclass(frozen=True, slots=True)
class Took:
    """What an exercise took a film for.

    Attributes:
        full: Full repetitions counted.
        partial: Partial ones.
        held_s: Seconds counted as held.
    """

    full: int = 0
    partial: int = 0
    held_s: float = 0.0

    @property
    def reps(self) -> int:
        """Every repetition."""
        return self.full + self.partial


@dataclass(frozen=True, slots=True)
class AutoRecognition:
    """What came of a film of which nobody told what is done in it.

    Attributes:
        film: Its path as the list gives it.
        label: What is done: canonical name of the exercise, or ``none``.
        told: The label as it was written.
        group: The person or footage it belongs to.
        truth: Repetitions counted by eye, or None.
        named: The exercise of each stretch that was named, in order; None of movement without a name.
        took: What was counted, by exercise.
        why: Why it could not be looked at, or None.
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
        """What was counted of what is done."""
        return (self.took or {}).get(self.label, Took())

    @property
    def elsewhere(self) -> dict[str, Took]:
        """What was counted of anything else."""
        return {name: took for name, took in (self.took or {}).items() if name != self.label}

    @property
    def rightly(self) -> bool:
        """Whether what is done was recognised, and no repetition was counted of anything else."""
        recognised = self.label in self.named or self.label in (self.took or {})
        return recognised and not any(took.reps for took in self.elsewhere.values())

    @property
    def no_exercise(self) -> bool:
        """Whether none is done, or one that has no name here."""
        return self.label == NONE

    @property
    def idle(self) -> bool:
        """Whether no exercise at all is done."""
        return self.no_exercise and is_idle(self.told)

    @property
    def counted(self) -> Counted | None:
        """The count beside the truth: repetitions of anything else count for nothing."""
        if self.truth is None:
            return None
        full, partial = (None, 0) if self.took is None else (self.own.full, self.own.partial)
        return Counted(self.film, self.label, self.group, self.truth, full, partial, self.why)


def shown(clips: Sequence[Clip], counted: Sequence[Listed]) -> list[RecognisedFilm]:
    """Every film of a list, with its count where there is one.

    A film that was counted is taken whole, as it was counted; of the others the stretches that the list
    names.
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


def count_untold(
    films: Sequence[RecognisedFilm],
    models: Models,
    *,
    grade: str = "full",
    use_cache: bool = True,
    workers: int = 1,
) -> Iterator[AutoRecognition]:
    """Recognise and count each film; in as many processes as asked for, in the order given.

    Args:
        films: Which.
        models: What recognises; which of them is asked depends on the film's group.
        grade: Grade of the pose model.
        use_cache: Whether to take what was seen before, and to keep what is seen now.
        workers: Processes at once.
    """
    parallel = joblib.Parallel(n_jobs=workers, return_as="generator")
    yield from parallel(
        joblib.delayed(_count)(film, models.model(film.clip.group), grade, use_cache) for film in films
    )


def _count(film: RecognisedFilm, model: RecognitionModel, grade: str, use_cache: bool) -> AutoRecognition:
    clip = film.clip
    untold = AutoRecognition(clip.name, clip.label, clip.raw_label, clip.group, film.reps)
    try:
        summary = _judged(clip, model, grade, use_cache)
    except LibraryError:  # no film can be seen
        raise
    except CoachError as error:
        return replace(untold, why=str(error))
    return replace(untold, named=tuple(each.exercise for each in summary.segments or ()), took=taken(summary))


@cache
def _expected() -> Posture | KnownPostures:
    """How a body may be held, where nobody says what is done."""
    return expected_postures(all_exercises().values())


def _judged(clip: Clip, model: RecognitionModel, grade: str, use_cache: bool) -> Summary:
    judge = FilmJudge(model)
    picture = PictureOptions(expected=_expected())
    with open_source(clip.path, grade=grade, picture=picture, use_cache=use_cache) as source:
        for sighting in between(source, clip.start_s, clip.end_s):
            judge.observe(sighting.pose, sighting.time)
    return judge.finish()


def taken(summary: Summary) -> dict[str, Took]:
    """What was counted, by exercise, in the order of the first sets."""
    took: dict[str, Took] = {}
    for each in summary.sets:
        before = took.get(each.exercise, Took())
        took[each.exercise] = Took(
            before.full + each.full, before.partial + each.partial, before.held_s + (each.hold_s or 0.0)
        )
    return took
