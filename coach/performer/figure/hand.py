"""A hand: palm, four fingers and a thumb, open or gripping."""

from __future__ import annotations

import numpy as np

from coach.body.landmarks import Side
from coach.kinematics.body import Body
from coach.kinematics.skeleton import Array
from coach.performer.figure.bones import bone_of
from coach.performer.figure.mesh import Mesh, loft, oval, smooth_rows

_PALM = np.array(
    [
        # below the wrist, half the thickness (twice), towards the thumb, towards the little finger
        (-0.56, 0.070, 0.070, 0.205, 0.205),
        (-0.40, 0.085, 0.085, 0.235, 0.220),
        (-0.20, 0.100, 0.110, 0.210, 0.185),
        (0.00, 0.132, 0.132, 0.162, 0.162),
        (0.10, 0.128, 0.128, 0.158, 0.158),
    ]
)
"""Shares of the hand's length, in the hand's axes: thickness across, thumb in front."""
_FINGERS = ((0.155, 0.40, 0.050), (0.052, 0.455, 0.052), (-0.052, 0.425, 0.050), (-0.150, 0.335, 0.044))
"""Place along the knuckles, length and thickness."""
_RELAXED, _CLOSED = np.deg2rad([[14.0, 22.0, 14.0], [80.0, 95.0, 60.0]])
_PHALANGES = (0.45, 0.31, 0.24)


def hand(body: Body, wrist: Array, side: Side, *, closed: bool = False) -> list[Mesh]:
    """The hand below a wrist, with its palm facing the body."""
    inward = -1.0 if side == "left" else 1.0
    length = body.hand * body.height_m
    skin, weights = body.clothes.skin, {bone_of(side, "hand"): 1.0}
    palm = oval(smooth_rows(_PALM, 5) * length, 10, 2.6) + wrist
    made = [loft(palm, skin, weights)]
    bends = _CLOSED if closed else _RELAXED
    for across, reach, thick in _FINGERS:
        root = wrist + np.array([0.0, -0.53, across]) * length
        made.append(loft(_finger(root, inward, bends, reach * length, thick * length), skin, weights))
    thumb = [(0.0, -0.16, 0.13), (0.25, -0.30, 0.27), (0.45, -0.46, 0.33), (0.55, -0.60, 0.34)]
    if closed:
        thumb = [(0.0, -0.16, 0.13), (0.25, -0.32, 0.26), (0.70, -0.50, 0.20), (0.80, -0.58, 0.02)]
    joints = wrist + np.array(thumb) * np.array([inward * 0.35, 1.0, 1.0]) * length
    made.append(loft(_tube(joints, np.array([0.085, 0.072, 0.058, 0.030]) * length), skin, weights))
    return made


def _finger(root: Array, inward: float, bends: Array, length: float, thick: float) -> Array:
    """A finger below its knuckle, bent towards the palm."""
    turns = np.cumsum(bends)
    ways = np.stack([inward * np.sin(turns), -np.cos(turns), np.zeros(3)], axis=1)
    joints = np.concatenate([[root], root + np.cumsum(ways * np.array(_PHALANGES)[:, None] * length, axis=0)])
    return _tube(joints, np.array([1.0, 1.0, 0.92, 0.55]) * thick)


def _tube(joints: Array, radii: Array, around: int = 5) -> Array:
    """Rings perpendicular to a line of joints, shape (joints, around, 3)."""
    ways = np.gradient(joints, axis=0)
    ways /= np.linalg.norm(ways, axis=1, keepdims=True)
    side = np.cross(ways, np.array([0.31, 0.11, 0.94]))
    side /= np.linalg.norm(side, axis=1, keepdims=True)
    other = np.cross(ways, side)
    turn = np.linspace(0, 2 * np.pi, around, endpoint=False)[:, None, None]
    rings = joints + radii[:, None] * (np.cos(turn) * side + np.sin(turn) * other)
    made: Array = rings.transpose(1, 0, 2)
    return made
