"""What holds a body: which of its points touch what it rests on, and how it must turn for that."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from coach.body.landmarks import Landmark, Side, of_side
from coach.catalogue.poses import Support
from coach.performer.figure.body import Body
from coach.performer.figure.skeleton import Array, Figure, about

Planted = Side | None

FEET = [of_side(side, part) for side in ("left", "right") for part in ("heel", "foot_index")]
_TOES = (Landmark.LEFT_FOOT_INDEX, Landmark.RIGHT_FOOT_INDEX)
_WRISTS = (Landmark.LEFT_WRIST, Landmark.RIGHT_WRIST)
_ELBOWS = (Landmark.LEFT_ELBOW, Landmark.RIGHT_ELBOW)
_HIPS = (Landmark.LEFT_HIP, Landmark.RIGHT_HIP)
_SHOULDERS = (Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER)
_LEFT_SHOULDER = (Landmark.LEFT_SHOULDER, Landmark.LEFT_SHOULDER)
SOLE = 0.008
"""How high a foot's landmarks lie above what it stands on, as a share of the height."""
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
"""What touches, left and right, and how high its landmarks lie above what it rests on, in heights.
On one forearm the upper arm stands upright below the shoulder, whose height it gives."""
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
"""What may touch the floor at the other end of the body; the first to come down does."""


@dataclass(frozen=True, slots=True, eq=False)
class Footing:
    """A support, and where in the room it is.

    Attributes:
        support: What supports the body.
        anchor: Where its left and right point of contact stay, metres, shape (2, 3).
        height_m: How high above the floor it is.
    """

    support: Support
    anchor: Array
    height_m: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Placing:
    """How a body that stands nowhere comes to where it is held: turned, then shifted.

    Attributes:
        turn: Shape (frames, 3, 3).
        shift: Metres, shape (frames, 3).
    """

    turn: Array
    shift: Array


def contacts(figure: Figure, support: Support) -> Array:
    """Where the left and the right point of contact are, metres, shape (frames, 2, 3)."""
    points: Array = figure.landmarks[:, _CONTACT[support][0]]
    return points


def held(figure: Figure, footing: Footing, body: Body, on_left: Array) -> Placing:
    """How a body comes to be held by a footing.

    Args:
        figure: From ``skeleton.stand``.
        footing: What holds it.
        body: Whose flesh lies between landmark and floor.
        on_left: How far the left foot is the one that stays, not the right, shape (frames,).
    """
    support = footing.support
    turn = _turn(figure, support, body)
    turned = figure.moved(turn, np.zeros((len(turn), 3)))
    points = contacts(turned, support)
    left = (on_left if support == "feet" else np.full(len(points), 0.5))[:, None]
    way = footing.anchor - points
    shift: Array = left * way[:, 0] + (1 - left) * way[:, 1]
    lowest = turned.landmarks[:, FEET, 1].min(axis=1) if support == "feet" else points[..., 1].mean(axis=1)
    shift[:, 1] = footing.height_m + _above(support, body) - lowest
    return Placing(turn, shift)


def _above(support: Support, body: Body) -> float:
    flesh = _CONTACT[support][1] + (body.upper_arm if support == "forearm" else 0.0)
    return flesh * body.height_m


def _turn(figure: Figure, support: Support, body: Body) -> Array:
    """The turn that brings the other end of the body down to the floor too, shape (frames, 3, 3)."""
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
    """Radians by which the body must tip forward over its contact for each other point to touch the floor.

    Args:
        figure: The body.
        support: What it rests on at the head's end.
        others: Points at the other end, and how high they lie when they touch.
        body: Whose.
        ahead: Where the head's end lies, a level direction of the room.

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
