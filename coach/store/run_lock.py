"""The lock file that marks a workout as running.

A small file beside the database is locked while the workout runs. The system releases the lock when the
process ends, however it ends. A process id in the database could belong to another program by then. For a
server, which several machines use, the server holds the lock (``coach.store.server.workout_locks``).
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from coach.database_server import is_server
from coach.errors import HistoryUnreachable, WorkoutTaken
from coach.regular_file import check_regular, is_regular
from coach.store.server.workout_locks import is_running_on_server, running_on_server

if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes]) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


_PATIENCE_S = 0.5
"""How long to retry: a process that checks whether a workout is running holds the lock for an instant."""
_AGAIN_S = 0.01


def _mark(database: Path, workout_id: int) -> Path:
    return database.with_name(f"{database.name}.running-{workout_id}")


@contextmanager
def running(database: Path, workout_id: int) -> Iterator[None]:
    """Mark a workout as running while the block runs and this process lives.

    Raises:
        WorkoutTaken: Another process is writing it.
        HistoryUnreachable: The lock file can't be created, or the server can't be reached.
    """
    if is_server(database):
        with running_on_server(database, workout_id):
            yield
        return
    mark = _mark(database, workout_id)
    with _locked(mark, workout_id):
        try:
            yield
        finally:
            if sys.platform != "win32":  # Windows can't remove an open file; the next sweep does
                mark.unlink(missing_ok=True)


def is_running(database: Path, workout_id: int) -> bool:
    """Whether a living process is writing this workout."""
    if is_server(database):
        return is_running_on_server(database, workout_id)
    mark = _mark(database, workout_id)
    if not is_regular(mark):  # not a pipe or a folder with this name
        return False
    try:
        with mark.open("r+b") as file:
            _lock(file)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return False


def sweep_mark(database: Path, workout_id: int) -> bool:
    """Remove the lock file of a dead process; False if the process is alive.

    The file is removed while it is locked, so that no other process can resume the workout in between.
    """
    if is_server(database):
        return not is_running_on_server(database, workout_id)
    mark = _mark(database, workout_id)
    if not is_regular(mark):
        return True
    try:
        with mark.open("r+b") as file:
            _lock(file)
            if sys.platform != "win32":
                mark.unlink(missing_ok=True)
    except FileNotFoundError:
        return True
    except OSError:
        return False
    if sys.platform == "win32":
        with suppress(OSError):
            mark.unlink(missing_ok=True)
    return True


@contextmanager
def _locked(mark: Path, workout_id: int) -> Iterator[None]:
    """Hold the lock on the file at this path; it may be replaced by another while this waits for the lock."""
    until = time.monotonic() + _PATIENCE_S
    while True:
        with _opened(mark) as file:
            try:
                _lock(file)
            except OSError as error:
                if time.monotonic() > until:
                    raise WorkoutTaken(workout_id) from error
            else:
                if _is_there(file, mark):
                    yield
                    return
        time.sleep(_AGAIN_S)


def _opened(mark: Path) -> IO[bytes]:
    try:
        with suppress(FileNotFoundError):
            check_regular(mark)  # opening a pipe would block until it has a reader
        return mark.open("ab")
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise HistoryUnreachable(
            f"{mark} can't be opened ({reason}).",
            hint="coach needs this name for a lock file. Move or delete what is there.",
        ) from error


def _is_there(file: IO[bytes], mark: Path) -> bool:
    """Whether the open file is still the file at this path."""
    try:
        return os.path.samestat(os.fstat(file.fileno()), mark.stat())
    except FileNotFoundError:
        return False
