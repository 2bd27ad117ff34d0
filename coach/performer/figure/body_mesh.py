"""The surface of a body: trunk and clothes, limbs, hands, feet and head as one mesh on its bones.

Breadths and girths are shares of the height near the means of ANSUR II (Gordon et al. 2014, 2012 survey of
US soldiers), with a slightly narrower waist for an athletic body.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from coach.body.landmarks import Side, of_side
from coach.kinematics.body import Body
from coach.kinematics.skeleton import Array, Figure, angle_row, stand
from coach.performer.figure import head, limbs
from coach.performer.figure.bones import Bone, bone_of
from coach.performer.figure.mesh import Mesh, ball, joined, loft, oval, smooth_rows

_AROUND = 22
_BOXY = 2.35
_COLLAR = 0.28
"""Slope of the collar from neck to throat."""
_TRUNK, _HIPS, _SHOULDERS = 0.288, 0.056, 0.102
"""Trunk length and half the breadths of the body in the tables below."""
_NECK_GROWS = 0.4
"""Growth of the neck with girth, relative to the trunk's."""

_PULL = 0.42
"""How far the surface below the armpit follows a raised arm."""

_SHIRT = np.array(
    [
        # above the hips, half the breadth, front, back
        (-0.012, 0.0985, 0.063, 0.075),
        (0.010, 0.0970, 0.061, 0.072),
        (0.045, 0.0900, 0.058, 0.060),
        (0.095, 0.0820, 0.056, 0.050),
        (0.150, 0.0870, 0.060, 0.055),
        (0.200, 0.0960, 0.068, 0.063),
        (0.240, 0.1020, 0.066, 0.066),
        (0.268, 0.1040, 0.056, 0.062),
        (0.288, 0.1060, 0.046, 0.055),
        (0.302, 0.1010, 0.039, 0.049),
        (0.314, 0.0800, 0.035, 0.044),
        (0.326, 0.0520, 0.034, 0.040),
        (0.333, 0.0390, 0.034, 0.037),
    ]
)
_SHORTS = np.array(
    [
        (-0.066, 0.040, 0.034, 0.034),
        (-0.058, 0.078, 0.052, 0.060),
        (-0.040, 0.0970, 0.060, 0.072),
        (0.000, 0.0960, 0.059, 0.071),
        (0.050, 0.0860, 0.055, 0.056),
    ]
)
_NECK = np.array(
    [
        (0.296, 0.040, 0.030, 0.042),
        (0.318, 0.034, 0.031, 0.036),
        (0.340, 0.0325, 0.031, 0.032),
        (0.385, 0.0330, 0.034, 0.034),
    ]
)


def at_rest(body: Body) -> Figure:
    """The body in the anatomical position, in one frame, on which its surface is modelled."""
    return stand(angle_row({})[None], body)


def flesh(body: Body, *, fists: bool = False) -> Mesh:
    """The surface of a body in the anatomical position, with the middle of its hips at the origin."""
    landmarks = at_rest(body).landmarks[0]
    parts = [_shirt(body), _shorts(body), _neck(body), *head.head(body, at_rest(body).head_middle[0])]
    for side in ("left", "right"):
        parts += [*_joins(body, landmarks, side), *limbs.arm(body, landmarks, side, fists=fists)]
        parts += limbs.leg(body, landmarks, side)
    return joined(parts)


def _shirt(body: Body) -> Mesh:
    rows = smooth_rows(_SHIRT, 18)
    share = np.clip(rows[:, 0] / _TRUNK, 0, 1.05)
    rows[:, 2] += body.bust * np.exp(-(((rows[:, 0] - 0.195) / 0.035) ** 2))
    rings = _trunk_rings(rows, body)
    rings[..., 1] -= _COLLAR * rings[..., 2] * np.clip((share - 0.95) / 0.1, 0, 1)[:, None]
    folds = 1 + 0.010 * np.sin(np.linspace(0, 14 * np.pi, _AROUND)) * np.clip(1 - share * 1.6, 0, 1)[:, None]
    rings[..., [0, 2]] *= folds[..., None]
    weights = _spine(share)
    beside = np.clip(rings[..., 0] / np.abs(rings[..., 0]).max(axis=1, keepdims=True), -1, 1)
    by_arm = _PULL * np.exp(-(((rows[:, :1] - 0.235) / 0.040) ** 2)) * np.abs(beside) ** 3
    for side, arm in ((1, Bone.LEFT_UPPER_ARM), (-1, Bone.RIGHT_UPPER_ARM)):
        weights[arm] = by_arm * (side * beside > 0)
        weights[Bone.CHEST] = weights[Bone.CHEST] - weights[arm] * weights[Bone.CHEST]
        weights[Bone.PELVIS] = weights[Bone.PELVIS] - weights[arm] * weights[Bone.PELVIS]
    return loft(rings, body.clothes.shirt, weights)


def _shorts(body: Body) -> Mesh:
    rows = smooth_rows(_SHORTS, 6)
    return loft(_trunk_rings(rows, body), body.clothes.shorts, {Bone.PELVIS: 1.0})


def _neck(body: Body) -> Mesh:
    rows = smooth_rows(_NECK, 5)
    rings = _trunk_rings(rows, replace(body, girth=body.girth**_NECK_GROWS, half_shoulders=_SHOULDERS))
    rings[..., 2] += np.linspace(-0.008, 0.004, len(rings))[:, None] * body.height_m
    share = np.clip((rows[:, :1] - 0.31) / 0.07, 0, 1)
    tones = np.repeat(np.linspace(1.0, 0.80, len(rows) + 2), _AROUND)
    return loft(rings, body.clothes.skin, {Bone.CHEST: 1 - share, Bone.HEAD: share}).toned(tones)


def _spine(share: Array) -> dict[Bone, Array]:
    """Weights of pelvis and chest for the trunk's surface, by the share of the way up."""
    share = np.minimum(share, 1)
    chest = (share**2 * (3 - 2 * share))[:, None]
    return {Bone.PELVIS: 1 - chest, Bone.CHEST: chest}


def _trunk_rings(rows: Array, body: Body) -> Array:
    """Rings of (height, half breadth, front, back) for a body's own breadths, in metres."""
    share = np.clip(rows[:, 0] / _TRUNK, 0, 1)
    hips, shoulders = body.half_hips / _HIPS, body.half_shoulders / _SHOULDERS
    broad = rows[:, 1] * body.girth * (hips * (1 - share) + shoulders * share)
    height = np.where(rows[:, 0] > _TRUNK, rows[:, 0] + body.trunk - _TRUNK, rows[:, 0] * body.trunk / _TRUNK)
    made = np.stack([height, broad, broad, rows[:, 2] * body.girth, rows[:, 3] * body.girth], axis=1)
    return oval(made * body.height_m, _AROUND, _BOXY)


def _joins(body: Body, landmarks: Array, side: Side) -> list[Mesh]:
    """The parts between trunk and limb that move half the way: top of the shoulder, buttock."""
    outward = 1.0 if side == "left" else -1.0
    size = np.array([outward, 1.0, 1.0]) * body.height_m * body.girth
    arm, thigh = bone_of(side, "upper_arm"), bone_of(side, "thigh")
    shoulder, hip = landmarks[of_side(side, "shoulder")], landmarks[of_side(side, "hip")]
    shirt, shorts = body.clothes.shirt, body.clothes.shorts
    cap = shoulder + np.array([-0.010, 0.0, -0.003]) * size
    seat = hip + np.array([-0.008, -0.030, -0.018]) * size
    return [
        ball(cap, np.array([0.0400, 0.0190, 0.0340]) * np.abs(size), shirt, {Bone.CHEST: 0.7, arm: 0.3}),
        ball(seat, np.array([0.044, 0.050, 0.048]) * np.abs(size), shorts, {Bone.PELVIS: 0.55, thigh: 0.45}),
    ]
