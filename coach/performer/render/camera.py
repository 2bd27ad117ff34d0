"""A pinhole camera in the performer's room."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from coach.kinematics.skeleton import Array

_NEAREST_M = 0.1


@dataclass(frozen=True, slots=True)
class Camera:
    """Position and direction of the camera.

    Attributes:
        yaw_deg: Angle around the person: 0 for the front, 90 the left side, -90 the right, 180 the rear.
        pitch_deg: Upward pitch; 15 to 25 for a laptop on the floor.
        height_m: Height above the floor.
        distance_m: Distance from the middle of the performance, along the floor.
        focal_share: Focal length as a share of the picture's width; 0.9 for a laptop.
        size: Width and height of the picture in pixels.
    """

    yaw_deg: float = 0.0
    pitch_deg: float = 0.0
    height_m: float = 0.95
    distance_m: float = 2.6
    focal_share: float = 0.9
    size: tuple[int, int] = (480, 480)

    @property
    def focal(self) -> float:
        """Focal length in pixels."""
        return self.focal_share * self.size[0]

    @property
    def axes(self) -> Array:
        """Rows are the camera's right, down and forward, in the room's axes, shape (3, 3)."""
        yaw, pitch = np.deg2rad([self.yaw_deg, self.pitch_deg])
        level = -np.array([np.sin(yaw), 0.0, np.cos(yaw)])
        up = np.array([0.0, 1.0, 0.0])
        away = level * np.cos(pitch) + up * np.sin(pitch)
        right = np.cross(away, up) / np.cos(pitch)
        return np.stack([right, np.cross(away, right), away])

    def position(self, target: Array) -> Array:
        """Its position for a performance with its middle at ``target``, shape (3,)."""
        yaw = np.deg2rad(self.yaw_deg)
        place = target + self.distance_m * np.array([np.sin(yaw), 0.0, np.cos(yaw)])
        place[1] = self.height_m
        return place

    def to_camera(self, points: Array, target: Array) -> Array:
        """Transform points of the room (..., 3) to the camera's axes, in metres from the camera."""
        turned: Array = (points - self.position(target)) @ self.axes.T
        return turned

    def pixels(self, points: Array) -> Array:
        """Project points in the camera's axes (..., 3) to pixels (..., 2)."""
        depth = np.maximum(points[..., 2:], _NEAREST_M)
        middle = np.array(self.size) / 2
        projected: Array = points[..., :2] / depth * self.focal + middle
        return projected
