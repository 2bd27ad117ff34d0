"""How a live source is doing."""

from __future__ import annotations

from dataclasses import dataclass

from coach.body.picture_notes import PictureNote


@dataclass(frozen=True, slots=True)
class LiveFigures:
    """How the live way is doing.

    Attributes:
        captured: Frames that the source gave.
        seen: Frames that the landmarker answered.
        skipped: Frames that a newer one replaced before the landmarker was free, or that came back too late.
        reconnected: How often the source had to be opened anew.
        connected: Whether frames come at the moment.
        trouble: What is wrong just now, in a sentence, or None.
        note: What is wrong with the pictures just now, or None.
    """

    captured: int
    seen: int
    skipped: int
    reconnected: int
    connected: bool
    trouble: str | None
    note: PictureNote | None = None
