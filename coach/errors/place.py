"""Errors about the folders for coach's files."""

from __future__ import annotations

from pathlib import Path

from coach.errors.coach_error import CoachError


class PlaceUnusable(CoachError):
    """A folder can't be opened or created."""

    def __init__(self, folder: Path, reason: str) -> None:
        shown = str(folder)
        if len(shown) > _MOST_CHARACTERS:
            shown = f"{shown[:_MOST_CHARACTERS]}…"
        super().__init__(
            f"The folder {shown} can't be used: {reason}.",
            hint="Set COACH_HOME to a folder you own; coach then saves everything there.",
        )
        self.folder, self.reason = folder, reason


_MOST_CHARACTERS = 300
"""Longer paths are truncated in messages."""
