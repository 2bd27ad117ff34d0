"""The body's rotation towards the camera, and the view that follows from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import numpy as np

from coach.body.landmarks import Landmark
from coach.body.pose import Pose
from coach.body.view import View

_FACING_DEG = 30.0
_PROFILE_DEG = 60.0
"""Thirds of the quarter turn between facing the camera and standing in profile."""


def yaw_of(pose: Pose) -> float:
    """Rotation of the body from facing the camera, -180 to 180 degrees; positive shows its left side.

    It uses the horizontal parts of the shoulder and hip lines, so that it also works lying down.
    """
    world = pose.world
    across = (
        world[Landmark.LEFT_SHOULDER]
        - world[Landmark.RIGHT_SHOULDER]
        + world[Landmark.LEFT_HIP]
        - world[Landmark.RIGHT_HIP]
    )
    return float(np.degrees(np.arctan2(-across[2], across[0])))


def view_of(yaw_deg: float) -> View:
    """The name of a view."""
    turned = abs(yaw_deg)
    if turned < _FACING_DEG:
        return "front"
    if turned > 180.0 - _FACING_DEG:
        return "rear"
    return "side" if _PROFILE_DEG < turned < 180.0 - _PROFILE_DEG else "oblique"


class ViewTally:
    """The most frequent view, overall or in some periods."""

    def __init__(self) -> None:
        self._seconds: dict[int, Counter[View]] = {}

    def observe(self, pose: Pose) -> None:
        """Take in one pose."""
        self._seconds.setdefault(int(pose.time), Counter())[view_of(yaw_of(pose))] += 1

    @property
    def view(self) -> View | None:
        """The most frequent view; None before the first pose."""
        return _most(self._seconds.values())

    def view_in(self, spans: Iterable[tuple[float, float]]) -> View | None:
        """The most frequent view in some periods; the overall one if they have no poses."""
        seconds = {second for start_s, end_s in spans for second in range(int(start_s), int(end_s) + 1)}
        return _most(self._seconds[each] for each in seconds & self._seconds.keys()) or self.view


def _most(tallies: Iterable[Counter[View]]) -> View | None:
    views = sum(tallies, Counter[View]())
    return views.most_common(1)[0][0] if views else None
