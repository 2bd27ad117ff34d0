"""Errors about the user's settings."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from coach.errors.coach_error import CoachError, errors_in, near_hint


class SettingsError(CoachError):
    """The settings can't be read or written."""


class InvalidSettings(SettingsError):
    """The settings file has errors: ``errors``, each 'place: what is wrong'."""

    def __init__(self, path: Path, errors: Sequence[str], *, hint: str = "") -> None:
        fix = "Fix the file, or move it away to use the defaults."
        super().__init__(errors_in(path, errors), hint=hint or fix)
        self.path, self.errors = path, tuple(errors)


class UnknownSetting(SettingsError):
    """There is no setting with this name."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        hint = near_hint(name, known, "'coach settings' lists them all.")
        super().__init__(f"There is no setting '{name}'.", hint=hint)
        self.name, self.known = name, tuple(known)


class RoutineError(CoachError):
    """A routine could not be used."""


class UnknownRoutine(RoutineError):
    """There is no routine with this name."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        hint = f"There are: {', '.join(known)}." if known else "'coach routine new NAME -e squat' makes one."
        super().__init__(f"There is no routine '{name}'.", hint=hint)
        self.name, self.known = name, tuple(known)


class InvalidRoutine(RoutineError):
    """A routine's file has errors: ``errors``, each 'place: what is wrong'."""

    def __init__(self, path: Path, errors: Sequence[str]) -> None:
        super().__init__(errors_in(path, errors), hint="Fix the file: 'coach routine edit' opens it.")
        self.path, self.errors = path, tuple(errors)


class RoutineUnwritable(RoutineError):
    """A routine's file can't be written."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"{path} can't be written: {reason}.", hint="Check the folder's permissions and free space."
        )
        self.path = path
