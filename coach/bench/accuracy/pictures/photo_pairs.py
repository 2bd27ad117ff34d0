"""Photos of the start and the turning point of exercises: who is found, and how far the main angle moves."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from coach.body.angles import JOINTS, SIDES, Angles
from coach.body.view import View
from coach.catalogue.definition import Exercise
from coach.catalogue.library import all_exercises
from coach.errors import BenchError, CoachError
from coach.photo.image_file import read_photo
from coach.photo.photo_person import PhotoPerson, PhotoReader

APART_DEG = 20.0
"""How far apart the main angle of two key poses must be to tell them apart."""
_NAME = re.compile(r"(?P<movement>.+)-(?P<end>[01])\.(?:jpe?g|png|webp)", re.IGNORECASE)
_LEAST_TRUST = 0.01
_POWER = 4
"""A side with half the other's visibility gets a sixteenth of its weight, as in counting."""


@dataclass(frozen=True, slots=True)
class PhotoFile:
    """A photo of a movement.

    Attributes:
        path: Its file.
        exercise: The name of its folder.
        movement: The movement, such as 'goblet-squat'.
        end: 0 for the start, 1 for the turning point.
    """

    path: Path
    exercise: str
    movement: str
    end: int


@dataclass(frozen=True, slots=True)
class PhotoPair:
    """Start and turning point of a movement.

    Attributes:
        exercise: Canonical name of the exercise.
        movement: The movement.
        angle: The exercise's main angle.
        start_deg: The main angle at the start; None if no one was found.
        turn_deg: The main angle at the turning point; None as above.
        views: The view in each; None as above.
        doubts: Why the angle can't be trusted in either, or empty.
        dynamic: Whether the exercise is counted in reps.
    """

    exercise: str
    movement: str
    angle: str
    start_deg: float | None
    turn_deg: float | None
    views: tuple[View | None, View | None]
    doubts: str
    dynamic: bool

    @property
    def apart_deg(self) -> float | None:
        """How far the main angle moves; None if unknown."""
        if self.start_deg is None or self.turn_deg is None:
            return None
        return abs(self.turn_deg - self.start_deg)

    @property
    def told_apart(self) -> bool:
        """Whether the main angle tells the two poses apart."""
        return self.apart_deg is not None and self.apart_deg > APART_DEG


@dataclass(frozen=True, slots=True)
class PhotoScores:
    """What was found in a collection of photos.

    Attributes:
        photos: Number of photos.
        missed: Names of the photos in which no one was found.
        pairs: Every movement with two photos and an exercise file.
        unknown: Folders without an exercise file.
    """

    photos: int
    missed: tuple[str, ...]
    pairs: tuple[PhotoPair, ...]
    unknown: tuple[str, ...]

    @property
    def found_share(self) -> float:
        """Share of the photos with a person found."""
        return 1.0 - len(self.missed) / self.photos

    @property
    def dynamic(self) -> list[PhotoPair]:
        """The pairs of exercises that are counted in reps."""
        return [pair for pair in self.pairs if pair.dynamic]

    @property
    def exercises(self) -> dict[str, float]:
        """How far the main angle moves in each dynamic exercise, the mean of its pairs; 0 where unknown."""
        apart: dict[str, list[float]] = {}
        for pair in self.dynamic:
            apart.setdefault(pair.exercise, []).append(pair.apart_deg or 0.0)
        return {exercise: sum(each) / len(each) for exercise, each in apart.items()}

    @property
    def exercise_share(self) -> float | None:
        """Share of the dynamic exercises whose pairs the main angle tells apart on average."""
        apart = self.exercises.values()
        return sum(each > APART_DEG for each in apart) / len(apart) if apart else None

    @property
    def apart_share(self) -> float | None:
        """Share of the dynamic pairs that the main angle tells apart; None without any."""
        pairs = self.dynamic
        return sum(pair.told_apart for pair in pairs) / len(pairs) if pairs else None


def listed_photos(folder: Path) -> list[PhotoFile]:
    """The photos in a folder with a folder for each exercise, named as 'goblet-squat-0.jpg'.

    Raises:
        BenchError: There are none.
    """
    found = [
        PhotoFile(path, path.parent.name, name["movement"], int(name["end"]))
        for path in sorted(folder.glob("*/*"))
        if (name := _NAME.fullmatch(path.name))
    ]
    if not found:
        raise BenchError(
            f"There are no photos in {folder}.",
            hint="Name a folder with a folder for each exercise, with photos such as goblet-squat-0.jpg.",
        )
    return found


def photo_scores(
    photos: Sequence[PhotoFile], reader: PhotoReader, on_photo: Callable[[int], None] = lambda done: None
) -> PhotoScores:
    """Read all photos.

    Args:
        photos: The photos.
        reader: Reads them; the most certain person counts.
        on_photo: Called with the number of photos read so far.
    """
    people: dict[PhotoFile, PhotoPerson | None] = {}
    for done, photo in enumerate(photos, start=1):
        people[photo] = _person(photo, reader)
        on_photo(done)
    exercises = all_exercises()
    unknown = sorted({each.exercise for each in photos} - exercises.keys())
    missed = [f"{photo.movement}-{photo.end}" for photo, person in people.items() if person is None]
    return PhotoScores(len(photos), tuple(missed), tuple(_pairs(people, exercises)), tuple(unknown))


def main_angle(exercise: Exercise, angles: Angles) -> tuple[float, float]:
    """The main angle of the left and the right limb, in degrees; of limbs that move together, their mean.

    Hidden limbs weigh less in the mean, as in counting.
    """
    measure = exercise.signal.angle
    for joint in JOINTS:
        if joint == measure:
            left, right = (angles.joint(joint, side) for side in SIDES)
            if exercise.signal.limbs == "each":
                return left, right
            trust = angles.visibility[JOINTS.index(joint)].clip(_LEAST_TRUST) ** _POWER
            mean = float((trust @ [left, right]) / trust.sum())
            return mean, mean
    value = float(getattr(angles, measure))
    return value, value


def _person(photo: PhotoFile, reader: PhotoReader) -> PhotoPerson | None:
    try:
        people = reader.people(read_photo(photo.path))
    except CoachError:  # a photo that can't be read shows no one
        return None
    return people[0] if people else None


def _pairs(
    people: dict[PhotoFile, PhotoPerson | None], exercises: dict[str, Exercise]
) -> Iterator[PhotoPair]:
    turns = {(each.exercise, each.movement): person for each, person in people.items() if each.end == 1}
    for photo, start in people.items():
        place = (photo.exercise, photo.movement)
        if photo.end == 0 and place in turns and photo.exercise in exercises:
            yield _pair(photo, exercises[photo.exercise], start, turns[place])


def _pair(
    photo: PhotoFile, exercise: Exercise, start: PhotoPerson | None, turn: PhotoPerson | None
) -> PhotoPair:
    both = [None if each is None else main_angle(exercise, each.angles) for each in (start, turn)]
    first, last = both
    limb = 0
    if first is not None and last is not None:  # the limb that moves more
        limb = int(abs(last[1] - first[1]) > abs(last[0] - first[0]))
    measure = exercise.signal.angle
    doubts = {
        figure.doubt
        for person in (start, turn)
        if person is not None
        for figure in person.figures
        if figure.measure == measure and figure.side in (None, SIDES[limb]) and figure.doubt
    }
    return PhotoPair(
        exercise.name,
        photo.movement,
        measure,
        None if first is None else round(first[limb], 1),
        None if last is None else round(last[limb], 1),
        (None if start is None else start.angles.view, None if turn is None else turn.angles.view),
        ", ".join(sorted(doubts)),
        exercise.hold is None,
    )
