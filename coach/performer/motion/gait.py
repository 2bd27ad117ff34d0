"""Walking: joint angles over a stride, and a body that goes where its feet carry it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coach.body.angles import SIDES
from coach.catalogue.poses import MOVEMENTS
from coach.performer.figure.body import Body
from coach.performer.figure.skeleton import Array, about, stand
from coach.performer.motion.contact import FEET, SOLE
from coach.performer.motion.passage import Passage
from coach.performer.motion.trajectory import softly

STRIDE_S = 1.2
"""Two steps of a walk indoors: 100 a minute (in the open it is 113, Perry and Burnfield)."""
_SHARES = [0.0, 0.12, 0.31, 0.50, 0.62, 0.75, 0.87]
_LEG = {
    "hip_flexion": [20.0, 20.0, 0.0, -20.0, -10.0, 15.0, 25.0],
    "knee_flexion": [5.0, 18.0, 6.0, 8.0, 40.0, 60.0, 25.0],
    "ankle_dorsiflexion": [0.0, -5.0, 5.0, 10.0, -15.0, -5.0, 0.0],
}
"""Degrees at the ends of the phases of a stride that begins when the heel comes down: Perry and Burnfield,
Gait Analysis (2010), normal walking."""
_ARM = {"shoulder_flexion": (-8.0, -16.0), "elbow_flexion": (32.0, -12.0)}
"""Middle and half the swing of the arm, against the leg of its own side (from the same book)."""
_SWAP = 0.06
"""Share of a stride after the heel came down at which the weight is on that foot."""


def walk(standing: Array, times: Array, vigour: Array, heading_deg: Array, body: Body) -> Passage:
    """Walk, each foot staying where it is put down; the first frame has the hips above the room's origin.

    Args:
        standing: Joint angles from which the legs swing, shape (frames, movements).
        times: Seconds, shape (frames,).
        vigour: 1 is a full step, 0 stands, shape (frames,).
        heading_deg: Where to: 0 ahead, 90 to the left, shape (frames,).
        body: Who walks.
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
    """What one side's leg and arm add at shares of its stride; in small steps the foot is lifted flat."""
    knots = [share - 1 for share in _SHARES] + _SHARES + [share + 1 for share in _SHARES]
    curves = np.array(list(_LEG.values())).T
    legs = softly(knots, np.concatenate([curves] * 3), phase)
    hip, knee, ankle = legs.T
    tipped = (knee - hip - ankle) * vigour**2
    lifted = knee * vigour * (1 - vigour)
    hip, knee = hip * vigour + lifted / 2, knee * vigour + lifted
    swings = dict(zip(_LEG, (hip, knee, knee - hip - tipped), strict=True))
    for movement, (middle, half) in _ARM.items():
        swings[movement] = vigour * (middle + half * np.cos(2 * np.pi * phase))
    return swings


def _carried(feet: Array, on_left: NDArray[np.bool_]) -> Array:
    """How far the body goes when the foot that bears it stays, from its feet (frames, 4, 3) as they swing."""
    bearing = np.where(on_left[:, None], [True, True, False, False], [False, False, True, True])
    lowest = np.where(bearing, feet[..., 1], np.inf).argmin(axis=1)[:-1]
    frames = np.arange(len(lowest))
    steps = feet[frames, lowest] - feet[frames + 1, lowest]
    carried: Array = np.concatenate([np.zeros((1, 3)), np.cumsum(steps, axis=0)])
    return carried
