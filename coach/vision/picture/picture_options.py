"""How the pictures of a source are to be taken: which way up, whom to follow, how fast they go by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from coach.body.posture import KnownPostures, Posture
from coach.vision.picture.picture_view import QUARTER_DEG, PictureView

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
        expected: How the body is held in what is trained, or in all that may be, from which it is told which
            way up the pictures are; None leaves them as they are.
    """

    rotate: Rotation | Literal["auto"] = AUTO
    mirror: bool = False
    person: str = AUTO
    speed: float | None = None
    expected: Posture | KnownPostures | None = None

    @property
    def signature(self) -> str:
        """All of them in one line but what is expected, which can be held against what was seen."""
        return f"rotate={self.rotate} mirror={self.mirror} person={self.person} speed={self.speed}"

    @property
    def asks_for_pictures(self) -> bool:
        """Whether something is asked for that only a source with pictures can give."""
        return self.rotate not in (AUTO, 0) or self.mirror or self.person != AUTO

    @property
    def view(self) -> PictureView:
        """How the pictures are looked at, as far as was said."""
        return PictureView(0 if self.rotate == AUTO else self.rotate // QUARTER_DEG, self.mirror)


AS_SHOWN = PictureOptions()
