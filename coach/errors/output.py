"""Errors about event streams, reports and benchmarks."""

from __future__ import annotations

from pathlib import Path

from coach.errors.coach_error import CoachError


class JournalUnwritable(CoachError):
    """Events can't be written to the requested place."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(
            f"Events can't be written to {'standard output' if place == '-' else place}: {reason}.",
            hint="Name a writable file, or - for standard output.",
        )
        self.place = place


class BenchError(CoachError):
    """A benchmark can't be run."""


class ReportUnwritable(CoachError):
    """A report can't be written to the requested place."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"The report {path} can't be written: {reason}.", hint="Name a file in an existing folder."
        )
        self.path = path
