"""A stretch of time of what is performed: joint angles, and where the body is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from coach.performer.figure.skeleton import Array, Figure, about, joined, stand
from coach.performer.motion.body_placement import place, shifted
from coach.performer.motion.trajectory import Leg, Trajectory, smooth


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """What happens in a stretch of time.

    Attributes:
        rows: Joint angles in degrees, a column for each name in ``MOVEMENTS``.
        figure: The body, in its place in the room.
    """

    rows: Array
    figure: Figure

    def elsewhere(self, shift: Array, heading_deg: float = 0.0) -> Passage:
        """The same, turned to the left about the room's origin, then shifted in metres (3,)."""
        turn = about("y", np.full(len(self.rows), np.deg2rad(heading_deg)))
        return Passage(self.rows, shifted(self.figure.moved(turn, np.zeros((len(self.rows), 3))), shift))


def together(passages: Sequence[Passage]) -> Passage:
    """One after the other."""
    rows = np.concatenate([passage.rows for passage in passages])
    return Passage(rows, joined([passage.figure for passage in passages]))


def along(
    way: Trajectory,
    share: Array,
    noise: Array,
    leg: Leg = "out",
    *,
    depth: float = 1.0,
    mirror: bool = False,
    change: Array | None = None,
    whence: Array | None = None,
) -> Passage:
    """Go along a way, as far as ``share`` (frames,) of its depth says.

    Args:
        way: Between a start position and a turning point.
        share: How far of what is gone, shape (frames,).
        noise: What is added to the joint angles, shape (frames, movements).
        leg: The way out, or the way back.
        depth: How far towards the turning point.
        mirror: Whether left and right are changed over.
        change: What is added in the start position and at the turning point, degrees, shape (2, movements).
        whence: For the way back: the joint angles at which the way out ended, shape (1, movements). Where the
            two ways differ there, for it was not the turning point, one passes over into the other.
    """
    rows = way.rows(depth * share, leg, mirror=mirror, change=change) + noise
    weights, lift = way.weights(depth * share, leg), depth * way.lift_m(share, leg)
    if whence is not None:
        end, over = np.array([depth]), smooth(share)[:, None]
        rows += over * (whence - way.rows(end, leg, mirror=mirror, change=change))
        weights += over * (way.weights(end, "out") - way.weights(end, leg))
    on_left = way.on_left(depth * share, mirror=mirror)
    placed = place(stand(rows, way.body), way.footings, np.maximum(weights, 0.0), way.body, on_left, lift)
    return Passage(rows, placed)
