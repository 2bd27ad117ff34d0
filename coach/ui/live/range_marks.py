"""The marks on the range bar; they glide to a new position instead of jumping."""

from __future__ import annotations

from math import exp

from coach.judging.observation import Observation

_GLIDE_S = 0.4
"""Time constant of the glide: a mark covers 63 % of its distance in this time."""
_UNDER_WAY = ("out", "back")


class RangeMarks:
    """The marks of one exercise, moment by moment.

    The bar is as long as the deepest rep of the set. It grows with a deeper movement and shrinks again if
    that turns out to be no rep, such as a landmark that jumps.

    Attributes:
        full: Position of the mark for a full rep, in minimum excursions.
        deepest: Length of the bar, in minimum excursions.
    """

    def __init__(self) -> None:
        self.full = self.deepest = 1.0
        self._deepest_rep = self._reached = 1.0
        self._time: float | None = None

    def follow(self, observed: Observation, time: float) -> None:
        """Update the marks with one moment."""
        pace = 1.0 if self._time is None else 1.0 - exp(-max(time - self._time, 0.0) / _GLIDE_S)
        self._time = time
        depth = observed.depth or 0.0
        under_way = observed.phase in _UNDER_WAY
        self._reached = max(self._reached, depth) if under_way else 1.0
        self.full += pace * (observed.full_depth - self.full)
        wanted = max(self._deepest_rep, self._reached, observed.full_depth, observed.own_depth or 0.0)
        self.deepest = max(self.deepest + pace * (wanted - self.deepest), depth)

    def keep(self) -> None:
        """Make the depth of a completed rep part of the bar's length."""
        self._deepest_rep = max(self._deepest_rep, self._reached)

    def new_set(self) -> None:
        """Start a new set: forget the depth of the last one's reps."""
        self._deepest_rep = self._reached = 1.0
