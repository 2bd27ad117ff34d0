"""Props: bars, weights, a bench, a chair, a wall."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from coach.body.landmarks import Side, of_side
from coach.catalogue.poses import Prop
from coach.kinematics.body import Body, Colour
from coach.kinematics.skeleton import Array, Figure
from coach.performer.figure.bones import bone_of, frames_of
from coach.performer.figure.mesh import Mesh, box, grid, joined, tube

HELD: frozenset[Prop] = frozenset({"bar", "parallel-bars", "dumbbells", "barbell"})
"""Props that are gripped."""
ACROSS: frozenset[Prop] = frozenset({"bar", "barbell"})
"""Props that lie across both hands, which rotate to grip them."""
CARRIED: frozenset[Prop] = frozenset({"dumbbells", "barbell"})
"""Props that move with the hands; the others stay in place."""

_STEEL: Colour = (150, 146, 142)
_IRON: Colour = (58, 56, 54)
_PAD: Colour = (44, 40, 92)
_WOOD: Colour = (96, 132, 172)
_PLASTER: Colour = (204, 214, 220)
_GRIP = (0.36, 0.085)
"""Position of the grip along the hand and out of the palm, as shares of the hand's length."""
_BAR_M, _PLATE_M, _HEAD_M = 0.014, 0.13, 0.048
"""Radii of a bar, a plate (small, so that it hides little of the body) and a dumbbell's head."""
_BACK, _SEAT = 0.058, 0.062
"""Distance from shoulders or hips to the surface they rest on, as a share of the height."""


@dataclass(frozen=True, slots=True, eq=False)
class PropMesh:
    """A rigid prop.

    Attributes:
        mesh: Its mesh in its own axes, without bones.
        frames: Its left, up, forward and position, shape (frames, 3, 4), or (1, 3, 4) if it stays in place.
        shades: Whether it casts a shadow.
    """

    mesh: Mesh
    frames: Array
    shades: bool = True


def things(
    props: Sequence[Prop], figure: Figure, bones: Array, body: Body, beside: Figure | None = None
) -> list[PropMesh]:
    """The props, placed for a body.

    Args:
        props: Names of the props.
        figure: The body in every frame.
        bones: From ``bones.frames_of``.
        body: The body's proportions.
        beside: The body while it is at props that stay in place; by default the figure.
    """
    scene = _scene(figure, bones, body)
    if beside is None:
        return [thing for name in props for thing in _MAKERS[name](scene)]
    staying = _scene(beside, frames_of(beside, across=not ACROSS.isdisjoint(props)), body)
    return [thing for name in props for thing in _MAKERS[name](scene if name in CARRIED else staying)]


def _scene(figure: Figure, bones: Array, body: Body) -> _Scene:
    return _Scene(figure, bones, np.stack([_grip(bones, side, body) for side in _SIDES], axis=1), body)


@dataclass(frozen=True, slots=True, eq=False)
class _Scene:
    """A body's movement with the positions of its grips, shape (frames, 2, 3)."""

    figure: Figure
    bones: Array
    grips: Array
    body: Body

    def middle(self, joint: str) -> Array:
        """Midpoint of the left and right joint with this name, shape (frames, 3)."""
        both = [of_side(side, joint) for side in ("left", "right")]
        middle: Array = self.figure.landmarks[:, both].mean(axis=1)
        return middle


def _barbell(scene: _Scene) -> Iterator[PropMesh]:
    plates = [
        tube((side * near, 0, 0), (side * far, 0, 0), radius, colour, around=18)
        for side in (1, -1)
        for near, far, radius, colour in ((0.66, 0.70, _PLATE_M, _IRON), (0.70, 0.90, 0.024, _STEEL))
    ]
    shaft = tube((-0.66, 0, 0), (0.66, 0, 0), _BAR_M, _STEEL)
    yield PropMesh(joined([shaft, *plates]), _across(scene.grips))


def _dumbbells(scene: _Scene) -> Iterator[PropMesh]:
    heads = [tube((0, 0, near), (0, 0, near + 0.055), _HEAD_M, _IRON, around=12) for near in (-0.125, 0.07)]
    dumbbell = joined([tube((0, 0, -0.08), (0, 0, 0.08), _BAR_M, _STEEL), *heads])
    for number, side in enumerate(_SIDES):
        frames = scene.bones[:, bone_of(side, "hand")].copy()
        frames[..., 3] = scene.grips[:, number]
        yield PropMesh(dumbbell, frames)


def _bar(scene: _Scene) -> Iterator[PropMesh]:
    half = float(np.linalg.norm(scene.grips[0, 0] - scene.grips[0, 1])) / 2 + 0.25
    hangers = [tube((x, 0, 0), (x, 1.5, 0), _BAR_M, _IRON) for x in (-half, half)]
    bar = tube((-half, 0, 0), (half, 0, 0), 0.016, _IRON)
    yield PropMesh(joined([bar, *hangers]), _across(scene.grips[:1]))


def _parallel_bars(scene: _Scene) -> Iterator[PropMesh]:
    for grip in scene.grips[0]:
        rail = tube((0, 0, -0.40), (0, 0, 0.40), 0.018, _STEEL)
        posts = [tube((0, -grip[1], z), (0, 0, z), 0.016, _IRON) for z in (-0.38, 0.38)]
        yield PropMesh(joined([rail, *posts]), _upright(grip, scene.bones[0, 0, :, 2]))


def _bench(scene: _Scene) -> Iterator[PropMesh]:
    hips, shoulders, head = scene.middle("hip")[0], scene.middle("shoulder")[0], scene.figure.head_middle[0]
    size = scene.body.height_m
    top = max(float(shoulders[1]) - _BACK * size, 0.03)
    length = float(np.linalg.norm((head - hips)[[0, 2]])) + 0.20
    pad = box((-0.14, -0.07, -0.08), (0.14, 0.0, length), _PAD)
    legs = [
        box((x, -top, z), (x + 0.04, -0.07, z + 0.05), _IRON)
        for x in (-0.13, 0.09)
        for z in (0.0, length - 0.2)
    ]
    place = np.array([hips[0], top, hips[2]])
    yield PropMesh(joined([pad, *(legs if top > 0.15 else [])]), _upright(place, head - hips))


def _chair(scene: _Scene) -> Iterator[PropMesh]:
    hips = scene.middle("hip")
    lowest = hips[hips[:, 1].argmin()]
    size = scene.body.height_m
    top = max(float(lowest[1]) - _SEAT * size, 0.2)
    seat = box((-0.21, -0.04, -0.16), (0.21, 0.0, 0.26), _WOOD)
    back = box((-0.21, 0.12, -0.20), (0.21, 0.42, -0.17), _WOOD)
    corners = [(x, z) for x in (-0.21, 0.18) for z in (-0.19, 0.22)]
    legs = [box((x, -top, z), (x + 0.03, 0.42 if z < 0 else -0.04, z + 0.03), _WOOD) for x, z in corners]
    place = np.array([lowest[0], top, lowest[2]])
    yield PropMesh(joined([seat, back, *legs]), _upright(place, scene.bones[0, 0, :, 2]))


def _wall(scene: _Scene) -> Iterator[PropMesh]:
    facing = scene.bones[0, 0, :, 2] * np.array([1.0, 0.0, 1.0])
    facing /= np.linalg.norm(facing)
    flesh = 0.045 * scene.body.height_m
    backs = np.stack([scene.middle(joint) @ facing for joint in ("hip", "shoulder")])
    middle = scene.middle("hip")[0]
    place = middle + facing * (float(backs.min()) - flesh - middle @ facing)
    yield PropMesh(
        grid(3.2, 2.6, (24, 20), _PLASTER), _upright(place * np.array([1.0, 0.0, 1.0]), facing), shades=False
    )


_SIDES: tuple[Side, Side] = ("left", "right")
_MAKERS: dict[Prop, Callable[[_Scene], Iterator[PropMesh]]] = {
    "bar": _bar,
    "parallel-bars": _parallel_bars,
    "dumbbells": _dumbbells,
    "barbell": _barbell,
    "bench": _bench,
    "wall": _wall,
    "chair": _chair,
}


def _grip(bones: Array, side: Side, body: Body) -> Array:
    """The middle of a closed hand in metres, shape (frames, 3)."""
    along, out = np.array(_GRIP) * body.hand * body.height_m
    inward = -1.0 if side == "left" else 1.0
    hand = bones[:, bone_of(side, "hand")]
    grip: Array = hand[..., :3] @ np.array([inward * out, -along, 0.0]) + hand[..., 3]
    return grip


def _across(grips: Array) -> Array:
    """Frames whose left axis points from the right grip to the left one."""
    left = _unit(grips[:, 0] - grips[:, 1])
    up = _unit(np.array([0.0, 1.0, 0.0]) - left[:, 1:2] * left)
    return np.stack([left, up, np.cross(left, up), grips.mean(axis=1)], axis=-1)


def _upright(place: Array, ahead: Array) -> Array:
    """An upright frame at a place, facing the horizontal part of ``ahead``."""
    forward = _unit(ahead * np.array([1.0, 0.0, 1.0]))
    up = np.array([0.0, 1.0, 0.0])
    return np.stack([np.cross(up, forward), up, forward, place], axis=-1)[None]


def _unit(ways: Array) -> Array:
    unit: Array = ways / np.maximum(np.linalg.norm(ways, axis=-1, keepdims=True), 1e-9)
    return unit
