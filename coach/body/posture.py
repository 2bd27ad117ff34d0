"""Postures of bodies against gravity, and the picture orientation that follows from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from coach.body.angles import SIDES
from coach.body.landmarks import Landmark, of_side
from coach.body.pose import FloatArray, Pose

Direction = tuple[float, float, float]
"""A unit vector in a body's own axes: left, up along the trunk, front."""

_LEFT = [Landmark.LEFT_SHOULDER, Landmark.LEFT_HIP]
_RIGHT = [Landmark.RIGHT_SHOULDER, Landmark.RIGHT_HIP]
_SHOULDERS = [Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER]
_HIPS = [Landmark.LEFT_HIP, Landmark.RIGHT_HIP]
_SHORTEST_M = 1e-6
_FAR = float(np.cos(np.pi / 4))
_LIMBS = tuple(
    (of_side(side, near), of_side(side, far))
    for side in SIDES
    for near, far in (
        ("shoulder", "elbow"),
        ("elbow", "wrist"),
        ("hip", "knee"),
        ("knee", "ankle"),
        ("heel", "foot_index"),
    )
)
_WEIGHTS = np.array([1.0, 0.7, 1.0, 1.0, 0.5] * 2)
"""Weight of each limb: hands and feet are detected less reliably than elbows and knees."""
_OTHER_SIDE = [*range(5, 10), *range(5)]
_MIRROR = np.array([-1.0, 1.0, 1.0])
_LIKENESS, _STEADINESS = 25.0, 4.0
"""How fast the likelihood falls as the directions of limbs, and of down, differ."""
_LEAST_LIKELY = 0.02
"""Lower bound, so that a pose unlike all positions has little weight instead of a veto."""

DOWN_BY_TURNS = np.array([(0, 1, 0), (1, 0, 0), (0, -1, 0), (-1, 0, 0)], float)
"""Down in the camera's axes if the picture is upright after 0 to 3 clockwise quarter turns."""


@dataclass(frozen=True, slots=True)
class Posture:
    """The orientation of a body against gravity.

    Attributes:
        downs: Direction of gravity for the body, in each position of the exercise.
    """

    downs: tuple[Direction, ...]

    @property
    def is_upright(self) -> bool:
        """Whether the trunk stays nearly upright, as when standing, sitting or bending a little."""
        return max(up for _, up, _ in self.downs) < -_FAR

    @property
    def goes_far(self) -> bool:
        """Whether the body rotates by more than 45 degrees."""
        downs = np.array(self.downs)
        return bool((downs @ downs.T).min() < _FAR)


@dataclass(frozen=True, slots=True, eq=False)
class KnownPostures:
    """The positions of many exercises, for bodies whose exercise is unknown.

    Attributes:
        limbs: Direction of each limb in the body's own axes, shape (positions, 10, 3); see :func:`limbs_of`.
        downs: Direction of gravity in the body's own axes, shape (positions, 3).
        weights: Weight of each position, shape (positions,).
    """

    limbs: FloatArray
    downs: FloatArray
    weights: FloatArray

    def with_mirrored(self) -> KnownPostures:
        """These positions and their mirror images."""
        return KnownPostures(
            np.concatenate([self.limbs, self.limbs[:, _OTHER_SIDE] * _MIRROR]),
            np.concatenate([self.downs, self.downs * _MIRROR]),
            np.tile(self.weights, 2),
        )


def down_of(pitch_deg: float, roll_deg: float = 0.0) -> Direction:
    """Direction of gravity for a trunk with the pitch and roll of :class:`coach.catalogue.poses.KeyPoses`.

    Args:
        pitch_deg: 0 upright, 90 face down, -90 face up.
        roll_deg: Then about the body's front-back axis: 90 lies on the left side.
    """
    pitch, roll = np.radians((pitch_deg, roll_deg))
    level = float(np.cos(pitch))
    return float(np.sin(roll)) * level, -float(np.cos(roll)) * level, float(np.sin(pitch))


def trunk_axes(world: FloatArray) -> FloatArray:
    """The trunk's left, up and front in the axes of world landmarks, shape (3, 3), each of length 1."""
    up = _unit(world[_SHOULDERS].mean(axis=0) - world[_HIPS].mean(axis=0))
    left = world[_LEFT].mean(axis=0) - world[_RIGHT].mean(axis=0)
    left = _unit(left - up * (left @ up))
    return np.array([left, up, np.cross(left, up)])


def posture_agreement(poses: Sequence[Pose], posture: Posture) -> FloatArray:
    """Agreement of the posture with the picture after 0 to 3 clockwise quarter turns.

    For each pose, the cosine between down in the picture and gravity in the nearest of the posture's
    positions; the mean over all poses, shape (4,), -1 to 1.
    """
    downs = np.array(posture.downs)
    agreeing = [(downs @ trunk_axes(pose.world) @ DOWN_BY_TURNS.T).max(axis=0) for pose in poses]
    return np.asarray(np.mean(agreeing, axis=0))


def limbs_of(world: FloatArray) -> FloatArray:
    """Directions of upper arms, forearms, thighs, shins and feet in the body's own axes, shape (10, 3)."""
    axes = trunk_axes(world)
    return np.array([axes @ _unit(world[far] - world[near]) for near, far in _LIMBS])


def turn_log_likelihoods(poses: Sequence[Pose], known: KnownPostures) -> FloatArray:
    """Log-likelihood that pictures are upright after 0 to 3 clockwise quarter turns, judged by the limbs.

    The limbs reveal the position, also in a sideways picture, and the position the direction of gravity. The
    mean over all poses, shape (4,).
    """
    return np.asarray(np.mean([_log_likelihoods(pose.world.astype(float), known) for pose in poses], axis=0))


def _log_likelihoods(world: FloatArray, known: KnownPostures) -> FloatArray:
    apart = ((1.0 - (known.limbs * limbs_of(world)).sum(axis=2)) * _WEIGHTS).sum(axis=1) / _WEIGHTS.sum()
    likeness = known.weights * np.exp(-_LIKENESS * apart)
    down = known.downs @ trunk_axes(world) @ DOWN_BY_TURNS.T
    there = np.exp(_STEADINESS * (down - 1.0))
    likely: FloatArray = np.log(likeness @ there / likeness.sum() + _LEAST_LIKELY)
    return likely


def picture_down(poses: Sequence[Pose]) -> Direction:
    """Direction of the picture's lower edge in the bodies' own axes: the median of each."""
    left, up, front = np.median([trunk_axes(pose.world)[:, 1] for pose in poses], axis=0).tolist()
    return left, up, front


def _unit(vector: FloatArray) -> FloatArray:
    length: FloatArray = vector / max(float(np.sqrt(vector @ vector)), _SHORTEST_M)
    return length
