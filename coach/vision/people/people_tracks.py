"""Everyone in a film, each with their poses over the whole film."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from coach.body.identities.identity_tracker import IdentityTracker, Swap
from coach.body.identities.motion import SeenBody
from coach.body.person_choice import liveliness
from coach.body.picture_notes import PictureNotes
from coach.body.pose import Pose
from coach.body.stream import Closing, FrameSource, OnProgress, Progress, Sighting, SourceFacts
from coach.body.tracks import Track
from coach.vision.landmarker.landmarker import DEFAULT_OPTIONS, LandmarkerOptions
from coach.vision.people.body_slots import BodySlots
from coach.vision.people.clothing import clothing_of
from coach.vision.picture.picture_view import AS_IT_IS, PictureView
from coach.vision.pose_model.pose_model import PoseModel

_LEAST_SHARE = 0.2
"""Least share of frames; others are passers-by or false detections."""
_OFTEN_S = 0.2
"""Seconds between the poses that show who moves."""
_FIRST_S = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class TrackedPerson:
    """One person in a film.

    Attributes:
        poses: Their poses in order of time.
        x: Where they first appear, as a share of the picture's width.
    """

    poses: tuple[Pose, ...]
    x: float

    @property
    def first_s(self) -> float:
        """When they first appear, in seconds."""
        return self.poses[0].time


@dataclass(frozen=True, slots=True, eq=False)
class PeopleInFilm:
    """Everyone in a film.

    Attributes:
        people: From left to right, by the place at which each first appears.
        times: Times of all frames.
        facts: The facts of the film and the model.
        trouble: What is missing or damaged; otherwise None.
        notes: Notes on the pictures.
    """

    people: tuple[TrackedPerson, ...]
    times: tuple[float, ...]
    facts: SourceFacts
    trouble: str | None = None
    notes: PictureNotes = ()

    def source(self, person: TrackedPerson) -> PersonSource:
        """One of the people as a source of poses."""
        return PersonSource(self, person)


class PersonSource(Closing):
    """The sightings of one of several people: a PoseSource.

    Attributes:
        facts: The facts of the film.
        trouble: What is missing or damaged; otherwise None.
        notes: Notes on the pictures.
    """

    def __init__(self, film: PeopleInFilm, person: TrackedPerson) -> None:
        self.facts, self.trouble, self.notes = film.facts, film.trouble, film.notes
        self._times, self._person = film.times, person

    def __iter__(self) -> Iterator[Sighting]:
        poses = {pose.time: pose for pose in self._person.poses}
        for time in self._times:
            yield Sighting(time, poses.get(time))


def find_people(
    film: FrameSource,
    model: PoseModel,
    options: LandmarkerOptions = DEFAULT_OPTIONS,
    *,
    view: PictureView = AS_IT_IS,
    on_progress: OnProgress | None = None,
) -> PeopleInFilm:
    """Follow everyone through a film in one pass.

    All poses stay in memory: about 2 kB for each person and frame.

    Args:
        film: The opened film.
        model: The pose model.
        options: Options of the landmarkers.
        view: Rotation and mirroring of the pictures.
        on_progress: Called after each frame.
    """
    tracker = IdentityTracker()
    times: list[float] = []
    given: list[dict[int, Pose]] = []
    with BodySlots(model, options) as slots:
        for frame in map(view.frame, film):
            poses = slots.bodies(frame, missing=tracker.missing)
            bodies = [SeenBody(pose, clothing_of(frame.picture, pose)) for pose in poses]
            numbers, swaps = tracker.observe(frame.time, bodies)
            _exchange(times, given, swaps)
            times.append(frame.time)
            given.append(dict(zip(numbers, poses, strict=True)))
            if on_progress is not None:
                on_progress(Progress(len(times), film.facts.frame_count))
    facts = replace(
        film.facts,
        size=view.size_of(film.facts.size),
        model_sha256=model.sha256,
        model_grade=model.grade,
        frame_count=len(times),
    )
    return PeopleInFilm(_people(given), tuple(times), facts, film.trouble, film.notes)


def _exchange(times: Sequence[float], given: list[dict[int, Pose]], swaps: Sequence[Swap]) -> None:
    """Exchange people who were mixed up, from the time at which they met."""
    for swap in swaps:
        exchanged = {swap.one: swap.other, swap.other: swap.one}
        for place in range(len(times) - 1, -1, -1):
            if times[place] < swap.since_s:
                break
            given[place] = {exchanged.get(number, number): pose for number, pose in given[place].items()}


def _people(given: Sequence[dict[int, Pose]]) -> tuple[TrackedPerson, ...]:
    """Everyone who is there for much of the time, from left to right."""
    tracks: dict[int, list[Pose]] = {}
    for each in given:
        for number, pose in each.items():
            tracks.setdefault(number, []).append(pose)
    people = [
        TrackedPerson(tuple(poses), _x(poses))
        for poses in tracks.values()
        if len(poses) >= _LEAST_SHARE * len(given)
    ]
    return tuple(sorted(people, key=lambda person: person.x))


def _x(poses: Sequence[Pose]) -> float:
    first = [pose for pose in poses if pose.time <= poses[0].time + _FIRST_S]
    return float(Track(list(first)).x)


def who_move_most(people: Sequence[TrackedPerson], number: int) -> tuple[TrackedPerson, ...]:
    """Those who move most as in exercise, from left to right.

    Args:
        people: People from left to right.
        number: How many of them.
    """
    lively = sorted(people, key=lambda person: -liveliness(_sparse(person)))[:number]
    return tuple(person for person in people if person in lively)


def _sparse(person: TrackedPerson) -> Track:
    """A track with a pose every fifth of a second."""
    poses: list[Pose] = []
    for pose in person.poses:
        if not poses or pose.time - poses[-1].time >= _OFTEN_S:
            poses.append(pose)
    return Track(poses)
