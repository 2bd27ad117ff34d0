"""Bones: position and rotation of every rigid part of a body, from its landmarks."""

from __future__ import annotations

from enum import IntEnum, auto

import numpy as np

from coach.body.landmarks import Side, of_side
from coach.kinematics.skeleton import Array, Figure


class Bone(IntEnum):
    """The rigid parts. A forearm has two, because it rotates between elbow and wrist."""

    PELVIS = 0
    CHEST = auto()
    HEAD = auto()
    LEFT_UPPER_ARM = auto()
    LEFT_FOREARM = auto()
    LEFT_CUFF = auto()
    LEFT_HAND = auto()
    LEFT_THIGH = auto()
    LEFT_SHANK = auto()
    LEFT_FOOT = auto()
    RIGHT_UPPER_ARM = auto()
    RIGHT_FOREARM = auto()
    RIGHT_CUFF = auto()
    RIGHT_HAND = auto()
    RIGHT_THIGH = auto()
    RIGHT_SHANK = auto()
    RIGHT_FOOT = auto()


_HINGE_FLOOR = 0.15
"""Sine of the smallest angle at which a joint defines its axis; below it, the hand or foot does."""


def bone_of(side: Side, part: str) -> Bone:
    """The bone of one side: ``bone_of("left", "thigh")`` is ``LEFT_THIGH``."""
    return Bone[f"{side}_{part}".upper()]


def frames_of(figure: Figure, *, across: bool = False) -> Array:
    """The frame of each bone, shape (frames, bones, 3, 4).

    The first three columns are the bone's left, up (towards the trunk) and forward; the last is its position:
    the joint closer to the trunk, or the middle of the hips, of the shoulders or of the skull for the pelvis,
    the chest and the head.

    Args:
        figure: The body in every frame.
        across: Whether both hands hold one bar, with the thumbs inward regardless of the figure's thumbs.
    """
    landmarks = figure.landmarks
    made = np.empty((len(landmarks), len(Bone), 3, 4))
    hips, shoulders = (_middle(landmarks, joint) for joint in ("hip", "shoulder"))
    up = shoulders - hips
    for bone, place, joint in ((Bone.PELVIS, hips, "hip"), (Bone.CHEST, shoulders, "shoulder")):
        left = _of(landmarks, "left", joint) - _of(landmarks, "right", joint)
        made[:, bone] = _frame(place, *_squared(left, up))
    made[:, Bone.HEAD] = np.concatenate([figure.head, figure.head_middle[..., None]], axis=2)
    for side in ("left", "right"):
        _arm(made, landmarks, side, _towards_other(landmarks, side) if across else None)
        _leg(made, landmarks, side)
    return made


def _towards_other(landmarks: Array, side: Side) -> Array:
    way = _of(landmarks, "right", "wrist") - _of(landmarks, "left", "wrist")
    return way if side == "left" else -way


def _arm(made: Array, landmarks: Array, side: Side, thumb_to: Array | None) -> None:
    shoulder, elbow, wrist, index, pinky = (
        _of(landmarks, side, joint) for joint in ("shoulder", "elbow", "wrist", "index", "pinky")
    )
    upper, lower = _unit(shoulder - elbow), _unit(elbow - wrist)
    thumb = _unit(index - pinky)
    hinge = _cross(lower, upper) + _HINGE_FLOOR * _cross(lower, thumb)
    for part, place, up in (("upper_arm", shoulder, upper), ("forearm", elbow, lower)):
        made[:, bone_of(side, part)] = _frame(place, _square(hinge, up), up)
    palm = _unit(wrist - (index + pinky) / 2)
    if thumb_to is not None:
        thumb = _square(thumb_to, palm)
    made[:, bone_of(side, "cuff")] = _frame(elbow, _unit(_cross(lower, thumb)), lower)
    made[:, bone_of(side, "hand")] = _frame(wrist, _unit(_cross(palm, thumb)), palm)


def _leg(made: Array, landmarks: Array, side: Side) -> None:
    hip, knee, ankle, heel, toe = (
        _of(landmarks, side, joint) for joint in ("hip", "knee", "ankle", "heel", "foot_index")
    )
    upper, lower, forward = _unit(hip - knee), _unit(knee - ankle), _unit(toe - heel)
    hinge = _cross(upper, lower) + _HINGE_FLOOR * _cross(lower, forward)
    for part, place, up in (("thigh", hip, upper), ("shank", knee, lower)):
        made[:, bone_of(side, part)] = _frame(place, _square(hinge, up), up)
    instep = _square(ankle - heel, forward)
    made[:, bone_of(side, "foot")] = _frame(ankle, _cross(instep, forward), instep)


def _frame(place: Array, left: Array, up: Array) -> Array:
    return np.stack([left, up, _cross(left, up), place], axis=-1)


def _squared(across: Array, up: Array) -> tuple[Array, Array]:
    """The unit vectors of ``across`` and of ``up`` made perpendicular to it."""
    left = _unit(across)
    return left, _square(up, left)


def _square(way: Array, to: Array) -> Array:
    return _unit(way - np.einsum("fi,fi->f", way, to)[:, None] * to)


def _middle(landmarks: Array, joint: str) -> Array:
    middle: Array = (_of(landmarks, "left", joint) + _of(landmarks, "right", joint)) / 2
    return middle


def _of(landmarks: Array, side: Side, joint: str) -> Array:
    place: Array = landmarks[:, of_side(side, joint)]
    return place


def _unit(ways: Array) -> Array:
    unit: Array = ways / np.maximum(np.linalg.norm(ways, axis=-1, keepdims=True), 1e-9)
    return unit


def _cross(one: Array, other: Array) -> Array:
    return np.cross(one, other)
