"""Errors of what is written for other programs and people, and of what is measured."""

from __future__ import annotations

from pathlib import Path

from coach.errors.coach_error import CoachError


class JournalUnwritable(CoachError):
    """Events can't be written where they were asked for."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(
            f"Events can't be written to {'standard output' if place == '-' else place}: {reason}.",
            hint="Name a file that can be written, or - for standard output.",
        )
        self.place = place


class BenchError(CoachError):
    """A benchmark could not be run."""


class ReportUnwritable(CoachError):
    """A report can't be put where it was asked for."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"The report {path} can't be written: {reason}.", hint="Name a file in a folder that is there."
        )
        self.path = path
