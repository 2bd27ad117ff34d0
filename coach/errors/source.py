"""Errors of where pictures come from."""

from __future__ import annotations

from pathlib import Path

from coach.errors.coach_error import CoachError


class SourceError(CoachError):
    """Pictures could not be had from where they were asked."""

    def __init__(self, sentence: str, *, path: Path | None = None, hint: str = "") -> None:
        super().__init__(sentence, hint=hint)
        self.path = path


class FilmMissing(SourceError):
    """No such file."""


class FilmUnreadable(SourceError):
    """The file is not a film, or is too damaged to give one picture."""


class NoPictures(SourceError):
    """The file is a film without pictures: empty, or sound only."""


class FilmUnwritable(SourceError):
    """A rendered film could not be written where it belongs."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"The film {path.name} could not be written: {reason}.",
            path=path,
            hint=f"Make room in {path.parent}, or set COACH_HOME to a folder that can be written to.",
        )


class RecordingUnreadable(SourceError):
    """The file is no landmark recording that this version can read."""


class RecordingUnwritable(SourceError):
    """A recording can't be put where it was asked for."""

    def __init__(self, path: Path, reason: str, hint: str) -> None:
        super().__init__(f"The recording {path} can't be written: {reason}.", path=path, hint=hint)


class PictureUnwritable(SourceError):
    """A picture can't be put where it was asked for."""

    def __init__(self, path: Path, reason: str, hint: str) -> None:
        super().__init__(f"The picture {path} can't be written: {reason}.", path=path, hint=hint)


class CameraMissing(SourceError):
    """There is no such camera."""


class CameraRefused(SourceError):
    """The camera is there, but gives no picture: it is busy, forbidden, black or no camera at all."""


class CameraLost(SourceError):
    """The camera stopped giving pictures."""


class StreamRefused(SourceError):
    """No pictures come from an address."""

    def __init__(self, address: str, reason: str, *, hint: str = "") -> None:
        ask = "Is the camera's app running, in the same network, and this its MJPEG address?"
        super().__init__(f"No pictures come from {address}: {reason}.", hint=hint or ask)
        self.address = address


class StreamLost(SourceError):
    """A stream stopped sending."""

    def __init__(self, address: str, reason: str) -> None:
        super().__init__(f"The stream from {address} stopped: {reason}.")
        self.address = address
        self.reason = reason
