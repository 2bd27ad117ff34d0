"""Errors of the libraries that see."""

from __future__ import annotations

from coach.errors.coach_error import CoachError


class LibraryError(CoachError):
    """OpenCV, PyAV or MediaPipe could not be loaded: ``used_by`` says which of them."""

    def __init__(self, sentence: str, used_by: str, *, hint: str) -> None:
        super().__init__(sentence, hint=hint)
        self.used_by = used_by


class SharedLibraryMissing(LibraryError):
    """The system lacks a shared library: ``library``, and ``package``, which brings it to Debian, or None."""

    def __init__(self, used_by: str, library: str, package: str | None, *, hint: str) -> None:
        found_in = f" (Debian package {package})" if package else ""
        super().__init__(
            f"{used_by} can't start: the system library {library}{found_in} is missing.", used_by, hint=hint
        )
        self.library, self.package = library, package


class SystemFilesMissing(LibraryError):
    """A folder of the system's own is not mounted: ``folder``."""

    def __init__(self, used_by: str, folder: str) -> None:
        super().__init__(
            f"{used_by} can't start: {folder} is not mounted, where it counts the processors.",
            used_by,
            hint=f"You seem to be in a chroot. Mount it from outside: 'mount --bind {folder} ROOT{folder}'.",
        )
        self.folder = folder


class LibraryBroken(LibraryError):
    """The Python package itself is missing or incomplete."""
