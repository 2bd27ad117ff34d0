"""The empty room: a wall and a floor, lit by the lamp."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coach.kinematics.body import Colour
from coach.kinematics.skeleton import Array
from coach.opencv import cv2
from coach.performer.render.camera import Camera

Picture = NDArray[np.uint8]

WALL_BEHIND_M = 1.6
_PLANK_M = 0.14


@dataclass(frozen=True, slots=True)
class Room:
    """Colours of the room, blue, green, red."""

    wall: Colour = (196, 204, 208)
    floor: Colour = (112, 138, 160)
    skirting: Colour = (232, 234, 236)


@dataclass(frozen=True, slots=True, eq=False)
class Backdrop:
    """The empty room in a camera's picture.

    Attributes:
        picture: Shape (height, width, 3).
        depth: Depth along the camera's axis in metres, shape (height, width).
        floor: Position on the floor for each pixel in metres, shape (height, width, 3); far below the floor
            for pixels of the wall.
    """

    picture: Picture
    depth: NDArray[np.float32]
    floor: Array


def backdrop(camera: Camera, target: Array, room: Room) -> Backdrop:
    """Render the empty room."""
    width, height = camera.size
    columns, rows = np.meshgrid(np.arange(width) + 0.5, np.arange(height) + 0.5)
    rays = np.stack(
        [(columns - width / 2) / camera.focal, (rows - height / 2) / camera.focal, np.ones_like(rows)],
        axis=-1,
    )
    ways = rays @ camera.axes
    place = camera.position(target)
    level = camera.axes[2] * np.array([1.0, 0.0, 1.0])
    level /= np.linalg.norm(level)
    to_wall = (camera.distance_m + WALL_BEHIND_M) / np.maximum(ways @ level, 1e-6)
    to_floor = np.where(ways[..., 1] < 0, -camera.height_m / np.minimum(ways[..., 1], -1e-6), np.inf)
    is_floor = to_floor < to_wall
    away = np.where(is_floor, to_floor, to_wall)
    hits = place + ways * away[..., None]
    is_skirting = ~is_floor & (hits[..., 1] < 0.09)
    colour = np.where(
        is_floor[..., None],
        np.array(room.floor) * _planks(hits)[..., None],
        np.where(is_skirting[..., None], np.array(room.skirting), np.array(room.wall)),
    )
    shade = 0.93 + 0.14 * np.linspace(1, 0, height)[:, None] + 0.06 * _grain(width, height)
    lit: Picture = np.clip(colour * shade[..., None], 0, 255).astype(np.uint8)
    floor = np.where(is_floor[..., None], hits, np.array([0.0, -1e3, 0.0]))
    return Backdrop(lit, away.astype(np.float32), floor)


def _planks(hits: Array) -> Array:
    """Floorboards of slightly different brightness, with seams."""
    board = np.floor(hits[..., 2] / _PLANK_M)
    tone = 1.0 + 0.05 * np.sin(board * 12.9898) * np.cos(board * 4.1)
    seam = np.abs(hits[..., 2] / _PLANK_M - board - 0.5) > 0.47
    return np.where(seam, tone * 0.90, tone)


def _grain(width: int, height: int) -> NDArray[np.float32]:
    """The faint unevenness of a painted wall, about -1 to 1, reproducible."""
    random = np.random.default_rng(7)
    coarse = random.normal(0, 0.5, (8, 8)).astype(np.float32)
    fine = random.normal(0, 0.25, (height // 2, width // 2)).astype(np.float32)
    large = cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC)
    return (large + cv2.resize(fine, (width, height))).astype(np.float32)
