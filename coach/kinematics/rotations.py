"""Rotations: parts of a rotation, and the rotation from one direction to another."""

from __future__ import annotations

import numpy as np

from coach.kinematics.skeleton import Array

_SMALLEST = 1e-9


def partial_rotation(turn: Array, share: Array) -> Array:
    """A share (frames,) of each rotation about its axis, shape (frames, 3, 3)."""
    axis, angle = _axis_and_angle(turn)
    return about_axis(axis, angle * share)


def rotation_between(one: Array, other: Array) -> Array:
    """The smallest rotations between directions, each of shape (frames, 3)."""
    one = one / np.linalg.norm(one, axis=1, keepdims=True)
    other = other / np.linalg.norm(other, axis=1, keepdims=True)
    axis = np.cross(one, other)
    sine = np.linalg.norm(axis, axis=1)
    return about_axis(
        axis / np.maximum(sine, _SMALLEST)[:, None], np.arctan2(sine, (one * other).sum(axis=1))
    )


def about_axis(axis: Array, radians: Array) -> Array:
    """Right-handed rotations about unit axes (frames, 3), shape (frames, 3, 3), by Rodrigues' formula."""
    skew = np.zeros((len(axis), 3, 3))
    skew[:, [2, 0, 1], [1, 2, 0]] = axis
    skew[:, [1, 2, 0], [2, 0, 1]] = -axis
    sine, cosine = np.sin(radians)[:, None, None], np.cos(radians)[:, None, None]
    turns: Array = np.eye(3) + sine * skew + (1 - cosine) * (skew @ skew)
    return turns


def _axis_and_angle(turn: Array) -> tuple[Array, Array]:
    doubled = turn - turn.transpose(0, 2, 1)
    axis = np.stack([doubled[:, 2, 1], doubled[:, 0, 2], doubled[:, 1, 0]], axis=1) / 2
    sine = np.linalg.norm(axis, axis=1)
    cosine = (np.trace(turn, axis1=1, axis2=2) - 1) / 2
    return axis / np.maximum(sine, _SMALLEST)[:, None], np.arctan2(sine, cosine)
