"""How the pictures of a source are to be taken: which way up, whom to follow, how fast they go by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Rotation = Literal[0, 90, 180, 270]
"""Degrees by which a picture is turned clockwise to stand upright."""

AUTO: Literal["auto"] = "auto"


@dataclass(frozen=True, slots=True)
class PictureOptions:
    """How the pictures of a source are to be taken.

    Attributes:
        rotate: Degrees by which every picture is turned clockwise, or "auto": found out where nobody upright
            is seen.
        mirror: Whether every picture is mirrored, left for right, before anybody looks at it.
        person: Who is followed where there are several: "auto" (who moves), "left", "right", "largest", or a
            number from 1, counted from the left.
        speed: How fast the film shows what happened, 0.25 for a film four times slower than life; None where
            the film's own tags say so, or nothing does.
    """

    rotate: Rotation | Literal["auto"] = AUTO
    mirror: bool = False
    person: str = AUTO
    speed: float | None = None

    @property
    def signature(self) -> str:
        """All of them in one line, the same for equal options."""
        return f"rotate={self.rotate} mirror={self.mirror} person={self.person} speed={self.speed}"


AS_SHOWN = PictureOptions()
