"""Options for the pictures of a source: rotation, mirroring, person and speed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from coach.body.posture import KnownPostures, Posture
from coach.vision.picture.picture_view import QUARTER_DEG, PictureView

Rotation = Literal[0, 90, 180, 270]
"""Clockwise rotation in degrees that makes a picture upright."""

AUTO: Literal["auto"] = "auto"


@dataclass(frozen=True, slots=True)
class PictureOptions:
    """Options for the pictures of a source.

    Attributes:
        rotate: Clockwise rotation of every picture in degrees; "auto" detects it if no one is upright.
        mirror: Whether every picture is mirrored horizontally before detection.
        person: Who is followed among several people: "auto" (who moves), "left", "right", "largest", or a
            number from 1, counted from the left.
        speed: Playback speed of the film relative to real time, 0.25 for four times slower; None to use the
            film's tags.
        expected: Posture of the exercise, or of all possible ones, for detecting the rotation; None leaves
            the pictures as they are.
    """

    rotate: Rotation | Literal["auto"] = AUTO
    mirror: bool = False
    person: str = AUTO
    speed: float | None = None
    expected: Posture | KnownPostures | None = None

    @property
    def signature(self) -> str:
        """All options but ``expected`` in one line; that one can be checked against the result."""
        return f"rotate={self.rotate} mirror={self.mirror} person={self.person} speed={self.speed}"

    @property
    def needs_pictures(self) -> bool:
        """Whether an option needs a source with pictures."""
        return self.rotate not in (AUTO, 0) or self.mirror or self.person != AUTO

    @property
    def view(self) -> PictureView:
        """The view with the given rotation and mirroring."""
        return PictureView(0 if self.rotate == AUTO else self.rotate // QUARTER_DEG, self.mirror)


AS_SHOWN = PictureOptions()
