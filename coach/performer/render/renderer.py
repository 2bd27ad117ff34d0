"""Renderer of a body: its mesh is posed on its bones, lit by one lamp and drawn with a depth buffer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from coach.catalogue.poses import Prop
from coach.kinematics.body import Body
from coach.kinematics.skeleton import Array, Figure
from coach.opencv import cv2
from coach.performer.figure.body_mesh import at_rest, flesh
from coach.performer.figure.bones import Bone, frames_of
from coach.performer.figure.mesh import joined
from coach.performer.render.camera import Camera
from coach.performer.render.light import Floats, Lamp
from coach.performer.render.props import ACROSS, HELD, things
from coach.performer.render.scene import Picture, Room, backdrop

VERSION = "4"
"""Increase this whenever the same performance gives different pictures: it is part of the cache's keys."""

_FINER = 2
"""Supersampling of the body in each direction, for smooth edges."""
_NEAR_M, _FAR_M = 0.05, 60.0
_AMBIENT, _LAMP = 0.58, 0.56
_EYE = np.eye(4, dtype=np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class LitBody:
    """A posed body in the light of the room.

    Attributes:
        corners: Corners of its triangles in metres, shape (corners, 3).
        colours: Their shaded colours, 0 to 1, shape (corners, 3).
        depth: Its depth as seen from the lamp.
    """

    corners: Floats
    colours: Floats
    depth: Floats


class Renderer:
    """Renders one body in one room with one camera."""

    def __init__(
        self,
        body: Body,
        camera: Camera,
        target: Array,
        room: Room | None = None,
        props: Sequence[Prop] = (),
        beside: Figure | None = None,
    ) -> None:
        """Prepare everything that is the same in all pictures.

        Args:
            body: The body.
            camera: The camera.
            target: Middle of the performance in metres, in the room's axes, shape (3,).
            room: Colours of wall and floor.
            props: The props.
            beside: The body while it is at props that stay in place; by default the rendered figure.
        """
        self._beside = beside
        self._body, self._camera, self._props = body, camera, tuple(props)
        self._empty = backdrop(camera, target, room or Room())
        self._lamp = Lamp(camera, target, self._empty)
        self._place = camera.position(target).astype(np.float32)
        self._axes = camera.axes.astype(np.float32)
        self._flesh = flesh(body, fists=not HELD.isdisjoint(props))
        self._from_rest = _undone(frames_of(at_rest(body))[0])
        self._figure: Figure | None = None

    def draw(self, figure: Figure, frame: int) -> Picture:
        """Render one frame of a figure, shape (height, width, 3)."""
        body = self.lit_body(figure, frame)
        picture = self.empty_room()
        self.cast_shadow(picture, body)
        self.place(picture, body)
        return picture

    def empty_room(self) -> Picture:
        """The picture without anyone, shape (height, width, 3)."""
        return self._empty.picture.copy()

    def lit_body(self, figure: Figure, frame: int) -> LitBody:
        """The body in one frame of a figure."""
        if figure is not self._figure:
            self._take(figure)
        corners, normals = self._posed(frame)
        depth = self._lamp.look(corners, self._shading)
        return LitBody(corners, self._lit(corners, normals, self._lamp.reaches(depth, corners)), depth)

    def cast_shadow(self, picture: Picture, body: LitBody) -> None:
        """Draw the body's shadow on the floor."""
        self._lamp.shade_floor(picture, body.depth)

    def place(self, picture: Picture, body: LitBody) -> None:
        """Draw the body in front of all that is in the picture."""
        self._rasterize(picture, body.corners, body.colours)

    def distance_m(self, body: LitBody) -> float:
        """Distance of the body's middle from the camera in metres."""
        return float(np.linalg.norm(body.corners.mean(axis=0) - self._place))

    def _take(self, figure: Figure) -> None:
        """Prepare everything that is the same in all frames of a figure: its bones and props."""
        bones = frames_of(figure, across=not ACROSS.isdisjoint(self._props))
        held = things(self._props, figure, bones, self._body, self._beside)
        held.sort(key=lambda thing: not thing.shades)
        mesh = joined([self._flesh, *(thing.mesh for thing in held)])
        unshading = sum(len(thing.mesh.triangles) for thing in held if not thing.shades)
        turns = [_after(bones, self._from_rest)]
        turns += [np.broadcast_to(thing.frames, (len(bones), 3, 4))[:, None] for thing in held]
        self._turns = np.concatenate(turns, axis=1).astype(np.float32).reshape(len(bones), -1, 12)
        weights = np.zeros((len(mesh.corners), self._turns.shape[1]), np.float32)
        weights[:, : len(Bone)] = mesh.weights
        ends = len(self._flesh.corners) + np.cumsum([0, *(len(thing.mesh.corners) for thing in held)])
        for number, (first, end) in enumerate(pairwise(ends)):
            weights[first:end, len(Bone) + number] = 1
        self._blends, which = np.unique(weights, axis=0, return_inverse=True)
        self._which = which.ravel()
        self._triangles = mesh.triangles
        self._shading = mesh.triangles[: len(mesh.triangles) - unshading]
        self._corners = np.insert(mesh.corners, 3, 1.0, axis=1).astype(np.float32)
        self._normals = mesh.normals().astype(np.float32)
        self._colours = (mesh.colours / 255).astype(np.float32)
        self._figure = figure

    def _posed(self, frame: int) -> tuple[Floats, Floats]:
        """Corners and normals, moved by the bones, each of shape (corners, 3)."""
        # Not '@': on a busy machine the threads of the BLAS library would wait for each other.
        blended = np.einsum("cb,bk->ck", self._blends, self._turns[frame])
        moved = blended[self._which].reshape(-1, 3, 4)
        corners = np.einsum("cij,cj->ci", moved, self._corners)
        normals = np.einsum("cij,cj->ci", moved[:, :, :3], self._normals)
        return corners, normals

    def _lit(self, corners: Floats, normals: Floats, reached: Floats) -> Floats:
        """Shaded colours: a little ambient light, more from above, most from the lamp."""
        normals = normals / np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-6)
        to_eye = self._place - corners
        to_eye /= np.linalg.norm(to_eye, axis=1, keepdims=True)
        lamp = np.maximum(np.einsum("ci,i->c", normals, self._lamp.way), 0) * reached
        facing = np.maximum(np.einsum("ci,ci->c", normals, to_eye), 0)
        tone = _AMBIENT * (0.86 + 0.22 * normals[:, 1]) * (0.75 + 0.25 * facing) + _LAMP * lamp
        lit: Floats = np.clip(self._colours * tone[:, None], 0, 1)
        return lit

    def _rasterize(self, picture: Picture, corners: Floats, colours: Floats) -> None:
        in_camera = (corners - self._place) @ self._axes.T
        width, height = self._camera.size
        focal = self._camera.focal
        pixels = (
            in_camera[:, :2] / np.maximum(in_camera[:, 2:], _NEAR_M) * focal + np.array([width, height]) / 2
        )
        low = np.clip(np.floor(pixels.min(axis=0)) - 1, 0, [width, height]).astype(int)
        high = np.clip(np.ceil(pixels.max(axis=0)) + 1, 0, [width, height]).astype(int)
        wide, tall = (high - low).tolist()
        if wide <= 0 or tall <= 0:
            return
        area = picture[low[1] : high[1], low[0] : high[0]]
        size = (wide * _FINER, tall * _FINER)
        colour = cv2.resize(area, size, interpolation=cv2.INTER_NEAREST).astype(np.float32)
        colour *= 1 / 255
        behind = self._empty.depth[low[1] : high[1], low[0] : high[0]]
        depth = cv2.resize(behind, size, interpolation=cv2.INTER_NEAREST)
        # The rasterizer's principal point is the middle of its picture: shear what is off-centre to it.
        aside = ((np.array([width, height]) - low - high) / 2 / focal).astype(np.float32)
        in_camera[:, :2] += in_camera[:, 2:] * aside
        in_camera[:, 1:] *= -1
        angle = 2 * np.arctan(tall / 2 / focal)
        cv2.triangleRasterize(
            in_camera[:, None],
            self._triangles[:, None],
            colours[:, None],
            colour,
            depth,
            _EYE,
            angle,
            _NEAR_M,
            _FAR_M,
        )
        colour *= 255
        area[:] = cv2.resize(colour, (wide, tall), interpolation=cv2.INTER_AREA)


def _undone(frames: Array) -> Array:
    """Transforms from the room's axes to each bone's own axes, shape (bones, 3, 4)."""
    back = frames[:, :, :3].transpose(0, 2, 1)
    return np.concatenate([back, -back @ frames[:, :, 3:]], axis=2)


def _after(frames: Array, before: Array) -> Array:
    """The composition of ``before``, then ``frames``, shape (frames, bones, 3, 4)."""
    turn = frames[..., :3] @ before[..., :3]
    shift = frames[..., :3] @ before[..., 3:] + frames[..., 3:]
    return np.concatenate([turn, shift], axis=-1)
