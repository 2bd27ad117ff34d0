"""A shoe with a low upper and a sole, and the foot in it."""

from __future__ import annotations

import numpy as np

from coach.body.landmarks import Side
from coach.kinematics.body import Body
from coach.kinematics.skeleton import Array
from coach.performer.figure.bones import bone_of
from coach.performer.figure.mesh import Mesh, ball, loft, smooth_rows

_UPPER = np.array(
    [
        # along the foot from the ankle, half the breadth, top above the ground
        (-0.295, 0.060, 0.120),
        (-0.270, 0.125, 0.215),
        (-0.190, 0.150, 0.205),
        (-0.060, 0.155, 0.165),
        (0.090, 0.165, 0.205),
        (0.260, 0.190, 0.175),
        (0.480, 0.215, 0.125),
        (0.640, 0.190, 0.105),
        (0.720, 0.120, 0.085),
        (0.748, 0.045, 0.055),
    ]
)
"""Shares of the foot's length; low enough to show the ankle."""
_SOLE_THICK = 0.050
_AROUND = 10


def shoe(body: Body, ankle: Array, side: Side) -> list[Mesh]:
    """The shoe below an ankle, with its sole on the ground, and the ankle."""
    length = body.foot * body.height_m
    rows = smooth_rows(_UPPER, 11) * length
    ground = ankle[1] - (0.8 * body.ankle + 0.008) * body.height_m
    edge = ground + _SOLE_THICK * length
    bulge = 0.06 * length * (1.0 if side == "left" else -1.0)
    middle = ankle[0] + bulge * np.clip(rows[:, 0] / length, 0, 1)
    weights = {bone_of(side, "foot"): 1.0}
    turn = np.linspace(0, 2 * np.pi, _AROUND, endpoint=False)
    cos, sin = np.cos(turn), np.sin(turn)
    along, half, top = rows.T[:, :, None]
    across = middle[:, None] + half * np.sign(cos) * np.abs(cos) ** 0.75
    depth = np.broadcast_to(ankle[2] + along, across.shape)
    height = np.where(sin > 0, edge + (top - edge + ground) * np.abs(sin) ** 0.8, edge - 0.004)
    upper = np.stack([across, height, depth], axis=-1)
    wide = middle[:, None] + (half + 0.003) * np.sign(cos) * np.abs(cos) ** 0.6
    flat = np.where(sin > 0, edge + 0.001, ground) + 0.0 * wide
    sole = np.stack([wide, flat, depth], axis=-1)
    skin, size = body.clothes.skin, body.height_m * body.girth
    foot = {bone_of(side, "foot"): 0.6, bone_of(side, "shank"): 0.4}
    return [
        loft(upper, body.clothes.shoes, weights),
        loft(sole, body.clothes.sole, weights),
        ball(
            ankle + np.array([0.0, -0.010, 0.010]) * size,
            np.array([0.019, 0.016, 0.026]) * size,
            body.clothes.socks,
            foot,
        ),
        ball(
            ankle + np.array([0.0, 0.001, -0.003]) * size, np.array([0.0215, 0.009, 0.010]) * size, skin, foot
        ),
    ]
