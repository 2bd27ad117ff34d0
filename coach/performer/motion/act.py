"""Base of everything performed: a body in front of a camera, and its figure over time."""

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
from coach.kinematics.body import Body
from coach.kinematics.skeleton import Array, Figure
from coach.performer.render.camera import Camera

VERSION = "2"
"""Increase this whenever the same act gives a different movement: it is part of the cache's keys."""
_NOISE_HZ = 2.0
"""Frequency of the joints' noise: that of human sway, not of sensor noise."""


class Act:
    """A performance of one body in front of one camera, with a known truth.

    Attributes:
        body: The body.
        camera: The camera.
        frame_rate: Frames per second.
    """

    body: Body
    camera: Camera
    frame_rate: float

    @property
    @abstractmethod
    def name(self) -> str:
        """Its name, a word or two."""

    @property
    def version(self) -> str:
        """Version of its movement; increased for some acts only if only they change."""
        return VERSION

    @property
    @abstractmethod
    def props(self) -> tuple[Prop, ...]:
        """The props."""

    @property
    @abstractmethod
    def duration_s(self) -> float:
        """Duration in seconds."""

    @property
    @abstractmethod
    def figure(self) -> Figure:
        """The body in every frame, at its place in the room."""

    @property
    @abstractmethod
    def sweep(self) -> Figure:
        """The body during the whole movement at its place, from which props are placed."""

    @property
    def middle(self) -> Array:
        """The camera's target: the middle of the sweep in metres, shape (3,)."""
        return middle_of(self.sweep)

    @cached_property
    def times(self) -> Array:
        """Time of each frame in seconds, shape (frames,)."""
        return np.arange(round(self.duration_s * self.frame_rate)) / self.frame_rate

    @cached_property
    def joints_deg(self) -> Array:
        """The true inner angle of every joint in every frame, shape (frames, 5, 2) like ``Angles.joints``."""
        return np.asarray(joint_angles(self.figure.landmarks), float)

    @cached_property
    def digest(self) -> str:
        """A hash in hex that identifies this act."""
        # every act is a dataclass
        text = json.dumps([self.version, self.name, asdict(cast(Any, self))], sort_keys=True, default=_plain)
        return hashlib.sha256(text.encode()).hexdigest()


def _plain(part: Part) -> dict[str, Any]:
    return part.model_dump()


def middle_of(figure: Figure) -> Array:
    """The middle of the space that a figure occupies over time, in metres, shape (3,)."""
    landmarks = figure.landmarks
    halfway: Array = (landmarks.min(axis=(0, 1)) + landmarks.max(axis=(0, 1))) / 2
    return halfway


def joint_noise(times: Array, deviation_deg: float, seed: int) -> Array:
    """Slow noise of every joint in degrees, shape (frames, movements)."""
    random = np.random.default_rng(seed)
    knots = np.arange(0, times[-1] + 3 / _NOISE_HZ, 1 / _NOISE_HZ)
    heights = random.normal(0, deviation_deg, (len(MOVEMENTS), len(knots)))
    return np.stack([np.interp(times, knots, row) for row in heights], axis=1)
