"""System libraries that OpenCV, PyAV and MediaPipe need, and errors for missing ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from coach.errors import LibraryBroken, LibraryError, SharedLibraryMissing

DEBIAN_PACKAGES = ("libegl1", "libgl1", "libgles2", "libglib2.0-0")
"""Debian and Ubuntu packages that provide every shared library they need, as in the README.

From Debian 13 and Ubuntu 24.04, ``libglib2.0-0`` is called ``libglib2.0-0t64``, which provides the old name.
"""
_DEBIAN_PACKAGE_OF = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libGLESv2.so.2": "libgles2",
    "libGLX.so.0": "libglx0",
    "libGLdispatch.so.0": "libglvnd0",
    "libX11.so.6": "libx11-6",
    "libXau.so.6": "libxau6",
    "libXdmcp.so.6": "libxdmcp6",
    "libbsd.so.0": "libbsd0",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libmd.so.0": "libmd0",
    "libpcre2-8.so.0": "libpcre2-8-0",
    "libxcb.so.1": "libxcb1",
    "libz.so.1": "zlib1g",
    # needed by other OpenCV releases
    "libICE.so.6": "libice6",
    "libSM.so.6": "libsm6",
    "libXext.so.6": "libxext6",
    "libXrender.so.1": "libxrender1",
    "libgomp.so.1": "libgomp1",
    "libstdc++.so.6": "libstdc++6",
}
_NOT_FOUND = re.compile(r"^(\S+): cannot open shared object file: No such file", re.MULTILINE)


@contextmanager
def loading(used_by: str, package: str) -> Iterator[None]:
    """Turn import errors of a native library into a ``LibraryError``; other errors pass through.

    Args:
        used_by: The library's display name.
        package: Its pip package.

    Raises:
        SharedLibraryMissing: A system library is missing.
        LibraryBroken: The package is missing or incomplete.
    """
    try:
        yield
    except (ImportError, OSError) as error:
        library_error = _library_error(error, used_by, package)
        if library_error is None:
            raise
        raise library_error from error


def broken(used_by: str, package: str, reason: str) -> LibraryBroken:
    """The error for a package that is missing or incomplete."""
    return LibraryBroken(
        f"{used_by} can't be loaded: {reason}.",
        used_by,
        hint=f"Reinstall it: 'python -m pip install --force-reinstall {package}'.",
    )


def _library_error(error: ImportError | OSError, used_by: str, package: str) -> LibraryError | None:
    """The matching ``LibraryError``; None for other errors."""
    found = _NOT_FOUND.search(str(error))
    if found is None:
        return broken(used_by, package, str(error).rstrip(".")) if isinstance(error, ImportError) else None
    library = found[1].rpartition("/")[2]
    debian = _DEBIAN_PACKAGE_OF.get(library)
    packages = DEBIAN_PACKAGES if debian is None or debian in DEBIAN_PACKAGES else (*DEBIAN_PACKAGES, debian)
    install = f"sudo apt-get install {' '.join(packages)}"
    hint = f"On Debian and Ubuntu, '{install}' installs all system libraries that coach needs."
    if debian is None:
        hint += f" If that isn't enough, 'apt-file search {library}' finds the package."
    return SharedLibraryMissing(used_by, library, debian, hint=hint)
