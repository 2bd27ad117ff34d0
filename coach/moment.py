"""A moment: the data that every sink receives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.body.stream import Frame
from coach.judging.observation import Observation

if TYPE_CHECKING:  # the history needs no NumPy
    from coach.body.pose import Pose


@dataclass(frozen=True, slots=True, eq=False)
class Moment:
    """One moment of a source: frame, pose and the judge's observation.

    Attributes:
        time: Seconds since the source began.
        frame: The frame, or None for a recording.
        pose: The body, or None if no one was detected.
        observation: The judge's observation.
    """

    time: float
    frame: Frame | None
    pose: Pose | None
    observation: Observation
