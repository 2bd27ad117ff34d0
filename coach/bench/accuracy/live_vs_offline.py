"""Comparison of counts of the same film live, where frames may be dropped, and offline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from coach.bench.accuracy.films import Listed, read_list
from coach.body.stream import PoseSource
from coach.catalogue.definition import Exercise
from coach.judging.judge import Judge
from coach.performer.film import rendered_film
from coach.performer.repertoire import perform
from coach.pipeline import run
from coach.vision.film.film import open_film
from coach.vision.live.live_sources import open_live
from coach.vision.opening import open_source
from coach.vision.pose_model.pose_model import PoseModel

_LEAST_REPS = 2
_DEPTHS = (1.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class ComparedClip:
    """A film to count live and offline.

    Attributes:
        name: Its name.
        path: Its path.
        exercise: The exercise.
    """

    name: str
    path: Path
    exercise: Exercise


@dataclass(frozen=True, slots=True)
class Count:
    """A count of reps.

    Attributes:
        full: Full reps.
        partial: Partial reps.
    """

    full: int
    partial: int


@dataclass(frozen=True, slots=True)
class Twice:
    """A film counted live and offline.

    Attributes:
        clip: Its name.
        live: The live count.
        analysed: The offline count.
        captured: Frames captured live.
        skipped: Frames dropped live for newer ones.
    """

    clip: str
    live: Count
    analysed: Count
    captured: int
    skipped: int

    @property
    def same(self) -> bool:
        """Whether the counts are the same."""
        return self.live == self.analysed


def shortest_films(listing: Path, number: int) -> list[ComparedClip]:
    """The shortest film with at least two reps of each exercise, and the shortest of these.

    Args:
        listing: A list as for 'coach bench films'; only its certain rows are used.
        number: Maximum number of films.

    Raises:
        BenchError: The list can't be used.
        SourceError: A film in it can't be used.
    """
    lengths: dict[str, tuple[float, Listed]] = {}
    for film in read_list(listing).films:
        if film.reps < _LEAST_REPS:
            continue
        lasts_s, name = _lasts_s(film.path), film.exercise.name
        if name not in lengths or lasts_s < lengths[name][0]:
            lengths[name] = lasts_s, film
    chosen = sorted(lengths.values(), key=lambda each: each[0])[:number]
    return [ComparedClip(film.name, film.path, film.exercise) for _, film in chosen]


def performances(exercises: Sequence[Exercise], number: int) -> list[ComparedClip]:
    """Films of rendered athletes, with three reps each, of the first exercises with reps."""
    counted = [exercise for exercise in exercises if exercise.reps is not None][:number]
    return [
        ComparedClip(
            f"a rendered {exercise.name}", rendered_film(perform(exercise, depths=_DEPTHS)), exercise
        )
        for exercise in counted
    ]


def count_twice(clips: Sequence[ComparedClip], model: PoseModel) -> Iterator[Twice]:
    """Count each film live, in real time, and offline."""
    for clip in clips:
        with open_live(str(clip.path), model_path=model.path) as source:
            live = _count(source, clip.exercise)
            figures = source.figures
        with open_source(clip.path, model_path=model.path, use_cache=False) as film:
            analysed = _count(film, clip.exercise)
        yield Twice(clip.name, live, analysed, figures.captured, figures.skipped)


def _count(source: PoseSource, exercise: Exercise) -> Count:
    summary, _ = run(source, Judge(exercise), [])
    return Count(summary.full, summary.partial)


def _lasts_s(film: Path) -> float:
    with open_film(film) as opened:
        return opened.facts.duration_s or float("inf")
