"""The path of the effort: which part of the body moves farthest, and how its movement spreads over time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from coach.body.landmarks import Landmark
from coach.body.view import View
from coach.catalogue.poses import KeyPoses
from coach.kinematics.body import Body
from coach.kinematics.skeleton import Array
from coach.kinematics.trajectory import Leg, Trajectory, smooth

POINTS: dict[str, tuple[Landmark, Landmark]] = {
    "shoulders": (Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER),
    "hips": (Landmark.LEFT_HIP, Landmark.RIGHT_HIP),
    "hands": (Landmark.LEFT_WRIST, Landmark.RIGHT_WRIST),
    "feet": (Landmark.LEFT_ANKLE, Landmark.RIGHT_ANKLE),
}
"""The parts whose velocity can be measured; of those that move about as far, the first, which is steadier."""
_ELBOWS = (Landmark.LEFT_ELBOW, Landmark.RIGHT_ELBOW)
_ABOUT_AS_FAR = 0.9
_FAR_M = 0.08
"""A part that moves less is too close to the noise of its landmarks, about a centimetre."""
_SEEN: dict[View, tuple[float, float]] = {
    "front": (1.0, 0.0),
    "rear": (1.0, 0.0),
    "side": (0.0, 1.0),
    "oblique": (np.sqrt(0.5), np.sqrt(0.5)),
}
"""How much of a movement to the side, and of one ahead, lies in the picture."""
_OVERHEAD_DEG = 120.0
"""Upper arms farther than this from the trunk lift the pose model's shoulders: from a hang to the top of a
rendered pull-up, their way reads an eighth too short."""
_STILL = 0.2
"""Elbows that move less than this share of the way of the hands are still: the forearm swings around them."""
MIDDLE = (0.1, 0.9)
"""The shares of the way between which an effort is timed: its very ends are too slow to time."""


@dataclass(frozen=True, slots=True)
class EffortPath:
    """The effort of an exercise, as its key poses make it.

    Attributes:
        point: Key of ``POINTS``; None if no part moves far.
        middle: Share of the effort's time that the middle of the way takes, see ``MIDDLE``.
        joint_middle: The same for a joint angle.
        way_m: How far the left point moves to the side, up, and ahead, metres; zeros without a point.
        is_forearm_swing: Whether the point is the hands, and the elbows stay where they are.
    """

    point: str | None
    middle: float
    joint_middle: float
    way_m: tuple[float, float, float] = (0.0, 0.0, 0.0)
    is_forearm_swing: bool = False

    def in_picture(self, view: View) -> float:
        """The share of the way that lies in the picture from a view; the rest is towards the camera."""
        across, up, ahead = self.way_m
        seen_across, seen_ahead = _SEEN[view]
        whole = float(np.linalg.norm(self.way_m))
        seen = np.hypot(up, across * seen_across + ahead * seen_ahead)
        return float(seen) / whole if whole else 0.0


def effort_path(poses: KeyPoses, leg: Leg) -> EffortPath:
    """The path of the effort in an exercise.

    The joints move along the key poses with minimum jerk (Flash and Hogan 1985); where a limb straightens, a
    point of the body moves less and less for the same angle, so its time is read from the figure itself.

    Args:
        poses: The key poses.
        leg: The leg of the effort.
    """
    trajectory = Trajectory(poses, Body())
    steps, legs = trajectory.steps, trajectory.sweep.landmarks
    place = 0 if leg == "out" else len(legs) // 2
    figures = legs[place : place + steps]
    ways = {name: np.linalg.norm(_moved(figures, pair)[-1]) for name, pair in POINTS.items()}
    farthest = max(ways.values())
    joint_middle = _middle(np.linspace(0.0, 1.0, steps))
    if farthest < _FAR_M:
        return EffortPath(None, joint_middle, joint_middle)
    near = [name for name, way in ways.items() if way >= _ABOUT_AS_FAR * farthest]
    point = min(near, key=lambda name: name == "shoulders" and _is_overhead(figures))
    moved = _moved(figures, POINTS[point])
    left = POINTS[point][0]
    across, up, ahead = (abs(float(each)) for each in figures[-1, left] - figures[0, left])
    elbows_move = float(np.linalg.norm(_moved(figures, _ELBOWS)[-1]))
    way = moved @ moved[-1] / float(moved[-1] @ moved[-1])
    return EffortPath(
        point,
        _middle(way if leg == "out" else 1.0 - way[::-1]),
        joint_middle,
        (across, up, ahead),
        point == "hands" and elbows_move < _STILL * float(farthest),
    )


def _is_overhead(figures: Array) -> bool:
    """Whether the left upper arm points away from the trunk at either end of a leg."""
    shoulder = figures[[0, -1], Landmark.LEFT_SHOULDER]
    arm, trunk = (figures[[0, -1], part] - shoulder for part in (Landmark.LEFT_ELBOW, Landmark.LEFT_HIP))
    lengths = np.linalg.norm(arm, axis=1) * np.linalg.norm(trunk, axis=1)
    return bool(((arm * trunk).sum(axis=1) < np.cos(np.radians(_OVERHEAD_DEG)) * lengths).any())


def _moved(figures: Array, pair: tuple[Landmark, Landmark]) -> Array:
    """How far a pair of landmarks has moved up or down in each figure, as vectors in metres."""
    middle = figures[:, list(pair)].mean(axis=1)
    moved: Array = middle - middle[0]
    return moved


def _middle(way: Array) -> float:
    """Share of the time that the middle of the way takes, if the joints move with minimum jerk."""
    time = np.linspace(0.0, 1.0, 401)
    covered = np.interp(smooth(time), np.linspace(0.0, 1.0, len(way)), way)
    first, last = (float(time[int(np.argmax(covered >= share))]) for share in MIDDLE)
    return last - first
