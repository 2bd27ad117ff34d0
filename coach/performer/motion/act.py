"""What anything performed has in common: a body before a camera, and where it is at every moment."""

from __future__ import annotations

import hashlib
import json
from abc import abstractmethod
from dataclasses import asdict
from functools import cached_property
from typing import Any, cast

import numpy as np

from coach.body.angles import joint_angles
from coach.catalogue.poses import MOVEMENTS, Part, Prop
from coach.performer.figure.body import Body
from coach.performer.figure.skeleton import Array, Figure
from coach.performer.render.camera import Camera

VERSION = "2"
"""To be raised whenever the same act gives another movement: what is kept of acts is kept by it."""
_NOISE_HZ = 2.0
"""Joints waver this often: the band of human sway, not the jitter of a sensor."""


class Act:
    """What is performed by one body before one camera; everything about it is known.

    Attributes:
        body: Who performs.
        camera: Who looks on.
        frame_rate: Frames a second.
    """

    body: Body
    camera: Camera
    frame_rate: float

    @property
    @abstractmethod
    def name(self) -> str:
        """What is performed, in a word or two."""

    @property
    def version(self) -> str:
        """How this act is moved; raised for some acts only, where only they move otherwise."""
        return VERSION

    @property
    @abstractmethod
    def props(self) -> tuple[Prop, ...]:
        """What is held or stood at."""

    @property
    @abstractmethod
    def duration_s(self) -> float:
        """Seconds from the first frame to the end."""

    @property
    @abstractmethod
    def figure(self) -> Figure:
        """The body at every frame, in its place in the room."""

    @property
    @abstractmethod
    def sweep(self) -> Figure:
        """The body all along what is done in one place: by it stands and lies what the props are."""

    @property
    def middle(self) -> Array:
        """What the camera looks at: the middle of all that is swept, in metres, shape (3,)."""
        return middle_of(self.sweep)

    @cached_property
    def times(self) -> Array:
        """When each frame is, in seconds, shape (frames,)."""
        return np.arange(round(self.duration_s * self.frame_rate)) / self.frame_rate

    @cached_property
    def joints_deg(self) -> Array:
        """The true inner angle of every joint in every frame, shape (frames, 5, 2) as ``Angles.joints``."""
        return np.asarray(joint_angles(self.figure.landmarks), float)

    @cached_property
    def digest(self) -> str:
        """What tells this act from every other one: a hash in hex."""
        # every act is a dataclass
        told = json.dumps([self.version, self.name, asdict(cast(Any, self))], sort_keys=True, default=_plain)
        return hashlib.sha256(told.encode()).hexdigest()


def _plain(part: Part) -> dict[str, Any]:
    return part.model_dump()


def middle_of(figure: Figure) -> Array:
    """The middle of all that a figure sweeps, metres in the room's axes, shape (3,)."""
    landmarks = figure.landmarks
    halfway: Array = (landmarks.min(axis=(0, 1)) + landmarks.max(axis=(0, 1))) / 2
    return halfway


def wavering(times: Array, deviation_deg: float, seed: int) -> Array:
    """Slow wavering of every joint, in degrees, shape (frames, movements)."""
    random = np.random.default_rng(seed)
    knots = np.arange(0, times[-1] + 3 / _NOISE_HZ, 1 / _NOISE_HZ)
    heights = random.normal(0, deviation_deg, (len(MOVEMENTS), len(knots)))
    return np.stack([np.interp(times, knots, row) for row in heights], axis=1)
