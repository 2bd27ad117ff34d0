"""Errors of the folders that the coach keeps its files in."""

from __future__ import annotations

from pathlib import Path

from coach.errors.coach_error import CoachError


class PlaceUnusable(CoachError):
    """A folder of the user's can't be entered or made."""

    def __init__(self, folder: Path, reason: str) -> None:
        shown = str(folder)
        if len(shown) > _SHOWN:
            shown = f"{shown[:_SHOWN]}…"
        super().__init__(
            f"The folder {shown} can't be used: {reason}.",
            hint="Set COACH_HOME to a folder of yours; coach then keeps everything there.",
        )
        self.folder, self.reason = folder, reason


_SHOWN = 300
"""So much of a path is shown; nobody reads more."""
