"""Opens regular files only: no pipes, sockets or devices."""

from __future__ import annotations

import errno
import os
import stat
from io import BufferedReader
from pathlib import Path

_NONBLOCKING_READ = (
    os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
)
_MOST_BYTES = 1 << 30
"""Limit for files that are read whole."""
_KINDS = {
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFDIR: "a folder",
}


def open_regular(path: Path) -> BufferedReader:
    """Open a file for reading; pipes, sockets and devices could block forever and are refused.

    Raises:
        OSError: It can't be opened or is not a regular file; ``strerror`` says which.
    """
    check_regular(path)
    handle = os.open(path, _NONBLOCKING_READ)
    try:
        _require_regular(path, os.fstat(handle).st_mode)  # it may have changed since
    except OSError:
        os.close(handle)
        raise
    return os.fdopen(handle, "rb")


def read_regular(path: Path, *, most_bytes: int = _MOST_BYTES) -> bytes:
    """The whole content of a file.

    Raises:
        OSError: As :func:`open_regular`, or it is larger than ``most_bytes``.
    """
    with open_regular(path) as file:
        if os.fstat(file.fileno()).st_size > most_bytes:
            raise OSError(errno.EFBIG, "it is too large", str(path))
        return file.read()


def check_regular(path: Path) -> None:
    """Check that ``path`` is a regular file, without opening it.

    Raises:
        OSError: It can't be reached or is not a regular file.
    """
    _require_regular(path, path.stat().st_mode)


def is_regular(path: Path) -> bool:
    """Whether ``path`` is a regular file; never raises, unlike ``Path.is_file``."""
    try:
        check_regular(path)
    except (OSError, ValueError):
        return False
    return True


def path_exists(path: Path) -> bool:
    """Whether ``path`` exists; never raises, unlike ``Path.exists``."""
    try:
        path.stat()
    except (OSError, ValueError):
        return False
    return True


def is_folder(path: Path) -> bool:
    """Whether ``path`` is a folder; never raises, unlike ``Path.is_dir``."""
    try:
        return stat.S_ISDIR(path.stat().st_mode)
    except (OSError, ValueError):
        return False


def _require_regular(path: Path, mode: int) -> None:
    if stat.S_ISREG(mode):
        return
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, "it is a folder", str(path))
    kind = _KINDS.get(stat.S_IFMT(mode), "something else")
    raise OSError(errno.EINVAL, f"it is {kind}, not a file", str(path))
