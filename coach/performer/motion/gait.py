"""Walking: joint angles over a stride, and the body's path from its planted feet."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coach.body.angles import SIDES
from coach.catalogue.poses import MOVEMENTS
from coach.kinematics.body import Body
from coach.kinematics.contact import FEET, SOLE
from coach.kinematics.skeleton import Array, about, stand
from coach.kinematics.trajectory import interpolate
from coach.performer.motion.passage import Passage

STRIDE_S = 1.2
"""Duration of two steps indoors, at 100 per minute (outdoors 113, Perry and Burnfield)."""
_SHARES = [0.0, 0.12, 0.31, 0.50, 0.62, 0.75, 0.87]
_LEG = {
    "hip_flexion": [20.0, 20.0, 0.0, -20.0, -10.0, 15.0, 25.0],
    "knee_flexion": [5.0, 18.0, 6.0, 8.0, 40.0, 60.0, 25.0],
    "ankle_dorsiflexion": [0.0, -5.0, 5.0, 10.0, -15.0, -5.0, 0.0],
}
"""Degrees at the ends of the phases of a stride that starts with heel contact: Perry and Burnfield,
Gait Analysis (2010), normal walking."""
_ARM = {"shoulder_flexion": (-8.0, -16.0), "elbow_flexion": (32.0, -12.0)}
"""Middle and amplitude of the arm's swing, opposite to the leg of the same side (from the same book)."""
_SWAP = 0.06
"""Share of a stride from heel contact until the weight is on that foot."""


def walk(standing: Array, times: Array, vigour: Array, heading_deg: Array, body: Body) -> Passage:
    """Walk without sliding feet; in the first frame the hips are above the room's origin.

    Args:
        standing: Joint angles when standing, shape (frames, movements).
        times: Seconds, shape (frames,).
        vigour: Size of the steps: 1 is full, 0 is standing, shape (frames,).
        heading_deg: Heading: 0 ahead, 90 to the left, shape (frames,).
        body: The body.
    """
    phase = times / STRIDE_S
    rows = standing.copy()
    for side, ahead in zip(SIDES, (0.0, 0.5), strict=True):
        for movement, degrees in _swings((phase + ahead) % 1.0, vigour).items():
            column = MOVEMENTS.index(f"{side}_{movement}")
            rows[:, column] += degrees - vigour * rows[:, column] * (movement in _ARM)
    free = stand(rows, body)
    turned = free.moved(about("y", np.deg2rad(heading_deg)), np.zeros((len(rows), 3)))
    feet = turned.landmarks[:, FEET]
    shift = _carried(feet, (phase - _SWAP) % 1.0 < 0.5)
    shift[:, 1] = SOLE * body.height_m - feet[..., 1].min(axis=1)
    still = np.broadcast_to(np.eye(3), (len(rows), 3, 3))
    return Passage(rows, turned.moved(still, shift))


def _swings(phase: Array, vigour: Array) -> dict[str, Array]:
    """Changes of one side's leg and arm by the phase of its stride; in small steps the foot stays level."""
    knots = [share - 1 for share in _SHARES] + _SHARES + [share + 1 for share in _SHARES]
    curves = np.array(list(_LEG.values())).T
    legs = interpolate(knots, np.concatenate([curves] * 3), phase)
    hip, knee, ankle = legs.T
    tipped = (knee - hip - ankle) * vigour**2
    lifted = knee * vigour * (1 - vigour)
    hip, knee = hip * vigour + lifted / 2, knee * vigour + lifted
    swings = dict(zip(_LEG, (hip, knee, knee - hip - tipped), strict=True))
    for movement, (middle, half) in _ARM.items():
        swings[movement] = vigour * (middle + half * np.cos(2 * np.pi * phase))
    return swings


def _carried(feet: Array, on_left: NDArray[np.bool_]) -> Array:
    """The body's path when the bearing foot stays in place, from the feet (frames, 4, 3) of a fixed body."""
    bearing = np.where(on_left[:, None], [True, True, False, False], [False, False, True, True])
    lowest = np.where(bearing, feet[..., 1], np.inf).argmin(axis=1)[:-1]
    frames = np.arange(len(lowest))
    steps = feet[frames, lowest] - feet[frames + 1, lowest]
    carried: Array = np.concatenate([np.zeros((1, 3)), np.cumsum(steps, axis=0)])
    return carried
