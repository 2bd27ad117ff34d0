"""A lamp with a shadow map."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coach.kinematics.skeleton import Array
from coach.opencv import cv2
from coach.performer.render.camera import Camera
from coach.performer.render.scene import Backdrop, Picture

Floats = NDArray[np.float32]

_WAY = np.array([-0.42, -0.78, -0.52])
"""Direction to the lamp in the axes of a level camera: left, up, and towards the camera."""
_AWAY_M = 7.0
_SPAN_M = 3.6
_MAP = 160
_NEAR, _FAR = 1.0, 20.0
_BIAS_M = 0.030
_NOWHERE = -9
_DARKEST = 0.50
"""Brightness of the floor in full shadow."""


class Lamp:
    """A lamp above and beside the camera, with a shadow map."""

    def __init__(self, camera: Camera, target: Array, empty: Backdrop) -> None:
        level = Camera(yaw_deg=camera.yaw_deg).axes
        way = _WAY @ level
        way = way / np.linalg.norm(way)
        self.way: Floats = way.astype(np.float32)
        right = np.cross(-way, [0.0, 1.0, 0.0])
        right /= np.linalg.norm(right)
        self._axes = np.stack([right, np.cross(-way, right), -way]).astype(np.float32)
        self._place = (np.array([target[0], 0.6, target[2]]) + way * _AWAY_M).astype(np.float32)
        self._focal = np.float32(_MAP * _AWAY_M / _SPAN_M)
        self._fov = 2 * float(np.arctan(_SPAN_M / 2 / _AWAY_M))
        self._clear = np.full((_MAP, _MAP), _FAR, np.float32)
        spots, _ = self._spots(empty.floor[::2, ::2].reshape(-1, 3).astype(np.float32))
        shape = empty.floor[::2, ::2].shape[:2]
        spots[empty.floor[::2, ::2, 1].ravel() < -1] = _NOWHERE
        self._across, self._down = (np.ascontiguousarray(spots[:, axis].reshape(shape)) for axis in (0, 1))

    def look(self, corners: Floats, triangles: NDArray[np.int32]) -> Floats:
        """Distance from the lamp to the first surface, in metres, shape (map, map)."""
        in_light = (corners - self._place) @ self._axes.T
        in_light *= np.array([1, -1, -1], np.float32)
        depth = self._clear.copy()
        cv2.triangleRasterizeDepth(
            in_light[:, None], triangles[:, None], depth, np.eye(4, dtype=np.float32), self._fov, _NEAR, _FAR
        )
        return depth

    def reaches(self, depth: Floats, corners: Floats) -> Floats:
        """Share of the lamp's light that reaches each corner, 0 to 1."""
        spots, away = self._spots(corners)
        column, row = np.clip(spots - 0.5, 0, _MAP - 2).astype(np.int32).T
        lit: Floats = np.zeros(len(corners), np.float32)
        for down, right in ((0, 0), (0, 1), (1, 0), (1, 1)):
            lit += depth[row + down, column + right] > away - _BIAS_M
        lit /= 4
        return lit

    def shade_floor(self, picture: Picture, depth: Floats) -> None:
        """Darken the floor of a picture in the body's shadow."""
        dark = np.where(depth < _FAR, np.float32(1 - _DARKEST), np.float32(0))
        dark = cv2.GaussianBlur(dark, (0, 0), 1.6)
        fallen = cv2.remap(dark, self._across, self._down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT)
        left, top, wide, high = cv2.boundingRect((fallen > 0.01).astype(np.uint8))
        if not wide:
            return
        area = picture[2 * top : 2 * (top + high), 2 * left : 2 * (left + wide)]
        large = cv2.resize(1 - fallen[top : top + high, left : left + wide], area.shape[1::-1])
        cv2.multiply(area, cv2.cvtColor(large, cv2.COLOR_GRAY2BGR), dst=area, dtype=cv2.CV_8U)

    def _spots(self, points: Floats) -> tuple[Floats, Floats]:
        """Project points to the lamp's map, in pixels (..., 2), and return their distances."""
        in_light = ((points - self._place) @ self._axes.T).astype(np.float32, copy=False)
        away = in_light[:, 2]
        spots = in_light[:, :2] / np.maximum(away, np.float32(0.1))[:, None] * self._focal + np.float32(
            _MAP / 2
        )
        return spots.astype(np.float32, copy=False), away
