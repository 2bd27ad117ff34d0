"""Files that appear under their name only when they are whole."""

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
        """An open file could not be renamed there, so its age alone has to do."""
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


_PREFIX = ".coach-"
_PART = ".part"
_OURS = re.compile(r"\.coach-\d+-[0-9a-f]{12}\.part.*")
_FORMERLY = re.compile(r"\..+\.(?:\d+-)?[0-9a-f]{8}\.(?:part|landmarks)")
"""What coach 0.1 called theirs, and never locked."""
_PRIVATE = 0o600
_PUBLIC = 0o644
_PRIVATE_FOLDER = 0o700
_STARTING_S = 60.0
"""A younger temporary file may belong to a process that has not locked it yet."""
_UNLOCKABLE_S = 7 * 86_400.0
"""How old a temporary file has to be where the file system knows no locks."""


@contextmanager
def replacing(path: Path, *, private: bool = True) -> Iterator[Path]:
    """Write a file beside its final name, and give it that name when the block ends well.

    The temporary file is there and empty when the block begins, ends in the suffix of ``path``, and is locked
    while its writer lives. What dead writers left in the folder is removed first. A link is followed.

    Args:
        path: The final name; an older file is replaced, anything but a file is refused.
        private: Whether only the user may read it (0600), or everybody (0644).

    Yields:
        Where to write; it must stay the same file.

    Raises:
        OSError: It can't be written there; what was there before is still there.
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
    """See, before all the work, that a file may be put somewhere: root would even replace /dev/null.

    Returns:
        Where it would be put: a link is followed.

    Raises:
        OSError: There is no such folder, or something else than a file has the name; ``strerror`` says which.
    """
    target = Path(os.path.realpath(path))
    try:
        mode = path.stat().st_mode  # of a pipe behind /dev/stdout, too, whose target has no name
    except (FileNotFoundError, NotADirectoryError):
        if not target.parent.is_dir():
            raise FileNotFoundError(errno.ENOENT, f"there is no folder {path.parent}", str(path)) from None
        return target
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise OSError(errno.ELOOP, "it is a link that leads back to itself", str(path)) from error
        raise
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, "it is a folder", str(path))
    if not stat.S_ISREG(mode):
        raise FileExistsError(errno.EEXIST, "it is a device or a pipe, not a file", str(path))
    return target


def write_atomically(path: Path, content: bytes, *, private: bool = True) -> None:
    """Write a small file at once; its folder is made where it is missing.

    Raises:
        OSError: It can't be written there.
    """
    make_folder(path.parent)
    with replacing(path, private=private) as part:
        part.write_bytes(content)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, where they are missing, for the user alone (0700).

    Raises:
        OSError: It can't be made.
    """
    missing = []
    for each in (folder, *folder.parents):
        if os.path.lexists(each):
            break
        missing.append(each)
    for each in reversed(missing):
        each.mkdir(_PRIVATE_FOLDER, exist_ok=True)
    folder.mkdir(_PRIVATE_FOLDER, exist_ok=True)  # says so where something else has the name


def remove_leftovers(folder: Path) -> None:
    """Remove temporary files whose writers died; those of living ones, and all foreign files, stay."""
    with contextlib.suppress(OSError):
        for part in folder.iterdir():
            if _OURS.fullmatch(part.name) or _FORMERLY.fullmatch(part.name):
                with contextlib.suppress(OSError):
                    if _is_abandoned(part):
                        part.unlink(missing_ok=True)


@contextmanager
def _locked(part: Path) -> Iterator[None]:
    with part.open("xb") as file:
        part.chmod(_PRIVATE)
        try:
            _lock(file.fileno())
        except OSError:  # no locks on this file system: its age has to do
            file.close()
        yield


def _flush(part: Path) -> None:
    """Let the disk take it now: some say only then that they are full."""
    with part.open("r+b") as file:
        os.fsync(file.fileno())


def _is_abandoned(part: Path) -> bool:
    facts = part.lstat()
    age = time.time() - facts.st_mtime
    if not stat.S_ISREG(facts.st_mode) or age < _STARTING_S:
        return False
    if not _OURS.fullmatch(part.name):
        return age > _UNLOCKABLE_S
    with part.open("r+b") as file:
        try:
            _lock(file.fileno())
        except BlockingIOError:
            return False
        except OSError:
            return age > _UNLOCKABLE_S
    return True
