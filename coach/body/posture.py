"""Where down is for a body, as its exercise has it, and which way up a picture of it is therefore."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from coach.body.angles import SIDES
from coach.body.landmarks import Landmark, of_side
from coach.body.pose import FloatArray, Pose

Direction = tuple[float, float, float]
"""In a body's own axes: to its left, up along its trunk, to its front; of length 1."""

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
"""How much each limb says: hands and feet are seen less surely than elbows and knees."""
_OTHER_SIDE = [*range(5, 10), *range(5)]
_MIRROR = np.array([-1.0, 1.0, 1.0])
_LIKENESS, _STEADINESS = 25.0, 4.0
"""How quickly a position gets unlikely as limbs point elsewhere, and as down is elsewhere."""
_LEAST_LIKELY = 0.02
"""What no position explains says nothing, rather than everything."""

DOWN_BY_TURNS = np.array([(0, 1, 0), (1, 0, 0), (0, -1, 0), (-1, 0, 0)], float)
"""Where down is in the camera's axes, where a picture stands upright after 0 to 3 quarter turns clockwise."""


@dataclass(frozen=True, slots=True)
class Posture:
    """How a body is held against gravity.

    Attributes:
        downs: Where down is for the body: in one position, or in each of those that it goes through.
    """

    downs: tuple[Direction, ...]

    @property
    def is_upright(self) -> bool:
        """Whether the trunk is never far from upright, as of who stands, sits or bends a little."""
        return max(up for _, up, _ in self.downs) < -_FAR

    @property
    def goes_far(self) -> bool:
        """Whether the body is turned by more than 45 degrees on its way."""
        downs = np.array(self.downs)
        return bool((downs @ downs.T).min() < _FAR)


@dataclass(frozen=True, slots=True, eq=False)
class KnownPostures:
    """The positions of many exercises, for bodies of which nobody knows what they do.

    Attributes:
        limbs: Where each limb points in the body's own axes, shape (positions, 10, 3); see :func:`limbs_of`.
        downs: Where down is in each, in the body's own axes, shape (positions, 3).
        weights: How much each counts, shape (positions,).
    """

    limbs: FloatArray
    downs: FloatArray
    weights: FloatArray

    def with_mirrored(self) -> KnownPostures:
        """The same and each with left and right changed over."""
        return KnownPostures(
            np.concatenate([self.limbs, self.limbs[:, _OTHER_SIDE] * _MIRROR]),
            np.concatenate([self.downs, self.downs * _MIRROR]),
            np.tile(self.weights, 2),
        )


def down_of(pitch_deg: float, roll_deg: float = 0.0) -> Direction:
    """Where down is for a trunk that is pitched and rolled as :class:`coach.catalogue.poses.KeyPoses` says.

    Args:
        pitch_deg: 0 upright, 90 face down, -90 face up.
        roll_deg: Then about its own front-back axis: 90 lies on the left side.
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


def turns_evidence(poses: Sequence[Pose], posture: Posture) -> FloatArray:
    """How well the posture agrees with the picture, were it turned by 0 to 3 quarters clockwise.

    For each pose the cosine between where down would be, and where it is for a body in the nearest of the
    posture's positions; the mean over all poses, shape (4,), -1 to 1.
    """
    downs = np.array(posture.downs)
    agreeing = [(downs @ trunk_axes(pose.world) @ DOWN_BY_TURNS.T).max(axis=0) for pose in poses]
    return np.asarray(np.mean(agreeing, axis=0))


def limbs_of(world: FloatArray) -> FloatArray:
    """Where upper arms, forearms, thighs, shins and feet point in the body's own axes, shape (10, 3)."""
    axes = trunk_axes(world)
    return np.array([axes @ _unit(world[far] - world[near]) for near, far in _LIMBS])


def likely_turns(poses: Sequence[Pose], known: KnownPostures) -> FloatArray:
    """How likely pictures stand upright after 0 to 3 quarter turns, by what the limbs do.

    A body says by its limbs which position it is in, and that where down is: how arms and legs are held is
    the same in a picture that lies on its side. The mean of the logarithm over all poses, shape (4,).
    """
    return np.asarray(np.mean([_likely(pose.world.astype(float), known) for pose in poses], axis=0))


def _likely(world: FloatArray, known: KnownPostures) -> FloatArray:
    apart = ((1.0 - (known.limbs * limbs_of(world)).sum(axis=2)) * _WEIGHTS).sum(axis=1) / _WEIGHTS.sum()
    likeness = known.weights * np.exp(-_LIKENESS * apart)
    down = known.downs @ trunk_axes(world) @ DOWN_BY_TURNS.T
    there = np.exp(_STEADINESS * (down - 1.0))
    likely: FloatArray = np.log(likeness @ there / likeness.sum() + _LEAST_LIKELY)
    return likely


def how_held(poses: Sequence[Pose]) -> Direction:
    """Where the picture's lower edge is for the bodies in it, in their own axes: the median of each."""
    left, up, front = np.median([trunk_axes(pose.world)[:, 1] for pose in poses], axis=0).tolist()
    return left, up, front


def _unit(vector: FloatArray) -> FloatArray:
    length: FloatArray = vector / max(float(np.sqrt(vector @ vector)), _SHORTEST_M)
    return length
