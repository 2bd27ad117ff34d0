"""Where the bar of the range has its marks: they glide, so that nobody wonders what has jumped."""

from __future__ import annotations

from math import exp

from coach.judging.observation import Observation

_GLIDE_S = 0.4
"""A mark has gone most of its way after this long."""
_UNDER_WAY = ("out", "back")


class RangeMarks:
    """Follows the marks of one exercise through its sets.

    The bar has room for the deepest repetition of the set: it grows as somebody goes deeper for the first
    time. What goes deeper but comes to no repetition (a landmark that jumps) is let go of again.

    Attributes:
        full: Where the mark of what is full stands, in the exercise's minimum.
        deepest: What the whole bar stands for, in the exercise's minimum.
    """

    def __init__(self) -> None:
        self.full = self.deepest = 1.0
        self._kept = self._reached = 1.0
        self._time: float | None = None

    def follow(self, observed: Observation, time: float) -> None:
        """Take in one moment."""
        pace = 1.0 if self._time is None else 1.0 - exp(-max(time - self._time, 0.0) / _GLIDE_S)
        self._time = time
        depth = observed.depth or 0.0
        under_way = observed.phase in _UNDER_WAY
        self._reached = max(self._reached, depth) if under_way else 1.0
        self.full += pace * (observed.full_depth - self.full)
        wanted = max(self._kept, self._reached, observed.full_depth, observed.own_depth or 0.0)
        self.deepest = max(self.deepest + pace * (wanted - self.deepest), depth)

    def keep(self) -> None:
        """A repetition came back: keep room for as deep as it went."""
        self._kept = max(self._kept, self._reached)

    def new_set(self) -> None:
        """The next set's range is its own; the marks glide there."""
        self._kept = self._reached = 1.0
