"""Atomic writes: a file gets its final name only once it is complete."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform == "win32":

    def _lock(handle: int) -> None:
        """Windows can't rename an open file, so only its age is checked."""
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


_PREFIX = ".coach-"
_PART = ".part"
_CURRENT = re.compile(r"\.coach-\d+-[0-9a-f]{12}\.part.*")
_LEGACY = re.compile(r"\..+\.(?:\d+-)?[0-9a-f]{8}\.(?:part|landmarks)")
"""Names from coach 0.1, which did not lock its temporary files."""
_PRIVATE = 0o600
_PUBLIC = 0o644
_PRIVATE_FOLDER = 0o700
_STARTING_S = 60.0
"""A newer temporary file may belong to a process that has not locked it yet."""
_UNLOCKABLE_S = 7 * 86_400.0
"""Age from which a temporary file counts as abandoned if the file system has no locks."""


@contextmanager
def replacing(path: Path, *, private: bool = True) -> Iterator[Path]:
    """Write a temporary file next to the target and rename it when the block succeeds.

    The temporary file exists and is empty when the block begins, has the suffix of ``path`` and is locked
    while its writer runs. Leftovers of killed writers in the folder are removed first. Links are followed.

    Args:
        path: The target; an existing file is replaced, anything else is refused.
        private: Whether only the user can read it (0600), or everyone (0644).

    Yields:
        The path to write to; don't replace the file.

    Raises:
        OSError: The file can't be written; an existing one is unchanged.
    """
    target = check_target(path)
    remove_leftovers(target.parent)
    part = target.with_name(f"{_PREFIX}{os.getpid()}-{uuid.uuid4().hex[:12]}{_PART}{target.suffix}")
    with _locked(part):
        try:
            yield part
            part.chmod(_PRIVATE if private else _PUBLIC)
            _flush(part)
            part.replace(target)
        finally:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)


def check_target(path: Path) -> Path:
    """Check that a file can be written to a path: root could even replace /dev/null.

    Returns:
        The target, with links followed.

    Raises:
        OSError: The folder does not exist, or the path is not a regular file; ``strerror`` says which.
    """
    target = Path(os.path.realpath(path))
    try:
        mode = path.stat().st_mode  # also works for a pipe behind /dev/stdout, whose target has no name
    except (FileNotFoundError, NotADirectoryError):
        if not target.parent.is_dir():
            raise FileNotFoundError(errno.ENOENT, f"there is no folder {path.parent}", str(path)) from None
        return target
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise OSError(errno.ELOOP, "it is a link to itself", str(path)) from error
        raise
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, "it is a folder", str(path))
    if not stat.S_ISREG(mode):
        raise FileExistsError(errno.EEXIST, "it is a device or a pipe, not a file", str(path))
    return target


def write_atomically(path: Path, content: bytes, *, private: bool = True) -> None:
    """Write a small file atomically; a missing folder is created.

    Raises:
        OSError: The file can't be written.
    """
    make_folder(path.parent)
    with replacing(path, private=private) as part:
        part.write_bytes(content)


def make_folder(folder: Path) -> None:
    """Create a folder and its missing parents, readable only by the user (0700).

    Raises:
        OSError: It can't be created.
    """
    missing = []
    for each in (folder, *folder.parents):
        if os.path.lexists(each):
            break
        missing.append(each)
    for each in reversed(missing):
        each.mkdir(_PRIVATE_FOLDER, exist_ok=True)
    folder.mkdir(_PRIVATE_FOLDER, exist_ok=True)  # raises if the path is not a folder


def remove_leftovers(folder: Path) -> None:
    """Remove temporary files whose writers no longer run; all other files stay."""
    with contextlib.suppress(OSError):
        for part in folder.iterdir():
            if _CURRENT.fullmatch(part.name) or _LEGACY.fullmatch(part.name):
                with contextlib.suppress(OSError):
                    if _is_abandoned(part):
                        part.unlink(missing_ok=True)


@contextmanager
def _locked(part: Path) -> Iterator[None]:
    with part.open("xb") as file:
        part.chmod(_PRIVATE)
        try:
            _lock(file.fileno())
        except OSError:  # no locks on this file system: only the age is checked
            file.close()
        yield


def _flush(part: Path) -> None:
    """Sync to disk: some file systems report only then that they are full."""
    with part.open("r+b") as file:
        os.fsync(file.fileno())


def _is_abandoned(part: Path) -> bool:
    facts = part.lstat()
    age = time.time() - facts.st_mtime
    if not stat.S_ISREG(facts.st_mode) or age < _STARTING_S:
        return False
    if not _CURRENT.fullmatch(part.name):
        return age > _UNLOCKABLE_S
    with part.open("r+b") as file:
        try:
            _lock(file.fileno())
        except BlockingIOError:
            return False
        except OSError:
            return age > _UNLOCKABLE_S
    return True
