"""A workout of several exercises with rests in front of one camera."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import accumulate

import numpy as np

from coach.body.view import View
from coach.catalogue.definition import Exercise
from coach.catalogue.poses import Prop
from coach.kinematics.body import Body
from coach.kinematics.body_placement import shifted
from coach.kinematics.skeleton import Array, Figure, joined
from coach.kinematics.trajectory import Trajectory
from coach.performer.motion.act import Act, joint_noise
from coach.performer.motion.choreography import Performance
from coach.performer.motion.passage import move_along
from coach.performer.motion.walk_in import set_up
from coach.performer.render.camera import Camera
from coach.performer.repertoire import PerformanceChoice, camera_for, perform

ASIDE_S = 2.6
"""Time to get into or out of a start position, too short to walk in or out."""
WALK_S = 6.0
"""Time to get into or out of a start position, long enough to walk in or out."""
_DISTANCES_M = np.arange(2.6, 6.0, 0.1)
_MARGIN = 0.02
"""Margin on each side, as a share of the picture."""


@dataclass(frozen=True)
class Medley(Act):
    """Exercises one after another at the same spot, with a known truth.

    Attributes:
        parts: The performances in order, of one body in front of one camera, with their entries and exits.
        stands_s: How long the person stands still before each part.
        seed: Seed of the joints' noise while standing.
        joint_noise_deg: Standard deviation of that noise.
        body: The body.
        camera: The camera.
        frame_rate: Frames per second.
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
        """Its name."""
        return "medley"

    @property
    def props(self) -> tuple[Prop, ...]:
        """Empty: the props of one exercise would be in the way of the others."""
        return ()

    @property
    def duration_s(self) -> float:
        """Duration in seconds."""
        return sum(self._counts) / self.frame_rate

    @cached_property
    def stretches(self) -> tuple[tuple[str, float, float], ...]:
        """Exercise of each part, start of its first rep and end of its last one, or of the hold."""
        begins = [0, *accumulate(self._counts)][1::2]
        found = []
        for part, frames in zip(self.parts, begins, strict=True):
            (start_s, end_s), at_s = _span_s(part), frames / self.frame_rate
            found.append((part.exercise, at_s + start_s, at_s + end_s))
        return tuple(found)

    @cached_property
    def figure(self) -> Figure:
        """The body in every frame, at its place in the room."""
        return joined(list(self._figures()))

    @cached_property
    def sweep(self) -> Figure:
        """The body during all exercises, without entries and exits."""
        return joined([shifted(part.sweep, shift_to_spot(part)) for part in self.parts])

    @property
    def _counts(self) -> list[int]:
        """Number of frames of each pause and each part, in order."""
        pairs = zip(self.stands_s, self.parts, strict=True)
        return [count for stand_s, part in pairs for count in (self._frames(stand_s), len(part.times))]

    def _frames(self, seconds: float) -> int:
        return round(seconds * self.frame_rate)

    def _figures(self) -> Iterator[Figure]:
        """Yield pauses and parts alternately, all from the same spot."""
        for number, (stand_s, part) in enumerate(zip(self.stands_s, self.parts, strict=True)):
            if frames := self._frames(stand_s):
                yield self._standing(frames, self.seed + number)
            yield shifted(part.figure, shift_to_spot(part))

    def _standing(self, frames: int, seed: int) -> Figure:
        noise = joint_noise(np.arange(frames) / self.frame_rate, self.joint_noise_deg, seed)
        ready = set_up(Trajectory(self.parts[0].poses, self.body))
        passage = move_along(ready, np.zeros(frames), noise)
        return shifted(passage.figure, -ready.ends[0] * [1, 0, 1])


def shift_to_spot(part: Performance) -> Array:
    """The shift that puts the spot where the body stands before a part at the room's origin, shape (3,)."""
    trajectory = Trajectory(part.poses, part.body)
    ready = set_up(trajectory)
    moved: Array = -(ready.ends[0] + trajectory.ends[0] - ready.ends[1]) * [1, 0, 1]
    return moved


def _span_s(part: Performance) -> tuple[float, float]:
    """Start of the first rep and end of the last one, or of the hold, since the part's first frame."""
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
    """A medley, with a camera that has all of it in its picture.

    Args:
        parts: The exercises, without props, and the choices for each performance.
        stands_s: How long the person stands still before each of them.
        view: The view.
        body: The body.
        height_m: Height of the camera above the floor.
        seed: Seed of the joints' noise.
        frame_rate: Frames per second.
    """
    camera = camera_for(parts[0][0], view, height_m=height_m, body=body)
    performed = []
    for number, (exercise, choice) in enumerate(parts):
        whole = PerformanceChoice(body=body, frame_rate=frame_rate, seed=seed + 100 * number) | choice
        performed.append(replace(perform(exercise, **whole), camera=camera))
    act = Medley(tuple(performed), tuple(stands_s), seed, body=body, camera=camera, frame_rate=frame_rate)
    return replace(act, camera=_far_enough(camera, act))


def _far_enough(camera: Camera, act: Medley) -> Camera:
    """The closest camera that has all of an act in its picture, else the farthest one."""
    landmarks, middle = act.sweep.landmarks, act.middle
    places = [replace(camera, distance_m=float(distance)) for distance in _DISTANCES_M]
    for place in places:
        shares = place.pixels(place.to_camera(landmarks, middle)) / place.size
        if shares.min() >= _MARGIN and shares.max() <= 1 - _MARGIN:
            return place
    return places[-1]
