"""One body in one frame with its clothing, and what is known about a person."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from coach.body.pose import FloatArray, Pose
from coach.body.tracks import frame_px, radius_px

_COAST_S = 3.0
"""Longest time for which a hidden person is expected to keep their velocity: nobody walks out of a metre of
cover more slowly."""
_VELOCITY_S, _CLOTHING_S = 0.5, 2.0
"""Time constants of the running means: a step of walking, a rep."""
_LEVEL = np.array([1.0, 0.0])
"""People walk across the picture; up and down they come back."""


@dataclass(frozen=True, slots=True, eq=False)
class SeenBody:
    """A body in one frame.

    Attributes:
        pose: Its pose.
        clothing: Histogram of its clothing's colours, with the sum 1; None if unknown.
    """

    pose: Pose
    clothing: FloatArray | None = None

    @property
    def middle_px(self) -> FloatArray:
        """Middle of its joints in pixels, shape (2,)."""
        middle: FloatArray = frame_px(self.pose).mean(axis=0)
        return middle


@dataclass(frozen=True, slots=True, eq=False)
class Motion:
    """Where a person is, where they go, and what they look like.

    Attributes:
        body: The last body.
        velocity_px: Pixels per second across the picture, shape (2,).
        clothing: Running mean of their clothing; None if unknown.
    """

    body: SeenBody
    velocity_px: FloatArray
    clothing: FloatArray | None

    @property
    def time(self) -> float:
        """Time of the last body in seconds."""
        return self.body.pose.time

    @property
    def radius_px(self) -> float:
        """Radius of the last body in pixels."""
        return radius_px(self.body.pose)

    def shift_px(self, time: float) -> FloatArray:
        """How far they should have moved at a time since the last body, in pixels, shape (2,)."""
        shift: FloatArray = self.velocity_px * min(max(time - self.time, 0.0), _COAST_S)
        return shift

    def box_px(self, time: float) -> FloatArray:
        """The expected box around the joints at a time: left, top, right, bottom in pixels, shape (4,)."""
        joints = frame_px(self.body.pose) + self.shift_px(time)
        return np.concatenate([joints.min(axis=0), joints.max(axis=0)])

    def followed_by(self, body: SeenBody, *, steady: bool) -> Motion:
        """The motion with the next body.

        Args:
            body: The next body.
            steady: Whether no one is near, so that velocity and clothing can be trusted.
        """
        gap_s = max(body.pose.time - self.time, 1e-3)
        if not steady:
            return Motion(body, self.velocity_px, self.clothing)
        now = _LEVEL * (body.middle_px - self.body.middle_px) / gap_s
        velocity = self.velocity_px + (now - self.velocity_px) * min(gap_s / _VELOCITY_S, 1.0)
        return Motion(body, velocity, self._clothing_with(body, gap_s))

    def _clothing_with(self, body: SeenBody, gap_s: float) -> FloatArray | None:
        if self.clothing is None or body.clothing is None:
            return body.clothing if self.clothing is None else self.clothing
        mean: FloatArray = self.clothing + (body.clothing - self.clothing) * min(gap_s / _CLOTHING_S, 1.0)
        return mean


def clothing_distance(one: FloatArray | None, other: FloatArray | None) -> float | None:
    """Hellinger distance of two histograms, 0 for equal ones to 1; None if one is unknown."""
    if one is None or other is None:
        return None
    return float(np.sqrt(max(1.0 - np.sqrt(one * other).sum(), 0.0)))
