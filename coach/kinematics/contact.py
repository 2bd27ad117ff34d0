"""Contact of a body with its support: points of contact, and the rotation that it requires."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from coach.body.landmarks import Landmark, Side, of_side
from coach.catalogue.poses import Support
from coach.kinematics.body import Body
from coach.kinematics.skeleton import Array, Figure, about

Planted = Side | None

FEET = [of_side(side, part) for side in ("left", "right") for part in ("heel", "foot_index")]
_TOES = (Landmark.LEFT_FOOT_INDEX, Landmark.RIGHT_FOOT_INDEX)
_WRISTS = (Landmark.LEFT_WRIST, Landmark.RIGHT_WRIST)
_ELBOWS = (Landmark.LEFT_ELBOW, Landmark.RIGHT_ELBOW)
_HIPS = (Landmark.LEFT_HIP, Landmark.RIGHT_HIP)
_SHOULDERS = (Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER)
_LEFT_SHOULDER = (Landmark.LEFT_SHOULDER, Landmark.LEFT_SHOULDER)
SOLE = 0.008
"""Height of a foot's landmarks above the ground, as a share of the body's height."""
_CONTACT: dict[Support, tuple[tuple[Landmark, Landmark], float]] = {
    "feet": (_TOES, SOLE),
    "hands": (_WRISTS, 0.022),
    "forearms": (_ELBOWS, 0.024),
    "forearm": (_LEFT_SHOULDER, 0.024),
    "seat": (_HIPS, 0.062),
    "back": (_SHOULDERS, 0.058),
    "bench": (_SHOULDERS, 0.058),
    "bridge": (_SHOULDERS, 0.058),
    "bar": (_WRISTS, 0.0),
}
"""Points of contact, left and right, and the height of their landmarks above the support, as a share of the
body's height. On one forearm, the upper arm is upright and determines the height of the shoulder."""
_PRONE = {
    **dict.fromkeys((*_TOES, Landmark.LEFT_HEEL, Landmark.RIGHT_HEEL), 0.012),
    **dict.fromkeys((Landmark.LEFT_KNEE, Landmark.RIGHT_KNEE), 0.030),
}
_SUPINE = {**dict.fromkeys(FEET, SOLE), **dict.fromkeys(_HIPS, 0.062)}
_ASIDE = {
    Landmark.LEFT_HIP: 0.085,
    Landmark.LEFT_KNEE: 0.032,
    Landmark.LEFT_ANKLE: 0.026,
    Landmark.LEFT_FOOT_INDEX: 0.016,
}
"""Points that may touch the floor at the other end of the body; the lowest one does."""


@dataclass(frozen=True, slots=True, eq=False)
class Footing:
    """A support at its place in the room.

    Attributes:
        support: The support.
        anchor: Position of the left and right point of contact in metres, shape (2, 3).
        height_m: Height above the floor.
    """

    support: Support
    anchor: Array
    height_m: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Placing:
    """The rotation, then shift, that puts a body on its support.

    Attributes:
        turn: Rotation, shape (frames, 3, 3).
        shift: Shift in metres, shape (frames, 3).
    """

    turn: Array
    shift: Array


def contacts(figure: Figure, support: Support) -> Array:
    """Positions of the left and right point of contact in metres, shape (frames, 2, 3)."""
    points: Array = figure.landmarks[:, _CONTACT[support][0]]
    return points


def placing_on(figure: Figure, footing: Footing, body: Body, on_left: Array) -> Placing:
    """The placing of a body on a footing.

    Args:
        figure: From ``skeleton.stand``.
        footing: The footing.
        body: The body, whose surface lies between landmark and floor.
        on_left: Share of the left foot, not the right, as the planted one, shape (frames,).
    """
    support = footing.support
    turn = _turn(figure, support, body)
    turned = figure.moved(turn, np.zeros((len(turn), 3)))
    points = contacts(turned, support)
    left = (on_left if support == "feet" else np.full(len(points), 0.5))[:, None]
    offset = footing.anchor - points
    shift: Array = left * offset[:, 0] + (1 - left) * offset[:, 1]
    lowest = turned.landmarks[:, FEET, 1].min(axis=1) if support == "feet" else points[..., 1].mean(axis=1)
    shift[:, 1] = footing.height_m + _above(support, body) - lowest
    return Placing(turn, shift)


def _above(support: Support, body: Body) -> float:
    flesh = _CONTACT[support][1] + (body.upper_arm if support == "forearm" else 0.0)
    return flesh * body.height_m


def _turn(figure: Figure, support: Support, body: Body) -> Array:
    """The rotation that brings the other end of the body down to the floor, shape (frames, 3, 3)."""
    if support in ("hands", "forearms"):
        return about("x", _levelling(figure, support, _PRONE, body, (0, 0, 1)).max(axis=1))
    if support == "bridge":
        return about("x", -_levelling(figure, support, _SUPINE, body, (0, 0, -1)).max(axis=1))
    if support == "forearm":
        return about("z", -_levelling(figure, support, _ASIDE, body, (1, 0, 0)).max(axis=1))
    return about("x", np.zeros(len(figure.landmarks)))


def _levelling(
    figure: Figure, support: Support, others: dict[Landmark, float], body: Body, ahead: tuple[int, int, int]
) -> Array:
    """Radians by which the body must tilt forward over its contact for each other point to touch the floor.

    Args:
        figure: The body.
        support: The support at the head's end.
        others: Points at the other end, with their heights when they touch.
        body: The body.
        ahead: Horizontal direction to the head's end.

    Returns:
        Shape (frames, points).
    """
    end = contacts(figure, support).mean(axis=1)
    span = end[:, None] - figure.landmarks[:, list(others)]
    along = span @ np.array(ahead, float)
    rise = _above(support, body) - np.array(list(others.values())) * body.height_m
    length = np.hypot(span[..., 1], along)
    tip: Array = np.arctan2(span[..., 1], along) - np.arcsin(np.clip(rise / length, -1, 1))
    return tip
