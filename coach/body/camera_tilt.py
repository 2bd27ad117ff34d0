"""Estimates the camera's tilt from a standing person."""

from __future__ import annotations

import numpy as np

from coach.body.angles import Angles
from coach.body.landmarks import Landmark
from coach.body.pose import FloatArray, Pose

_STRAIGHT_DEG = 150.0
"""Least hip and knee angle of a standing person; sitting and squatting are far below."""
_UPRIGHT_DEG = 45.0
"""With a laptop on the floor tilted up by 30 degrees, an upright body has 20-26; a lying one 90."""
_VISIBLE = 0.5
_ENOUGH_S = 0.5
_ENOUGH_POSES = 5

_SHOULDERS = [Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER]
_ANKLES = [Landmark.LEFT_ANKLE, Landmark.RIGHT_ANKLE]


class TiltEstimator:
    """Assumes that the line from ankles to shoulders of a standing person is vertical.

    World landmarks are in the camera's axes, not gravity's: a laptop on the floor is tilted up and makes
    everyone seem to lean back. The estimate is the median over the first half second of standing; the camera
    is assumed to stay still.

    Attributes:
        tilt_deg: Upward tilt of the camera, negative for down; None until someone has stood.
        upright: Rotation from the camera's axes to gravity's, shape (3, 3); None until then.
    """

    def __init__(self) -> None:
        self.tilt_deg: float | None = None
        self.upright: FloatArray | None = None
        self.restart()

    def restart(self) -> None:
        """Estimate again, as the camera may have moved; until someone has stood, the old estimate stays."""
        self._axes: list[FloatArray] = []
        self._standing_s = 0.0
        self._last_time: float | None = None
        self._is_known = False

    def observe(self, pose: Pose, angles: Angles) -> None:
        """Take in one pose; does nothing once the tilt is known."""
        if self._is_known:
            return
        since, self._last_time = self._last_time, None
        if not _stands(pose, angles):
            return
        self._last_time = pose.time
        self._standing_s += 0.0 if since is None else pose.time - since
        axis = pose.world[_SHOULDERS].mean(axis=0) - pose.world[_ANKLES].mean(axis=0)
        self._axes.append(axis / np.linalg.norm(axis))
        if len(self._axes) >= _ENOUGH_POSES and self._standing_s >= _ENOUGH_S:
            self._settle(np.median(self._axes, axis=0))

    def _settle(self, axis: FloatArray) -> None:
        axis = axis / np.linalg.norm(axis)
        self._is_known = True
        self.tilt_deg = float(np.degrees(np.arctan2(axis[2], -axis[1])))
        self.upright = rotation_between(axis, np.array([0.0, -1.0, 0.0]))


def _stands(pose: Pose, angles: Angles) -> bool:
    """Whether hips and knees are straight, the trunk is upright and the feet are visible."""
    return bool(
        angles.joints[2:4].min() > _STRAIGHT_DEG
        and angles.inclination < _UPRIGHT_DEG
        and pose.visibility[_ANKLES].max() > _VISIBLE
        and pose.visibility[_SHOULDERS].max() > _VISIBLE
    )


def rotation_between(a: FloatArray, b: FloatArray) -> FloatArray:
    """The smallest rotation from unit vector ``a`` to ``b``, shape (3, 3) (Rodrigues' formula)."""
    cross = np.cross(a, b)
    skew = np.array([[0, -cross[2], cross[1]], [cross[2], 0, -cross[0]], [-cross[1], cross[0], 0]])
    rotation: FloatArray = np.eye(3) + skew + skew @ skew / (1.0 + float(a @ b))
    return rotation
