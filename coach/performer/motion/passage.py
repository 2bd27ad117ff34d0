"""A passage of a performance: joint angles and the placed body over a stretch of time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from coach.kinematics.body_placement import place, shifted
from coach.kinematics.skeleton import Array, Figure, about, joined, stand
from coach.kinematics.trajectory import Leg, Trajectory, smooth


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """Joint angles and figure over a stretch of time.

    Attributes:
        rows: Joint angles in degrees, with a column for each name in ``MOVEMENTS``.
        figure: The body, at its place in the room.
    """

    rows: Array
    figure: Figure

    def elsewhere(self, shift: Array, heading_deg: float = 0.0) -> Passage:
        """The passage, rotated to the left about the room's origin, then shifted in metres (3,)."""
        turn = about("y", np.full(len(self.rows), np.deg2rad(heading_deg)))
        return Passage(self.rows, shifted(self.figure.moved(turn, np.zeros((len(self.rows), 3))), shift))


def joined_passages(passages: Sequence[Passage]) -> Passage:
    """Passages one after another in time."""
    rows = np.concatenate([passage.rows for passage in passages])
    return Passage(rows, joined([passage.figure for passage in passages]))


def move_along(
    trajectory: Trajectory,
    share: Array,
    noise: Array,
    leg: Leg = "out",
    *,
    depth: float = 1.0,
    mirror: bool = False,
    change: Array | None = None,
    back_from: Array | None = None,
) -> Passage:
    """Move along a trajectory.

    Args:
        trajectory: The trajectory.
        share: Position as a share of ``depth``, shape (frames,).
        noise: Degrees to add to the joint angles, shape (frames, movements).
        leg: The way out, or the way back.
        depth: Depth of the rep, as a share of the way to the turning point.
        mirror: Whether left and right are exchanged.
        change: Degrees to add at the start position and at the turning point, shape (2, movements).
        back_from: For the way back, the joint angles at which the way out ended, shape (1, movements). They
            are blended into those of the way back, which differ from them before the turning point.
    """
    rows = trajectory.rows(depth * share, leg, mirror=mirror, change=change) + noise
    weights, lift = trajectory.weights(depth * share, leg), depth * trajectory.lift_m(share, leg)
    if back_from is not None:
        end, over = np.array([depth]), smooth(share)[:, None]
        rows += over * (back_from - trajectory.rows(end, leg, mirror=mirror, change=change))
        weights += over * (trajectory.weights(end, "out") - trajectory.weights(end, leg))
    on_left = trajectory.on_left(depth * share, mirror=mirror)
    placed = place(
        stand(rows, trajectory.body),
        trajectory.footings,
        np.maximum(weights, 0.0),
        trajectory.body,
        on_left,
        lift,
    )
    return Passage(rows, placed)
