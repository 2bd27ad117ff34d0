"""Arms and legs: surface and clothes along their bones."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from coach.body.landmarks import Side, of_side
from coach.kinematics.body import Body
from coach.kinematics.skeleton import Array
from coach.performer.figure import hand, shoe
from coach.performer.figure.bones import bone_of
from coach.performer.figure.mesh import Mesh, Weights, ball, domed, loft, oval, smooth_rows

_AROUND = 12

# Share of the bone's length from its lower end; how far the surface extends outwards, inwards, to the
# front and to the back of the line between the joints, as shares of the height.
_UPPER_ARM = np.array(
    [
        (-0.02, 0.0210, 0.0220, 0.0205, 0.0215),
        (0.12, 0.0225, 0.0235, 0.0235, 0.0225),
        (0.40, 0.0250, 0.0250, 0.0300, 0.0280),
        (0.62, 0.0270, 0.0260, 0.0300, 0.0310),
        (0.90, 0.0310, 0.0280, 0.0310, 0.0310),
    ]
)
_SLEEVE = np.array(
    [
        (0.46, 0.0335, 0.0315, 0.0355, 0.0350),
        (0.60, 0.0340, 0.0320, 0.0350, 0.0360),
        (0.78, 0.0365, 0.0330, 0.0360, 0.0370),
        (0.92, 0.0362, 0.0315, 0.0352, 0.0358),
        (1.00, 0.0335, 0.0290, 0.0325, 0.0330),
    ]
)
_FOREARM = np.array(
    [
        (0.00, 0.0145, 0.0145, 0.0178, 0.0178),
        (0.15, 0.0148, 0.0148, 0.0180, 0.0172),
        (0.45, 0.0195, 0.0195, 0.0225, 0.0205),
        (0.72, 0.0245, 0.0260, 0.0265, 0.0230),
        (0.86, 0.0245, 0.0260, 0.0250, 0.0220),
        (1.00, 0.0215, 0.0220, 0.0205, 0.0210),
    ]
)
_THIGH = np.array(
    [
        (-0.01, 0.0310, 0.0310, 0.0300, 0.0320),
        (0.10, 0.0325, 0.0345, 0.0340, 0.0310),
        (0.35, 0.0400, 0.0400, 0.0430, 0.0380),
        (0.60, 0.0470, 0.0440, 0.0490, 0.0450),
        (0.72, 0.0470, 0.0440, 0.0490, 0.0450),
    ]
)
_LEG_OF_SHORTS = np.array(
    [
        (0.38, 0.0510, 0.0470, 0.0540, 0.0500),
        (0.55, 0.0515, 0.0470, 0.0545, 0.0520),
        (0.82, 0.0465, 0.0440, 0.0530, 0.0535),
        (1.00, 0.0340, 0.0360, 0.0440, 0.0470),
    ]
)
_SHANK = np.array(
    [
        (-0.02, 0.0200, 0.0205, 0.0215, 0.0240),
        (0.02, 0.0195, 0.0200, 0.0205, 0.0235),
        (0.10, 0.0175, 0.0175, 0.0195, 0.0230),
        (0.30, 0.0225, 0.0225, 0.0225, 0.0270),
        (0.55, 0.0300, 0.0310, 0.0265, 0.0370),
        (0.75, 0.0325, 0.0335, 0.0275, 0.0400),
        (0.90, 0.0300, 0.0310, 0.0290, 0.0330),
        (1.01, 0.0310, 0.0310, 0.0295, 0.0310),
    ]
)


def arm(body: Body, landmarks: Array, side: Side, *, fists: bool = False) -> list[Mesh]:
    """An arm with its sleeve, from shoulder to fingertips."""
    shoulder, elbow, wrist = (landmarks[of_side(side, joint)] for joint in ("shoulder", "elbow", "wrist"))
    upper, fore, cuff = (bone_of(side, part) for part in ("upper_arm", "forearm", "cuff"))
    clothes, carried = body.clothes, {upper: 1.0}
    high, low = _Line(elbow, shoulder, side, body), _Line(wrist, elbow, side, body)
    rows = low.rows(_FOREARM, 12, ends=(0.006, 0.019))
    turned = np.clip(rows[:, :1] / (elbow[1] - wrist[1]), 0, 1)
    return [
        loft(high.rings(high.rows(_UPPER_ARM, 8, ends=(0.020, 0.0))), clothes.skin, carried),
        loft(high.rings(high.rows(_SLEEVE, 8, ends=(0.0, 0.016))), clothes.shirt, carried),
        loft(low.rings(rows), clothes.skin, {cuff: 1 - turned, fore: turned}),
        _lump(body, elbow, (0.0, 0.004, -0.0115), (0.012, 0.018, 0.0110), {fore: 1.0}),
        *hand.hand(body, wrist, side, closed=fists),
    ]


def leg(body: Body, landmarks: Array, side: Side) -> list[Mesh]:
    """A leg with its part of the shorts and its shoe."""
    hip, knee, ankle = (landmarks[of_side(side, joint)] for joint in ("hip", "knee", "ankle"))
    thigh, shank = bone_of(side, "thigh"), bone_of(side, "shank")
    clothes = body.clothes
    high, low = _Line(knee, hip, side, body), _Line(ankle, knee, side, body)
    return [
        loft(high.rings(high.rows(_THIGH, 10, ends=(0.029, 0.0))), clothes.skin, {thigh: 1.0}),
        loft(high.rings(high.rows(_LEG_OF_SHORTS, 8, ends=(0.0, 0.018))), clothes.shorts, {thigh: 1.0}),
        loft(low.rings(low.rows(_SHANK, 12, ends=(0.012, 0.027))), clothes.skin, {shank: 1.0}),
        _lump(body, knee, (0.0, 0.002, 0.020), (0.020, 0.024, 0.0155), {thigh: 0.5, shank: 0.5}),
        *shoe.shoe(body, ankle, side),
    ]


@dataclass(frozen=True, slots=True, eq=False)
class _Line:
    """An upright line between two joints, around which a surface is built."""

    low: Array
    high: Array
    side: Side
    body: Body

    def rows(self, table: Array, count: int, ends: tuple[float, float]) -> Array:
        """Rows of an oval in metres, with rounded ends in shares of the height."""
        size = self.body.height_m * self.body.girth
        rows = smooth_rows(table, count)
        rows[:, 0] *= self.high[1] - self.low[1]
        rows[:, 1:] *= size
        if self.side == "right":
            rows = rows[:, [0, 2, 1, 3, 4]]
        return domed(rows, bottom=ends[0] * size, top=ends[1] * size)

    def rings(self, rows: Array) -> Array:
        return oval(rows, _AROUND) + self.low


def _lump(
    body: Body,
    joint: Array,
    place: tuple[float, float, float],
    half: tuple[float, float, float],
    carried: Weights,
) -> Mesh:
    """A ball of bare skin at a joint, in shares of the height."""
    size = body.height_m * body.girth
    return ball(joint + np.array(place) * size, np.array(half) * size, body.clothes.skin, carried)
