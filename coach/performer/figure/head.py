"""A head that the pose model recognises: skull, hair, ears, eyes, brows, nose and mouth."""

from __future__ import annotations

import numpy as np

from coach.kinematics.body import Body, Colour, toned
from coach.kinematics.skeleton import Array
from coach.performer.figure.bones import Bone
from coach.performer.figure.mesh import Mesh, Weights, ball, loft, oval, smooth_rows

_AROUND = 20
_SKULL = np.array(
    [
        # above the eyes, half the breadth, front, back, as shares of the height
        (-0.0665, 0.0110, 0.0400, -0.0220),
        (-0.0610, 0.0210, 0.0475, -0.0090),
        (-0.0460, 0.0325, 0.0500, 0.0150),
        (-0.0300, 0.0385, 0.0515, 0.0400),
        (-0.0120, 0.0425, 0.0525, 0.0500),
        (0.0050, 0.0440, 0.0515, 0.0550),
        (0.0200, 0.0445, 0.0545, 0.0570),
        (0.0350, 0.0430, 0.0520, 0.0550),
        (0.0480, 0.0370, 0.0440, 0.0470),
        (0.0580, 0.0250, 0.0300, 0.0330),
        (0.0635, 0.0080, 0.0100, 0.0120),
    ]
)
_MANE = np.array(
    [
        # long hair behind head and neck
        (-0.1500, 0.0200, -0.0260, 0.0500),
        (-0.1380, 0.0370, -0.0200, 0.0600),
        (-0.0900, 0.0455, -0.0120, 0.0630),
        (-0.0300, 0.0480, -0.0020, 0.0640),
        (0.0150, 0.0485, 0.0020, 0.0630),
        (0.0400, 0.0410, -0.0040, 0.0550),
        (0.0550, 0.0250, -0.0080, 0.0380),
        (0.0600, 0.0100, -0.0120, 0.0250),
    ]
)
_HAIRLINE = ((-0.050, -0.020, 0.004, 0.014, 0.030, 0.060), (-0.048, -0.034, 0.000, 0.028, 0.041, 0.044))
"""The hairline: how far forward, and above what height."""
_FRINGE = 0.012
_CARRIED: Weights = {Bone.HEAD: 1.0}
_WHITE, _IRIS = (226, 230, 234), (38, 44, 58)


def head(body: Body, middle: Array) -> list[Mesh]:
    """The head around the middle of its skull, facing forward."""
    size, skin = body.height_m, body.clothes.skin
    skull = loft(_rings(_SKULL, 16, size) + middle, skin, _CARRIED)
    return [skull, *_face(body, middle), *_hair(body, middle)]


def _face(body: Body, middle: Array) -> list[Mesh]:
    size, skin = body.height_m, body.clothes.skin
    dark = toned(body.clothes.hair, 0.9)
    lips: Colour = (round(skin[0] * 0.72), round(skin[1] * 0.60), round(skin[2] * 0.80))
    made = [
        _bump(middle, size, (0.0, -0.0155, 0.0560), (0.0072, 0.0062, 0.0090), skin),
        _bump(middle, size, (0.0, -0.0050, 0.0520), (0.0050, 0.0150, 0.0075), skin),
        _bump(middle, size, (0.0, -0.0205, 0.0555), (0.0075, 0.0014, 0.0050), toned(skin, 0.45)),
        _bump(middle, size, (0.0, -0.0355, 0.0485), (0.0145, 0.0050, 0.0040), lips),
        _bump(middle, size, (0.0, -0.0350, 0.0500), (0.0130, 0.0009, 0.0035), toned(lips, 0.5)),
    ]
    for side in (1.0, -1.0):
        made += [
            _bump(middle, size, (side * 0.0178, 0.0040, 0.0462), (0.0098, 0.0046, 0.0040), _WHITE),
            _bump(middle, size, (side * 0.0192, 0.0042, 0.0478), (0.0050, 0.0047, 0.0030), _IRIS),
            _bump(middle, size, (side * 0.0185, 0.0088, 0.0470), (0.0105, 0.0016, 0.0035), dark),
            _bump(middle, size, (side * 0.0190, 0.0120, 0.0465), (0.0110, 0.0022, 0.0040), toned(skin, 0.86)),
            _bump(middle, size, (side * 0.0195, 0.0170, 0.0495), (0.0120, 0.0028, 0.0035), dark),
            _bump(
                middle, size, (side * 0.0450, -0.0040, -0.0020), (0.0045, 0.0165, 0.0095), toned(skin, 0.92)
            ),
        ]
    return made


def _bump(
    middle: Array,
    size: float,
    place: tuple[float, float, float],
    half: tuple[float, float, float],
    colour: Colour,
) -> Mesh:
    """A small ellipsoid, placed left, up and forward of the skull's middle, in shares of the height."""
    return ball(middle + np.array(place) * size, np.array(half) * size, colour, _CARRIED, fineness=(3, 7))


def _hair(body: Body, middle: Array) -> list[Mesh]:
    if body.hair == "bald":
        return []
    size, colour = body.height_m, body.clothes.hair
    rings = _rings(_SKULL, 18, size)
    up, forward = rings[..., 1] / size, rings[..., 2] / size
    above = np.clip((up - np.interp(forward, *_HAIRLINE)) / _FRINGE + 0.5, 0, 1)
    grown = rings * (0.97 + 0.10 * above * (2 - above))[..., None]
    made = [loft(grown + middle, colour, _CARRIED)]
    if body.hair == "long":
        rings = _rings(_MANE, 13, size)
        drop = np.clip(np.linspace(0.6, -0.8, len(rings)), 0, 0.5)[:, None]
        made.append(loft(rings + middle, colour, {Bone.HEAD: 1 - drop, Bone.CHEST: drop}))
    return made


def _rings(table: Array, count: int, size: float) -> Array:
    """Rings of (height, half breadth, front, back) in the head's axes, in metres."""
    rows = smooth_rows(table, count)[:, [0, 1, 1, 2, 3]]
    return oval(rows * size, _AROUND, 2.15)
