"""Errors about cameras, streams, films, photos and recordings."""

from __future__ import annotations

from pathlib import Path

from coach.errors.coach_error import CoachError


class SourceError(CoachError):
    """A source gives no pictures, or a film, recording or picture can't be written."""

    def __init__(self, sentence: str, *, path: Path | None = None, hint: str = "") -> None:
        super().__init__(sentence, hint=hint)
        self.path = path


class FilmMissing(SourceError):
    """The file does not exist."""


class FilmUnreadable(SourceError):
    """The file is not a film, or too damaged to decode a single picture."""


class NoPictures(SourceError):
    """The file is a film without pictures: empty, or sound only."""


class FilmUnwritable(SourceError):
    """A rendered or an annotated film can't be written."""

    def __init__(self, path: Path, reason: str, hint: str = "") -> None:
        super().__init__(
            f"The film {path.name} could not be written: {reason}.",
            path=path,
            hint=hint or f"Make room in {path.parent}, or set COACH_HOME to a writable folder.",
        )


class RecordingUnreadable(SourceError):
    """The file is not a recording that this version can read."""


class RecordingUnwritable(SourceError):
    """A recording can't be written to the requested place."""

    def __init__(self, path: Path, reason: str, hint: str) -> None:
        super().__init__(f"The recording {path} can't be written: {reason}.", path=path, hint=hint)


class PhotoUnreadable(SourceError):
    """The file is missing, not a photo, or too damaged or too large to read."""


class NobodyInPhoto(SourceError):
    """No one was found in a photo."""


class PictureUnwritable(SourceError):
    """A picture can't be written to the requested place."""

    def __init__(self, path: Path, reason: str, hint: str) -> None:
        super().__init__(f"The picture {path} can't be written: {reason}.", path=path, hint=hint)


class CameraMissing(SourceError):
    """There is no such camera."""


class CameraRefused(SourceError):
    """The camera exists but gives no picture: it is busy, forbidden, black or not a camera."""


class CameraLost(SourceError):
    """The camera stopped giving pictures."""


class StreamRefused(SourceError):
    """An address sends no pictures."""

    def __init__(self, address: str, reason: str, *, hint: str = "") -> None:
        check = (
            "Check that the camera's app is running on the same network and that this is its MJPEG address."
        )
        super().__init__(f"{address} sends no pictures: {reason}.", hint=hint or check)
        self.address = address


class StreamLost(SourceError):
    """A stream stopped."""

    def __init__(self, address: str, reason: str) -> None:
        super().__init__(f"The stream from {address} stopped: {reason}.")
        self.address = address
        self.reason = reason
