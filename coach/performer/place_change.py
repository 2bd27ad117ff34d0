"""A person who exercises at one place, walks across the picture, and exercises at another place."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

import numpy as np

from coach.catalogue.poses import Prop
from coach.kinematics.body import Body
from coach.kinematics.body_placement import shifted
from coach.kinematics.skeleton import Array, Figure, angle_row, joined
from coach.kinematics.trajectory import smooth
from coach.performer.medley import shift_to_spot
from coach.performer.motion.act import Act, joint_noise
from coach.performer.motion.choreography import Performance
from coach.performer.motion.gait import walk
from coach.performer.motion.walk_in import STANDING
from coach.performer.render.camera import Camera

_SIDEWAYS_DEG = 90.0
_TURN_S = 0.7
"""Time to turn from the camera to the way, and back."""
_SET_OFF_S = 0.6
"""Time from standing to full steps, and back."""


@dataclass(frozen=True)
class PlaceChange(Act):
    """Two sets at two places, with a walk in between.

    Attributes:
        parts: The performances, with entries and exits that are too short to walk; the second may be missing.
        spot_m: Where the person stands first: metres to the right in the picture and towards the camera.
        towards: Direction of the walk in the picture.
        walk_s: Duration of the walk; 0 stays at the place.
        seed: Seed of the joints' noise while walking.
        joint_noise_deg: Standard deviation of that noise.
        body: The body.
        camera: The camera, in front of the person.
        frame_rate: Frames per second.
    """

    parts: tuple[Performance, ...]
    spot_m: tuple[float, float] = (0.0, 0.0)
    towards: Literal["left", "right"] = "right"
    walk_s: float = 0.0
    seed: int = 0
    joint_noise_deg: float = 1.0
    body: Body = field(default_factory=Body)
    camera: Camera = field(default_factory=Camera)
    frame_rate: float = 30.0

    @property
    def name(self) -> str:
        """Its name."""
        return "place change"

    @property
    def props(self) -> tuple[Prop, ...]:
        """Empty: props would stay behind."""
        return ()

    @property
    def duration_s(self) -> float:
        """Duration in seconds."""
        return (sum(len(part.times) for part in self.parts) + self._steps) / self.frame_rate

    @property
    def reps(self) -> int:
        """Number of reps in all sets."""
        return sum(len(part.reps) for part in self.parts)

    @property
    def sweep(self) -> Figure:
        """The whole way."""
        return self.figure

    @cached_property
    def figure(self) -> Figure:
        """The body in every frame, at its place in the room."""
        spot = np.array([self.spot_m[0], 0.0, self.spot_m[1]])
        figures = [self._at(self.parts[0], spot)]
        if self._steps:
            way = self._way(figures[0])
            figures.append(way)
            spot = spot + (_hips(way, -1) - _hips(way, 0)) * [1, 0, 1]
        figures += [self._at(part, spot) for part in self.parts[1:]]
        return joined(figures)

    @property
    def _steps(self) -> int:
        return round(self.walk_s * self.frame_rate)

    def _at(self, part: Performance, spot: Array) -> Figure:
        return shifted(part.figure, shift_to_spot(part) + spot)

    def _way(self, before: Figure) -> Figure:
        """The walk, from where the last frame before it stands."""
        times = np.arange(self._steps) / self.frame_rate
        from_ends_s = np.minimum(times, times[-1] - times)
        sign = 1.0 if self.towards == "right" else -1.0
        heading = sign * _SIDEWAYS_DEG * smooth(np.minimum(from_ends_s / _TURN_S, 1.0))
        vigour = smooth(np.minimum(from_ends_s / _SET_OFF_S, 1.0))
        noise = joint_noise(times, self.joint_noise_deg, self.seed)
        walked = walk(angle_row(STANDING) + noise, times, vigour, heading, self.body).figure
        return shifted(walked, (_hips(before, -1) - _hips(walked, 0)) * [1, 0, 1])


def _hips(figure: Figure, frame: int) -> Array:
    """The middle of the hips in a frame, shape (3,)."""
    hips: Array = figure.landmarks[frame, 23:25].mean(axis=0)
    return hips
