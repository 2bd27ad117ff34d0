"""Errors about OpenCV, PyAV and MediaPipe."""

from __future__ import annotations

from coach.errors.coach_error import CoachError


class LibraryError(CoachError):
    """A library can't be loaded: ``used_by`` is its name."""

    def __init__(self, sentence: str, used_by: str, *, hint: str) -> None:
        super().__init__(sentence, hint=hint)
        self.used_by = used_by


class SharedLibraryMissing(LibraryError):
    """A system library is missing: ``library``, and the Debian ``package`` that contains it, or None."""

    def __init__(self, used_by: str, library: str, package: str | None, *, hint: str) -> None:
        debian = f" (Debian package {package})" if package else ""
        super().__init__(
            f"{used_by} can't start: the system library {library}{debian} is missing.", used_by, hint=hint
        )
        self.library, self.package = library, package


class SystemFilesMissing(LibraryError):
    """A system folder is not mounted: ``folder``."""

    def __init__(self, used_by: str, folder: str) -> None:
        super().__init__(
            f"{used_by} can't start: {folder} is not mounted; it counts the processors there.",
            used_by,
            hint=f"You seem to be in a chroot. Mount it from outside: 'mount --bind {folder} ROOT{folder}'.",
        )
        self.folder = folder


class LibraryBroken(LibraryError):
    """The Python package is missing or incomplete."""
