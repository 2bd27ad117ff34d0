"""Errors about exports and imports."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from coach.errors.coach_error import CoachError


class SharingError(CoachError):
    """The history could not be exported, or a file not imported."""


class ExportUnwritable(SharingError):
    """An export can't be written to the requested place."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"The export {path} can't be written: {reason}.", hint="Name a file or folder that you can write."
        )
        self.path = path


class NothingToExport(SharingError):
    """No workout, or no recording, matches the selection."""


class ImportUnreadable(SharingError):
    """A file holds no history that can be imported; nothing was changed."""

    def __init__(self, path: Path, reason: str, hint: str = "") -> None:
        super().__init__(f"{path.name or path} can't be imported: {reason}", hint=hint or _FORMATS)
        self.path = path


class InvalidRows(SharingError):
    """Some rows of a file can't be read; nothing was imported.

    Attributes:
        path: The file.
        rows: What is wrong with each, such as "line 12: ...".
    """

    def __init__(self, path: Path, rows: Sequence[str]) -> None:
        listed = "\n".join(f"  {each}" for each in rows[:_MOST_LISTED])
        more = len(rows) - _MOST_LISTED
        rest = f"\n  and {more} more" if more > 0 else ""
        errors = "1 row" if len(rows) == 1 else f"{len(rows)} rows"
        super().__init__(
            f"{path.name} has {errors} that can't be read; nothing was imported:\n{listed}{rest}",
            hint="Correct the file, or leave these rows out: --skip-bad",
        )
        self.path, self.rows = path, tuple(rows)


class ExtraMissing(SharingError):
    """A package that this needs is not installed.

    Attributes:
        extra: The extra of coach that installs it.
    """

    def __init__(self, what: str, package: str, extra: str) -> None:
        super().__init__(
            f"{what} need the package {package}, which is not installed.",
            hint=f"Install it: pip install 'coach[{extra}]', or pip install {package}",
        )
        self.extra = extra


_MOST_LISTED = 20
_FORMATS = "coach imports its own JSON, and CSV exports of Strong, Hevy and FitNotes."
