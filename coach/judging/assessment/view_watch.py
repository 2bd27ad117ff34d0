"""The camera's view of the body over time, with hysteresis."""

from __future__ import annotations

import numpy as np

from coach.body.view import View
from coach.body.yaw import view_of

_STEADY_S = 0.5
"""Time constant of the body's rotation: a rep sways it faster, a person turns round slower."""
_MARGIN_DEG = 7.0
"""How far past the border of a view the body must turn: the pose model's rotation of a still body wavers by
about as much."""


class ViewWatch:
    """Follows the view: it changes only once the body has clearly turned into another one."""

    def __init__(self) -> None:
        self._view: View | None = None
        self._direction = np.zeros(2)
        self._time = 0.0

    def update(self, time: float, yaw_deg: float) -> View:
        """Take the body's rotation at one moment, see :func:`coach.body.yaw.yaw_of`; returns the view."""
        yaw = np.radians(yaw_deg)
        now = np.array([np.cos(yaw), np.sin(yaw)])
        if self._view is None:
            self._view, self._direction = view_of(yaw_deg), now
        share = 1.0 - float(np.exp(-max(time - self._time, 0.0) / _STEADY_S))
        self._direction = self._direction + (now - self._direction) * share
        self._time = time
        steady_deg = float(np.degrees(np.arctan2(self._direction[1], self._direction[0])))
        nearby = {view_of(_wrapped(steady_deg + margin)) for margin in (-_MARGIN_DEG, 0.0, _MARGIN_DEG)}
        if self._view not in nearby:
            self._view = view_of(steady_deg)
        return self._view


def _wrapped(yaw_deg: float) -> float:
    return (yaw_deg + 180.0) % 360.0 - 180.0
