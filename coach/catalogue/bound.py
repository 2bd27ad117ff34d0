"""The limits of a measure."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import model_validator

from coach.body.angles import Attitude, Distance, Joint
from coach.catalogue.poses import Part

Measure = Joint | Distance | Attitude | Literal["signal"]


class Limits(Part):
    """A lower limit, an upper limit or both, and why.

    Attributes:
        at_least: Lower limit.
        at_most: Upper limit.
        why: The reason for the limits.
    """

    at_least: float | None = None
    at_most: float | None = None
    why: str = ""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.at_least is not None and self.at_most is not None and self.at_least >= self.at_most:
            raise ValueError("at_least must be below at_most")
        return self

    @property
    def has_limit(self) -> bool:
        """Whether there is a limit at all."""
        return self.at_least is not None or self.at_most is not None

    def beyond(self, value: float) -> float:
        """How far a value is outside the limits; negative inside."""
        short = float("-inf") if self.at_least is None else self.at_least - value
        over = float("-inf") if self.at_most is None else value - self.at_most
        return max(short, over)


class Bound(Limits):
    """The limits of a measure, in degrees or trunk lengths.

    Attributes:
        measure: A joint's inner angle (the more visible side weighs more), a distance (the larger side's),
            an attitude of the trunk, or "signal": the average that reps are counted by.
        both: Whether each side must meet the limits.
        if_alone: Whether the limits apply to an arm only while the other arm hangs.
        if_hidden: The result if the feet that ``ankle_spread`` and ``foot_lift`` need are out of view.
    """

    measure: Measure
    both: bool = False
    if_alone: bool = False
    if_hidden: Literal["met", "unmet"] = "unmet"

    @model_validator(mode="after")
    def _has_limit(self) -> Self:
        if not self.has_limit:
            raise ValueError("needs at_least, at_most or both")
        return self
