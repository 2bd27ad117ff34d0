"""Figures about a live source."""

from __future__ import annotations

from dataclasses import dataclass

from coach.body.picture_notes import PictureNote


@dataclass(frozen=True, slots=True)
class LiveFigures:
    """Figures about a live source.

    Attributes:
        captured: Frames read from the source.
        seen: Frames analysed by the landmarker.
        skipped: Frames dropped for a newer one, or whose result arrived too late.
        reconnected: Number of reconnections.
        connected: Whether frames are arriving.
        trouble: The current problem in a sentence, or None.
        note: The current problem of the pictures, or None.
    """

    captured: int
    seen: int
    skipped: int
    reconnected: int
    connected: bool
    trouble: str | None
    note: PictureNote | None = None
