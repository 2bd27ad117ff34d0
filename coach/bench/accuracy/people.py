"""How well several people are followed and counted: performers who cross, and films side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace

import numpy as np

from coach.bench.accuracy.films import Listed
from coach.body.picture_notes import PictureNotes
from coach.body.pose import Pose
from coach.body.stream import Closing, Frame, FrameSource, SourceFacts
from coach.body.tracks import frame_px
from coach.catalogue.definition import Exercise
from coach.catalogue.library import load_exercise
from coach.judging.judge import Judge
from coach.opencv import cv2
from coach.performer.ensemble import Ensemble
from coach.pipeline import run
from coach.vision.film.film import open_film
from coach.vision.people.people_tracks import PeopleInFilm, find_people, who_move_most
from coach.vision.pose_model.pose_model import PoseModel

_HEIGHT_PX = 360


@dataclass(frozen=True, slots=True)
class PeopleCounted:
    """Two people in one picture.

    Attributes:
        name: What they do.
        true: Reps of each, from left to right.
        counted: Counted reps of each; empty if fewer people were found.
        kept: Share of the detections in which the identity is right; None without the truth.
        detected: Share of the frames in which each is detected, averaged; None without the truth.
    """

    name: str
    true: tuple[int, int]
    counted: tuple[int, ...]
    kept: float | None = None
    detected: float | None = None

    @property
    def exact(self) -> bool:
        """Whether both counts are right."""
        return self.counted == self.true


def crossing_result(ensemble: Ensemble, model: PoseModel, *, name: str) -> PeopleCounted:
    """Follow and count two performers who cross."""
    found = _two(find_people(ensemble, model))
    truths = [[sighting.pose for sighting in truth] for truth in ensemble.truths()]
    exercises = [load_exercise(act.parts[0].exercise) for act in ensemble.acts]
    frames = {time: frame for frame, time in enumerate(found.times)}
    right = [
        _nearest(truths, frames[pose.time], pose) == number
        for number, person in enumerate(found.people)
        for pose in person.poses
    ]
    true = (ensemble.acts[0].reps, ensemble.acts[1].reps)
    detected = len(right) / (2 * len(found.times))
    return PeopleCounted(name, true, _counts(found, exercises), sum(right) / max(len(right), 1), detected)


def _nearest(truths: Sequence[Sequence[Pose | None]], frame: int, pose: Pose) -> int:
    """The number of the performer whose true joints are nearest to a pose."""
    there = [truth[frame] for truth in truths]
    apart = [
        np.inf if each is None else float(np.linalg.norm(frame_px(pose) - frame_px(each), axis=1).mean())
        for each in there
    ]
    return int(np.argmin(apart))


def joined_result(left: Listed, right: Listed, model: PoseModel) -> PeopleCounted:
    """Follow and count two people in two films that play side by side.

    Raises:
        SourceError: A film can't be read.
    """
    with ExitStack() as stack:
        films = [stack.enter_context(open_film(each.path)) for each in (left, right)]
        found = _two(find_people(_SideBySide(films[0], films[1]), model))
    counted = _counts(found, [left.exercise, right.exercise])
    return PeopleCounted(f"{left.name} | {right.name}", (left.reps, right.reps), counted)


def pairs(films: Sequence[Listed]) -> Iterator[tuple[Listed, Listed]]:
    """Each film once, beside the film that comes half a list later: another exercise, other people."""
    half = len(films) // 2
    yield from zip(films[:half], films[half:], strict=False)


def _two(found: PeopleInFilm) -> PeopleInFilm:
    return replace(found, people=who_move_most(found.people, 2))


def _counts(found: PeopleInFilm, exercises: Sequence[Exercise]) -> tuple[int, ...]:
    if len(found.people) != len(exercises):
        return ()
    return tuple(
        run(found.source(person), Judge(exercise), [])[0].full
        for person, exercise in zip(found.people, exercises, strict=True)
    )


class _SideBySide(Closing):
    """Two films side by side, with the times of the longer one; the other one stands still at its end."""

    trouble: str | None = None
    notes: PictureNotes = ()

    def __init__(self, left: FrameSource, right: FrameSource) -> None:
        self._films = (left, right)

    @property
    def facts(self) -> SourceFacts:
        """The facts known before the first frame."""
        sizes = [_size(film.facts.size) for film in self._films]
        return SourceFacts("film", "side by side", (sum(width for width, _ in sizes), _HEIGHT_PX))

    def __iter__(self) -> Iterator[Frame]:
        longer = max((0, 1), key=lambda place: self._films[place].facts.duration_s or 0.0)
        other = iter(self._films[1 - longer])
        beside = next(other)
        following: Frame | None = beside
        for frame in self._films[longer]:
            while following is not None and following.time <= frame.time:
                beside, following = following, next(other, None)
            row = (frame, beside) if longer == 0 else (beside, frame)
            pictures = [cv2.resize(each.picture, _size(each.picture.shape[1::-1])) for each in row]
            yield Frame(frame.time, np.hstack(pictures).astype(np.uint8))


def _size(size: Sequence[int]) -> tuple[int, int]:
    width, height = size
    return round(_HEIGHT_PX * width / height), _HEIGHT_PX
