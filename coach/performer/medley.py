"""A whole workout before one camera: several exercises, and rests between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import accumulate

import numpy as np

from coach.body.view import View
from coach.catalogue.definition import Exercise
from coach.catalogue.poses import Prop
from coach.performer.figure.body import Body
from coach.performer.figure.skeleton import Array, Figure, joined
from coach.performer.motion.act import Act, wavering
from coach.performer.motion.body_placement import shifted
from coach.performer.motion.choreography import Performance
from coach.performer.motion.passage import along
from coach.performer.motion.trajectory import Trajectory
from coach.performer.motion.walk_in import set_up
from coach.performer.render.camera import Camera
from coach.performer.repertoire import PerformanceChoice, camera_for, perform

ASIDE_S = 2.6
"""To get into a start position, and out of it: too short to walk in or out."""
WALK_S = 6.0
"""Long enough for it."""
_DISTANCES_M = np.arange(2.6, 6.0, 0.1)
_MARGIN = 0.02
"""Share of the picture that stays free at each side."""


@dataclass(frozen=True)
class Medley(Act):
    """Exercises one after the other, each begun and left where the person stands; everything is known.

    Attributes:
        parts: What is performed, in order, by one body before one camera; each with the time it takes to
            come and to go.
        stands_s: How long the person stands still before each part.
        seed: Of how the joints waver while they stand.
        joint_noise_deg: Standard deviation of that.
        body: Who performs.
        camera: Who looks on.
        frame_rate: Frames a second.
    """

    parts: tuple[Performance, ...]
    stands_s: tuple[float, ...]
    seed: int = 0
    joint_noise_deg: float = 1.0
    body: Body = field(default_factory=Body)
    camera: Camera = field(default_factory=Camera)
    frame_rate: float = 30.0

    @property
    def name(self) -> str:
        """That it is many."""
        return "medley"

    @property
    def props(self) -> tuple[Prop, ...]:
        """None: what lies ready for one exercise would be in the way of the others."""
        return ()

    @property
    def duration_s(self) -> float:
        """Seconds from the first frame to the end."""
        return sum(self._counts) / self.frame_rate

    @cached_property
    def stretches(self) -> tuple[tuple[str, float, float], ...]:
        """Of each part what is done, when its first repetition starts, and when its last one ends.

        Of a hold: when the position is reached, and when it is left.
        """
        begins = [0, *accumulate(self._counts)][1::2]
        found = []
        for part, frames in zip(self.parts, begins, strict=True):
            (start_s, end_s), at_s = _work(part), frames / self.frame_rate
            found.append((part.exercise, at_s + start_s, at_s + end_s))
        return tuple(found)

    @cached_property
    def figure(self) -> Figure:
        """The body at every frame, in its place in the room."""
        return joined(list(self._figures()))

    @cached_property
    def sweep(self) -> Figure:
        """The body in everything that is done, without the ways to and from it."""
        return joined([shifted(part.sweep, _aside(part)) for part in self.parts])

    @property
    def _counts(self) -> list[int]:
        """How many frames each standing and each part has, in order."""
        pairs = zip(self.stands_s, self.parts, strict=True)
        return [count for stand_s, part in pairs for count in (self._frames(stand_s), len(part.times))]

    def _frames(self, seconds: float) -> int:
        return round(seconds * self.frame_rate)

    def _figures(self) -> Iterator[Figure]:
        """Standing and performing in turn, everything from the same spot."""
        for number, (stand_s, part) in enumerate(zip(self.stands_s, self.parts, strict=True)):
            if frames := self._frames(stand_s):
                yield self._standing(frames, self.seed + number)
            yield shifted(part.figure, _aside(part))

    def _standing(self, frames: int, seed: int) -> Figure:
        noise = wavering(np.arange(frames) / self.frame_rate, self.joint_noise_deg, seed)
        ready = set_up(Trajectory(self.parts[0].poses, self.body))
        passage = along(ready, np.zeros(frames), noise)
        return shifted(passage.figure, -ready.ends[0] * [1, 0, 1])


def _aside(part: Performance) -> Array:
    """What puts the spot where a body stands before it gets ready at the room's origin, shape (3,)."""
    way = Trajectory(part.poses, part.body)
    ready = set_up(way)
    moved: Array = -(ready.ends[0] + way.ends[0] - ready.ends[1]) * [1, 0, 1]
    return moved


def _work(part: Performance) -> tuple[float, float]:
    """When the first repetition starts and the last one ends, or the hold, since the part's first frame."""
    if part.hold_s:
        begins_s = part.entry_s + part.rest_before_s
        return begins_s, begins_s + part.hold_s
    return part.reps[0].start_s, part.reps[-1].end_s


def medley(
    parts: Sequence[tuple[Exercise, PerformanceChoice]],
    stands_s: Sequence[float],
    *,
    view: View,
    body: Body,
    height_m: float = 0.8,
    seed: int = 0,
    frame_rate: float = 30.0,
) -> Medley:
    """A medley before a camera that has everything in its picture.

    Args:
        parts: The exercises, without props, and how each is performed.
        stands_s: How long the person stands still before each of them.
        view: From where it is seen.
        body: Who performs.
        height_m: How high above the floor the camera is.
        seed: Of how joints waver.
        frame_rate: Frames a second.
    """
    camera = camera_for(parts[0][0], view, height_m=height_m, body=body)
    performed = []
    for number, (exercise, choice) in enumerate(parts):
        whole = PerformanceChoice(body=body, frame_rate=frame_rate, seed=seed + 100 * number) | choice
        performed.append(replace(perform(exercise, **whole), camera=camera))
    act = Medley(tuple(performed), tuple(stands_s), seed, body=body, camera=camera, frame_rate=frame_rate)
    return replace(act, camera=_far_enough(camera, act))


def _far_enough(camera: Camera, act: Medley) -> Camera:
    """The nearest place for a camera that has all of an act in its picture, or the farthest there is."""
    landmarks, middle = act.sweep.landmarks, act.middle
    places = [replace(camera, distance_m=float(distance)) for distance in _DISTANCES_M]
    for place in places:
        shares = place.pixels(place.seen(landmarks, middle)) / place.size
        if shares.min() >= _MARGIN and shares.max() <= 1 - _MARGIN:
            return place
    return places[-1]
