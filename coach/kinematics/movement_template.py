"""What an exercise's movement looks like: how each signal changes from the start to the turning point."""

from __future__ import annotations

import numpy as np

from coach.body.movement_signals import movement_signals
from coach.body.pose import FloatArray
from coach.catalogue.poses import KeyPoses
from coach.kinematics.body import Body
from coach.kinematics.trajectory import Trajectory

_APART_S = 1e3
"""Time between the key poses: so long that nothing is smoothed from one to the other."""


def movement_template(poses: KeyPoses) -> FloatArray:
    """The change of each movement signal from the start position to the turning point, shape (signals,).

    It is read from a figure of ordinary proportions in the key poses. Angles, distances and heights
    don't depend on the view.
    """
    trajectory = Trajectory(poses, Body())
    figures = trajectory.sweep.landmarks[[0, trajectory.steps - 1]] * np.array([1.0, -1.0, 1.0])
    start, turn = movement_signals(figures, figures[..., :2], np.ones(figures.shape[:2]), _APART_S)
    change: FloatArray = turn - start
    return change
