"""The depth of a movement over time, for pictures of it."""

from __future__ import annotations

from typing import NamedTuple

from coach.judging.observation import Observation


class DepthSample(NamedTuple):
    """The depth of the movement at one time.

    Attributes:
        time: Seconds since the source began.
        depth: Excursion as a share of the one that a full rep requires: 0 in the start position, 1 at a full
            rep.
        phase: The phase of the rep: "start", "out" or "back".
    """

    time: float
    depth: float
    phase: str


def depth_sample(observation: Observation) -> DepthSample | None:
    """The depth in an observation; None while it is unknown, and in a hold."""
    if observation.depth is None or observation.hold_s is not None or observation.full_depth <= 0:
        return None
    return DepthSample(observation.time, observation.depth / observation.full_depth, observation.phase)
