"""Placement of a body in the room, on one support or in transition to the next."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from coach.body.landmarks import Landmark, of_side
from coach.kinematics.body import Body
from coach.kinematics.contact import Footing, Placing, placing_on
from coach.kinematics.rotations import partial_rotation, rotation_between
from coach.kinematics.skeleton import Array, Figure, hand_of, hold_hand

_LOWEST_M = 0.004
"""Smallest distance of a landmark from the floor."""
_ARM = [of_side("left", part) for part in ("elbow", "wrist", "pinky", "index", "thumb")]


def place(
    figure: Figure,
    footings: Sequence[Footing],
    weights: Array,
    body: Body,
    on_left: Array,
    lift_m: Array,
) -> Figure:
    """Place a body on its supports.

    Args:
        figure: From ``skeleton.stand``.
        footings: Its supports, in order of use.
        weights: Share of each of them, shape (frames, footings); they sum to 1 in each frame.
        body: The body, whose surface lies between landmark and floor.
        on_left: Share of the left foot, not the right, as the planted one, shape (frames,).
        lift_m: Height above the support, shape (frames,).
    """
    whole = placing_on(figure, footings[0], body, on_left)
    done = weights[:, 0].copy()
    for footing, weight in zip(footings[1:], weights.T[1:], strict=True):
        done += weight
        share = np.divide(weight, done, out=np.zeros(len(done)), where=done > 0)
        if share.any():
            whole = _between(whole, placing_on(figure, footing, body, on_left), share)
    placed = figure.moved(whole.turn, whole.shift)
    for name, rest in (("hands", _flat_hands), ("forearms", _flat_hands), ("forearm", _upright_arm)):
        share = sum(
            (w for f, w in zip(footings, weights.T, strict=True) if f.support == name), np.zeros(len(done))
        )
        if share.any():
            rest(placed, share, body)
    lowest = placed.landmarks[..., 1].min(axis=1)
    raised = np.zeros((len(lowest), 3))
    raised[:, 1] = lift_m + np.maximum(_LOWEST_M - lowest, 0.0)
    return shifted(placed, raised)


def shifted(figure: Figure, shift: Array) -> Figure:
    """The figure, shifted by metres (3,) or (frames, 3)."""
    return Figure(
        figure.landmarks + np.broadcast_to(shift, figure.head_middle.shape)[:, None],
        figure.trunk,
        figure.chest,
        figure.head,
        figure.head_middle + shift,
    )


def _between(one: Placing, other: Placing, share: Array) -> Placing:
    turn = partial_rotation(one.turn.transpose(0, 2, 1) @ other.turn, share)
    return Placing(one.turn @ turn, one.shift + share[:, None] * (other.shift - one.shift))


def _flat_hands(figure: Figure, share: Array, body: Body) -> None:
    """Point the fingers forward, with the palm on the floor."""
    for side in ("left", "right"):
        inward = np.array([-1.0 if side == "left" else 1.0, 0.0, 0.0])
        flat = _hand_axes(np.array([[0.0, -0.05, 1.0]]), inward[None])
        free = _hand_axes(*hand_of(figure.landmarks, side, body))
        hand = partial_rotation(flat @ free.transpose(0, 2, 1), share) @ free
        hold_hand(figure.landmarks, side, hand[..., 0], hand[..., 1], body)


def _hand_axes(along: Array, thumb: Array) -> Array:
    """Columns are the directions of fingers and thumb, and their normal, shape (frames, 3, 3)."""
    along = along / np.linalg.norm(along, axis=1, keepdims=True)
    return np.stack([along, thumb, np.cross(along, thumb)], axis=2)


def _upright_arm(figure: Figure, share: Array, body: Body) -> None:
    """Put the left upper arm upright below its shoulder."""
    points = figure.landmarks
    shoulder = points[:, Landmark.LEFT_SHOULDER]
    upper = points[:, Landmark.LEFT_ELBOW] - shoulder
    turn = partial_rotation(rotation_between(upper, np.broadcast_to([0.0, -1.0, 0.0], upper.shape)), share)
    arm = points[:, _ARM] - shoulder[:, None]
    points[:, _ARM] = shoulder[:, None] + np.einsum("fij,fpj->fpi", turn, arm)
