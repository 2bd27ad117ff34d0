"""Where a body is in the room: what stays on the floor, on a bar, or where it was."""

from __future__ import annotations

import numpy as np

from coach.body.landmarks import Landmark, Side, of_side
from coach.performer.body import Body
from coach.performer.skeleton import Array, Figure, hold_hand

_FEET = [of_side(side, part) for side in ("left", "right") for part in ("heel", "foot_index")]
_TOES = [Landmark.LEFT_FOOT_INDEX, Landmark.RIGHT_FOOT_INDEX]
_WRISTS = [Landmark.LEFT_WRIST, Landmark.RIGHT_WRIST]
_ELBOWS = [Landmark.LEFT_ELBOW, Landmark.RIGHT_ELBOW]
_HIPS = [Landmark.LEFT_HIP, Landmark.RIGHT_HIP]
_SHOULDERS = [Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER]
_FLESH = {"toes": 0.012, "wrist": 0.022, "elbow": 0.024, "seat": 0.062, "back": 0.058, "feet": 0.008}
"""How high a landmark lies above what it rests on, as shares of the height."""
_BAR_CLEARANCE_M = 0.12

Planted = Side | None


def place(figure: Figure, support: str, body: Body, planted: list[Planted], start: Figure) -> Figure:
    """Put a body that stands nowhere on what supports it.

    Args:
        figure: From ``skeleton.stand``.
        support: As in an exercise file's key poses.
        body: Whose flesh lies between landmark and floor.
        planted: For every frame, the foot that stays where it is; None when both do.
        start: The start position, one frame, from ``skeleton.stand``: where feet and hands stay.
    """
    if support in ("hands", "forearms"):
        return _prone(figure, support, body)
    if support == "bar":
        return _hanging(figure, start)
    if support in ("seat", "back"):
        return _lying(figure, support, body)
    return _standing(figure, body, planted, start)


def _standing(figure: Figure, body: Body, planted: list[Planted], start: Figure) -> Figure:
    toes = figure.landmarks[:, _TOES] - start.landmarks[:, _TOES]
    share = np.array([{"left": 1.0, "right": 0.0, None: 0.5}[side] for side in planted])[:, None]
    shift = -(toes[:, 0] * share + toes[:, 1] * (1 - share))
    shift[:, 1] = _FLESH["feet"] * body.height_m - figure.landmarks[:, _FEET, 1].min(axis=1)
    return _shifted(figure, shift)


def _prone(figure: Figure, support: str, body: Body) -> Figure:
    """Hands or elbows and toes on the floor: the body turns about its left-right axis until both touch."""
    points, flesh = (_WRISTS, "wrist") if support == "hands" else (_ELBOWS, "elbow")
    front = figure.landmarks[:, points].mean(axis=1)
    toes = figure.landmarks[:, _TOES].mean(axis=1)
    span = front - toes
    rise = (_FLESH[flesh] - _FLESH["toes"]) * body.height_m
    length = np.hypot(span[:, 1], span[:, 2])
    turn = np.arctan2(span[:, 1], span[:, 2]) - np.arcsin(rise / length)
    level = figure.moved(turn, np.zeros((len(turn), 3)))
    anchor = level.landmarks[:, points].mean(axis=1)
    shift = -anchor
    shift[:, 1] += _FLESH[flesh] * body.height_m
    grounded = _shifted(level, shift)
    for side in ("left", "right"):
        inward = np.array([-1.0 if side == "left" else 1.0, 0.0, 0.0])
        hold_hand(grounded.landmarks, side, np.array([0.0, -0.05, 1.0]), inward, body)
    return grounded


def _hanging(figure: Figure, start: Figure) -> Figure:
    bar = start.landmarks[:, _WRISTS].mean(axis=1)
    bar[:, 1] += _BAR_CLEARANCE_M - start.landmarks[:, _FEET, 1].min(axis=1)
    return _shifted(figure, bar - figure.landmarks[:, _WRISTS].mean(axis=1))


def _lying(figure: Figure, support: str, body: Body) -> Figure:
    points = _HIPS if support == "seat" else _SHOULDERS
    shift = -figure.landmarks[:, points].mean(axis=1)
    shift[:, 1] += _FLESH[support] * body.height_m
    return _shifted(figure, shift)


def _shifted(figure: Figure, shift: Array) -> Figure:
    return figure.moved(np.zeros(len(shift)), shift)
