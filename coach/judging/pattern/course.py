"""The course of a movement: where the whole body goes, compared with the key poses of the exercise."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from coach.body.pose import FloatArray

ALONG = 0.6
"""Least cosine of a row's change of all signals and that of the key poses: at most 53 degrees beside it."""
FAR = 0.25
"""Least change along the key poses, as a share of theirs."""
ALONG_FIRST = 0.5
"""Least cosine of the first movement of a set: it has no neighbours that average out what the arms do."""
ALONG_LATER = 0.3
"""Least cosine of a later movement of a set: the set is evidence too."""
_STRAYED = 0.35
"""Weight of the distance between the two ends of a movement in its net change. Poses of films from anywhere
end up to 0.8 of the way from where they began; what goes on to another place ends farther than it went."""
_AMPLE = 0.7
"""Share of the key poses' change beyond which going farther is no further evidence."""


@dataclass(frozen=True, slots=True)
class Course:
    """Where a movement goes, compared with the key poses of the exercise.

    Attributes:
        along: Cosine between the changes of all signals: 1 the same way, 0 quite another, -1 back.
        size: Its change along the key poses, as a share of theirs.
        least: The least size.
        apart: How far its two ends are apart, as a share of its change; 0 for the mean of a row.
        way: All relevant signals through it, leg by leg, about their mean, shape (moments, signals).
    """

    along: float
    size: float
    least: float
    apart: float = 0.0
    way: FloatArray = field(default_factory=lambda: np.zeros((0, 0)), compare=False, repr=False)

    @property
    def goes_along(self) -> bool:
        """Whether a row goes the exercise's way, and far enough."""
        return self.along >= ALONG and self.size >= self.least

    @property
    def net(self) -> float:
        """How far it goes the exercise's way, less what is missing on the way back.

        A rep comes back to where it began, with the whole body; a step of a dance goes on to the next.
        """
        return min(self.size, _AMPLE) - _STRAYED * self.apart

    @property
    def comes_back(self) -> bool:
        """Whether it goes farther the exercise's way than it strays from it."""
        return self.net >= 0.0

    def goes_along_alone(self, *, first: bool, is_partial: bool) -> bool:
        """Whether a single movement goes the exercise's way and comes back.

        Args:
            first: Whether it would be the first of its set, and must go far enough.
            is_partial: Whether it is partial anyway.
        """
        if not first:
            return self.along >= ALONG_LATER and (is_partial or self.comes_back)
        return self.along >= ALONG_FIRST and (is_partial or (self.size >= self.least and self.comes_back))
