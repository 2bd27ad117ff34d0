"""Errors of what the user prefers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from coach.errors.coach_error import CoachError, faulty


class SettingsError(CoachError):
    """The user's preferences could not be read or written."""


class InvalidSettings(SettingsError):
    """The file of preferences says things that cannot be: ``faults``, each 'place: what is wrong'."""

    def __init__(self, path: Path, faults: Sequence[str], *, hint: str = "") -> None:
        mend = "Mend the file, or move it away: without it the defaults hold."
        super().__init__(faulty(path, faults), hint=hint or mend)
        self.path, self.faults = path, tuple(faults)
