"""Triangle meshes whose vertices are carried by one or more bones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from coach.kinematics.body import Colour
from coach.kinematics.skeleton import Array
from coach.performer.figure.bones import Bone

Weights = Mapping[Bone, float | Array]
"""Weight of each bone for a part: a single share, or shares of shape (rings, 1) or (rings, around)."""


@dataclass(frozen=True, slots=True, eq=False)
class Mesh:
    """A triangle mesh.

    Attributes:
        corners: Positions in metres for a body in the anatomical position, shape (corners, 3).
        triangles: Indices of corners, counter-clockwise from outside, shape (triangles, 3).
        colours: Blue, green, red, 0 to 255, shape (corners, 3).
        weights: Weight of each bone for each corner, shape (corners, bones).
    """

    corners: Array
    triangles: NDArray[np.int32]
    colours: Array
    weights: Array

    def normals(self) -> Array:
        """Unit normals at the corners, shape (corners, 3)."""
        faces = _faces(self.corners, self.triangles)
        sums = np.zeros_like(self.corners)
        for corner in range(3):
            np.add.at(sums, self.triangles[:, corner], faces)
        unit: Array = sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-12)
        return unit

    def toned(self, tones: Array) -> Mesh:
        """The mesh with brighter or darker corners; tones of shape (corners,)."""
        return replace(self, colours=self.colours * tones[:, None])


def joined(meshes: Sequence[Mesh]) -> Mesh:
    """Several meshes as one."""
    starts = np.cumsum([0, *(len(mesh.corners) for mesh in meshes[:-1])])
    return Mesh(
        corners=np.concatenate([mesh.corners for mesh in meshes]),
        triangles=np.concatenate(
            [mesh.triangles + start for mesh, start in zip(meshes, starts, strict=True)]
        ),
        colours=np.concatenate([mesh.colours for mesh in meshes]),
        weights=np.concatenate([mesh.weights for mesh in meshes]),
    )


def loft(rings: Array, colour: Colour, weights: Weights) -> Mesh:
    """The mesh through rings of corners, shape (rings, around, 3), closed at both ends."""
    count, around = rings.shape[:2]
    ends = [np.repeat(ring.mean(axis=0, keepdims=True), around, axis=0) for ring in (rings[0], rings[-1])]
    corners = np.concatenate([ends[0], *rings, ends[1]])
    carried = np.zeros((count, around, len(Bone)))
    for bone, share in weights.items():
        carried[..., bone] = share
    carried = carried[np.r_[0, 0:count, count - 1]]
    low = np.arange((count + 1) * around).reshape(count + 1, around)
    high = low + around
    after = np.roll(low, -1, axis=1), np.roll(high, -1, axis=1)
    first = np.stack([low, after[0], high], axis=-1).reshape(-1, 3)
    second = np.stack([after[0], after[1], high], axis=-1).reshape(-1, 3)
    triangles = _turned_outwards(corners, np.concatenate([first, second]).astype(np.int32))
    return Mesh(
        corners,
        triangles,
        np.tile(np.array(colour, float), (len(corners), 1)),
        carried.reshape(-1, len(Bone)),
    )


def ball(
    middle: Array,
    size: Array,
    colour: Colour,
    weights: Weights,
    fineness: tuple[int, int] = (5, 10),
) -> Mesh:
    """An ellipsoid.

    Args:
        middle: Position in metres.
        size: Half its width, height and depth in metres.
        colour: Blue, green, red.
        weights: Weights of the bones.
        fineness: Number of rings from bottom to top, and of corners around each.
    """
    rings, around = fineness
    up = np.linspace(-np.pi / 2, np.pi / 2, rings + 2)[1:-1]
    round_ = np.linspace(0, 2 * np.pi, around, endpoint=False)
    ways = np.stack(
        [
            np.outer(np.cos(up), np.cos(round_)),
            np.outer(np.sin(up), np.ones(around)),
            np.outer(np.cos(up), np.sin(round_)),
        ],
        axis=-1,
    )
    made = loft(middle + ways * size, colour, weights)
    corners = made.corners.copy()
    corners[:around] = middle - np.array([0.0, size[1], 0.0])
    corners[-around:] = middle + np.array([0.0, size[1], 0.0])
    return replace(made, corners=corners)


def tube(
    start: Sequence[float], end: Sequence[float], radius: float, colour: Colour, around: int = 8
) -> Mesh:
    """A rod between two points, with sharp ends and without bones."""
    ends = np.array([start, end], float)
    along = (ends[1] - ends[0]) / np.linalg.norm(ends[1] - ends[0])
    one = np.cross(along, np.eye(3)[np.abs(along).argmin()])
    one /= np.linalg.norm(one)
    turn = np.linspace(0, 2 * np.pi, around, endpoint=False)[:, None]
    circle = radius * (np.cos(turn) * one + np.sin(turn) * np.cross(along, one))
    rings = np.stack([ends[0] + circle * 0.96, ends[0] + circle, ends[1] + circle, ends[1] + circle * 0.96])
    return loft(rings, colour, {})


def box(low: Sequence[float], high: Sequence[float], colour: Colour) -> Mesh:
    """A box between two opposite corners, with sharp edges and without bones."""
    middle, half = (np.array(high) + low) / 2, (np.array(high) - low) / 2
    faces = []
    for axis in range(3):
        for sign in (1.0, -1.0):
            one, other = np.eye(3)[(axis + 1) % 3], np.eye(3)[(axis + 2) % 3]
            round_ = (one + other, other - one, -one - other, one - other)[:: int(sign)]
            faces.append(middle + half * (np.array(round_) + sign * np.eye(3)[axis]))
    return _patches(np.array(faces), colour)


def grid(wide: float, high: float, cells: tuple[int, int], colour: Colour) -> Mesh:
    """An upright sheet on the floor that faces forward, without bones."""
    across, up = np.linspace(-wide / 2, wide / 2, cells[0] + 1), np.linspace(0, high, cells[1] + 1)
    cell = [
        [(across[x + i], up[y + j], 0.0) for i, j in ((0, 0), (1, 0), (1, 1), (0, 1))]
        for x in range(cells[0])
        for y in range(cells[1])
    ]
    return _patches(np.array(cell), colour)


def _patches(patches: Array, colour: Colour) -> Mesh:
    """Flat quadrilaterals, counter-clockwise from outside, shape (patches, 4, 3)."""
    corners = patches.reshape(-1, 3)
    first = np.arange(len(patches))[:, None] * 4
    triangles = np.concatenate([first + np.array(half) for half in ((0, 1, 2), (0, 2, 3))]).astype(np.int32)
    colours = np.tile(np.array(colour, float), (len(corners), 1))
    return Mesh(corners, triangles, colours, np.zeros((len(corners), len(Bone))))


def smooth_rows(rows: Array, count: int) -> Array:
    """Rows interpolated by Catmull-Rom curves, with an evenly spaced first column."""
    places = rows[:, 0]
    slopes = np.gradient(rows, places, axis=0)
    at = np.linspace(places[0], places[-1], count)
    left = np.clip(np.searchsorted(places, at, side="right") - 1, 0, len(places) - 2)
    span = (places[left + 1] - places[left])[:, None]
    share = (at - places[left])[:, None] / span
    square, cube = share**2, share**3
    made: Array = (
        (2 * cube - 3 * square + 1) * rows[left]
        + (cube - 2 * square + share) * span * slopes[left]
        + (3 * square - 2 * cube) * rows[left + 1]
        + (cube - square) * span * slopes[left + 1]
    )
    return made


def oval(rows: Array, around: int, roundness: float = 2.0) -> Array:
    """Rings around the upright axis, shape (rows, around, 3).

    Args:
        rows: Height, then extent to the left, right, front and back, shape (rows, 5).
        around: Number of corners around each ring.
        roundness: Exponent of the superellipse: 2 is an ellipse, larger values are boxier.
    """
    turn = np.linspace(0, 2 * np.pi, around, endpoint=False)
    cos, sin = (np.sign(part) * np.abs(part) ** (2 / roundness) for part in (np.cos(turn), np.sin(turn)))
    height, left, right, front, back = rows.T[:, :, None]
    across = np.where(cos > 0, left, right) * cos
    depth = np.where(sin > 0, front, back) * sin
    return np.stack([across, np.broadcast_to(height, across.shape), depth], axis=-1)


def domed(rows: Array, bottom: float = 0.0, top: float = 0.0, steps: int = 3) -> Array:
    """Rows of an oval, extended by rounded ends of the given heights."""
    turns = np.linspace(0, np.pi / 2, steps + 1)[1:] * 0.94

    def end(row: Array, rise: float) -> Array:
        dome = np.repeat(row[None], steps, axis=0)
        dome[:, 1:] *= np.cos(turns)[:, None]
        dome[:, 0] += rise * np.sin(turns)
        return dome

    below = [end(rows[0], -bottom)[::-1]] if bottom else []
    above = [end(rows[-1], top)] if top else []
    return np.concatenate([*below, rows, *above])


def _faces(corners: Array, triangles: NDArray[np.int32]) -> Array:
    one, two, three = (corners[triangles[:, corner]] for corner in range(3))
    return np.cross(two - one, three - one)


def _turned_outwards(corners: Array, triangles: NDArray[np.int32]) -> NDArray[np.int32]:
    """The triangles, ordered so that they face away from the middle of the enclosed volume."""
    faces = _faces(corners, triangles)
    middles = corners[triangles].mean(axis=1) - corners.mean(axis=0)
    volume = np.einsum("ti,ti->", faces, middles)
    return triangles if volume > 0 else triangles[:, ::-1].copy()
