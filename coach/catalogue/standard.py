"""The standard of an exercise: levels with the names that coaches use, and the measure that decides each."""

from __future__ import annotations

from itertools import pairwise
from typing import Literal, Self, get_args

from pydantic import Field, model_validator

from coach.body.angles import Attitude, Distance, Joint
from coach.body.view import View
from coach.catalogue.poses import Name, Part

At = Literal["start", "turn", "range"]


class Criterion(Part):
    """The limit of a measure at one moment of a rep.

    Attributes:
        measure: A joint's inner angle or an attitude of the trunk in degrees, or a distance in trunk lengths.
        at: Where in the rep to measure: in the start position, at the turning point, or the way between the
            two. A hold is measured throughout, whatever the value.
        at_least: Lower limit.
        at_most: Upper limit.
    """

    measure: Joint | Distance | Attitude
    at: At = "turn"
    at_least: float | None = None
    at_most: float | None = None

    @model_validator(mode="after")
    def _one_limit(self) -> Self:
        if (self.at_least is None) == (self.at_most is None):
            raise ValueError("needs either at_least or at_most, and not both")
        return self


class StandardLevel(Part):
    """One level of a standard.

    Attributes:
        name: What coaches call it, such as 'parallel'.
        at_least: Lower limit of the standard's measure.
        at_most: Upper limit of it.
        also: What the level requires besides, such as a lock-out before the rep.
        why: The reason for the limits.
        source: Where the limits or their reason come from.
    """

    name: Name
    at_least: float | None = None
    at_most: float | None = None
    also: tuple[Criterion, ...] = ()
    why: str = ""
    source: str = ""

    @model_validator(mode="after")
    def _one_limit(self) -> Self:
        if (self.at_least is None) == (self.at_most is None):
            raise ValueError("needs either at_least or at_most, and not both")
        return self

    @property
    def limit(self) -> float:
        """The limit of the standard's measure."""
        limit = self.at_least if self.at_most is None else self.at_most
        assert limit is not None, "a level has one limit"
        return limit


class Standard(Part):
    """How far a rep has to go, apart from whether it counts.

    Attributes:
        measure: What decides the level: the joint, distance or attitude that people think of.
        at: Where in the rep to measure it, as for a criterion.
        views: Views from which it can be judged; empty for every view whose error is small enough.
        levels: The levels, lowest first.
    """

    measure: Joint | Distance | Attitude
    at: At = "turn"
    views: tuple[View, ...] = ()
    levels: tuple[StandardLevel, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _lowest_first(self) -> Self:
        if len(set(self.names)) < len(self.levels):
            raise ValueError("two levels have the same name")
        if len({each.at_most is None for each in self.levels}) > 1:
            raise ValueError("every level needs the same kind of limit: at_least or at_most")
        falls = self.levels[0].at_most is not None
        for lower, higher in pairwise(self.levels):
            harder = higher.limit - lower.limit if not falls else lower.limit - higher.limit
            if harder < 0:
                raise ValueError(
                    f"the lowest level comes first: '{higher.name}' is easier than '{lower.name}'"
                )
            if harder == 0 and not higher.also:
                raise ValueError(f"'{higher.name}' has the same limit as '{lower.name}'")
        return self

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the levels, lowest first."""
        return tuple(each.name for each in self.levels)

    @property
    def is_angle(self) -> bool:
        """Whether the measure is in degrees, not in trunk lengths."""
        return self.measure not in get_args(Distance)

    @property
    def step(self) -> float | None:
        """The smallest step between two levels of the measure; None if there is only one."""
        steps = [abs(after.limit - before.limit) for before, after in pairwise(self.levels)]
        return min((each for each in steps if each), default=None)

    def criteria(self, level: StandardLevel) -> tuple[Criterion, ...]:
        """Everything that a level requires, the standard's own measure first."""
        own = Criterion(measure=self.measure, at=self.at, at_least=level.at_least, at_most=level.at_most)
        return own, *level.also
