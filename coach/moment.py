"""What every sink receives."""

from __future__ import annotations

from dataclasses import dataclass

from coach.body.pose import Pose
from coach.body.stream import Frame
from coach.judging.observation import Observation


@dataclass(frozen=True, slots=True, eq=False)
class Moment:
    """One moment of training: what was seen and what the judge made of it.

    Attributes:
        time: Seconds since the source began.
        frame: The picture, or None when there is none (a recording).
        pose: The body, or None when nobody was found.
        observation: What the judge made of it.
    """

    time: float
    frame: Frame | None
    pose: Pose | None
    observation: Observation
