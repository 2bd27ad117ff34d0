"""Errors about the user's settings."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from coach.errors.coach_error import CoachError, errors_in


class SettingsError(CoachError):
    """The settings can't be read or written."""


class InvalidSettings(SettingsError):
    """The settings file has errors: ``errors``, each 'place: what is wrong'."""

    def __init__(self, path: Path, errors: Sequence[str], *, hint: str = "") -> None:
        fix = "Fix the file, or move it away to use the defaults."
        super().__init__(errors_in(path, errors), hint=hint or fix)
        self.path, self.errors = path, tuple(errors)
