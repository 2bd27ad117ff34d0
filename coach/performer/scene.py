"""The room round the performer: a wall, a floor, and the shadow on it."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from coach.body.landmarks import BONES
from coach.performer.body import Colour
from coach.performer.camera import Camera
from coach.performer.skeleton import Array

Picture = NDArray[np.uint8]

_WALL_BEHIND_M = 1.6
_SHADOW_SCALE = 4


@dataclass(frozen=True, slots=True)
class Room:
    """Colours of the room, blue, green, red."""

    wall: Colour = (196, 204, 208)
    floor: Colour = (112, 138, 160)
    skirting: Colour = (232, 234, 236)


def background(camera: Camera, target: Array, room: Room) -> Picture:
    """The empty room, shape (height, width, 3)."""
    width, height = camera.size
    rows = np.arange(height)[:, None]
    ray_down = (rows - height / 2) / camera.focal
    pitch = np.deg2rad(camera.pitch_deg)
    fall = np.cos(pitch) * ray_down - np.sin(pitch)
    ahead = np.cos(pitch) + np.sin(pitch) * ray_down
    floor_at = camera.height_m * ahead / np.maximum(fall, 1e-6)
    wall_at = camera.distance_m + _WALL_BEHIND_M
    is_floor = (fall > 0) & (floor_at < wall_at)
    above_floor = camera.height_m - wall_at * fall / ahead
    is_skirting = ~is_floor & (above_floor < 0.09)
    shade = 0.93 + 0.14 * np.linspace(1, 0, height)[:, None] + 0.06 * _grain(width, height)
    colour = np.where(
        is_floor[..., None],
        np.array(room.floor),
        np.where(is_skirting[..., None], np.array(room.skirting), np.array(room.wall)),
    )
    lit: Picture = np.clip(colour * shade[..., None], 0, 255).astype(np.uint8)
    return lit


def cast_shadow(picture: Picture, landmarks: Array, camera: Camera, target: Array, room: Room) -> None:
    """Darken the floor below a body of landmarks (33, 3) in the room's axes."""
    flat = landmarks.copy()
    flat[:, 1] = 0.0
    seen = camera.seen(flat, target)
    spots = camera.pixels(seen) / _SHADOW_SCALE
    width, height = camera.size[0] // _SHADOW_SCALE, camera.size[1] // _SHADOW_SCALE
    light = np.full((height, width), 255, np.uint8)
    thick = max(2, round(0.16 * camera.focal / camera.distance_m / _SHADOW_SCALE * 0.5))
    for start, end in BONES:
        ends = np.clip(np.rint(spots[[start, end]]), -999, 2999).astype(int)
        cv2.line(light, ends[0].tolist(), ends[1].tolist(), 150, thick)
    left, top, wide, high = cv2.boundingRect(255 - light)
    if not wide:
        return
    margin = 4
    left, right = max(left - margin, 0), min(left + wide + margin, width)
    top, bottom = max(top - margin, 0), min(top + high + margin, height)
    soft = cv2.GaussianBlur(light[top:bottom, left:right], (0, 0), 1.6)
    scale = _SHADOW_SCALE
    area = picture[top * scale : bottom * scale, left * scale : right * scale]
    large = cv2.resize(soft, (area.shape[1], area.shape[0]))
    cv2.multiply(area, cv2.cvtColor(large, cv2.COLOR_GRAY2BGR), dst=area, scale=1 / 255)


def _grain(width: int, height: int) -> NDArray[np.float32]:
    """The faint unevenness of a painted wall, about -1 to 1, the same every time."""
    random = np.random.default_rng(7)
    coarse = random.normal(0, 0.5, (8, 8)).astype(np.float32)
    fine = random.normal(0, 0.25, (height // 2, width // 2)).astype(np.float32)
    large = cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC)
    return (large + cv2.resize(fine, (width, height))).astype(np.float32)
