"""Where down is for a body, as its exercise has it, and which way up a picture of it is therefore."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from coach.body.landmarks import Landmark
from coach.body.pose import FloatArray, Pose

Direction = tuple[float, float, float]
"""In a body's own axes: to its left, up along its trunk, to its front; of length 1."""

_LEFT = [Landmark.LEFT_SHOULDER, Landmark.LEFT_HIP]
_RIGHT = [Landmark.RIGHT_SHOULDER, Landmark.RIGHT_HIP]
_SHOULDERS = [Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER]
_HIPS = [Landmark.LEFT_HIP, Landmark.RIGHT_HIP]
_SHORTEST_M = 1e-6

DOWN_BY_TURNS = np.array([(0, 1, 0), (1, 0, 0), (0, -1, 0), (-1, 0, 0)], float)
"""Where down is in the camera's axes, where a picture stands upright after 0 to 3 quarter turns clockwise."""


@dataclass(frozen=True, slots=True)
class Posture:
    """How a body is held against gravity.

    Attributes:
        downs: Where down is for the body: in one position, or in each of those that it goes through.
    """

    downs: tuple[Direction, ...]


def down_of(pitch_deg: float, roll_deg: float = 0.0) -> Direction:
    """Where down is for a trunk that is pitched and rolled as :class:`coach.catalogue.poses.KeyPoses` says.

    Args:
        pitch_deg: 0 upright, 90 face down, -90 face up.
        roll_deg: Then about its own front-back axis: 90 lies on the left side.
    """
    pitch, roll = np.radians((pitch_deg, roll_deg))
    level = float(np.cos(pitch))
    return float(np.sin(roll)) * level, -float(np.cos(roll)) * level, float(np.sin(pitch))


def trunk_axes(pose: Pose) -> FloatArray:
    """The trunk's left, up and front in the camera's axes, shape (3, 3), each of length 1."""
    world = pose.world.astype(float)
    up = _unit(world[_SHOULDERS].mean(axis=0) - world[_HIPS].mean(axis=0))
    left = world[_LEFT].mean(axis=0) - world[_RIGHT].mean(axis=0)
    left = _unit(left - up * (left @ up))
    return np.array([left, up, np.cross(left, up)])


def turns_evidence(poses: Sequence[Pose], posture: Posture) -> FloatArray:
    """How well the posture agrees with the picture, were it turned by 0 to 3 quarters clockwise.

    For each pose the cosine between where down would be, and where it is for a body in the nearest of the
    posture's positions; the mean over all poses, shape (4,), -1 to 1.
    """
    downs = np.array(posture.downs)
    agreeing = [(downs @ trunk_axes(pose) @ DOWN_BY_TURNS.T).max(axis=0) for pose in poses]
    return np.asarray(np.mean(agreeing, axis=0))


def _unit(vector: FloatArray) -> FloatArray:
    length: FloatArray = vector / max(float(np.sqrt(vector @ vector)), _SHORTEST_M)
    return length
