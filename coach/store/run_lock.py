"""Whether a workout is still being written, which no death of its process can leave wrong.

A small file beside the database is locked while the workout runs. The system lets go of the lock when the
process ends, however it ends; a process number kept in the database could belong to another program by then.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from coach.errors import HistoryUnreachable, WorkoutTaken
from coach.regular_file import check_regular, is_regular

if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes]) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


_PATIENCE_S = 0.5
"""How long to try: whoever only asks whether a workout runs holds its mark for an instant."""
_AGAIN_S = 0.01


def _mark(database: Path, workout_id: int) -> Path:
    return database.with_name(f"{database.name}.running-{workout_id}")


@contextmanager
def running(database: Path, workout_id: int) -> Iterator[None]:
    """Mark a workout as being written, for as long as the block runs and this process lives.

    Raises:
        WorkoutTaken: Another process is writing it.
        HistoryUnreachable: Its mark can't be made.
    """
    mark = _mark(database, workout_id)
    with _locked(mark, workout_id):
        try:
            yield
        finally:
            if sys.platform != "win32":  # there an open file can't be removed; the next sweep does it
                mark.unlink(missing_ok=True)


def is_running(database: Path, workout_id: int) -> bool:
    """Whether a living process is writing this workout."""
    mark = _mark(database, workout_id)
    if not is_regular(mark):  # a pipe or a folder of this name is nobody's mark
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
    """Remove what a dead process left; whether it is dead.

    The mark is removed while it is locked: nobody can take the workout on in between.
    """
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
    """Hold the lock on the mark that is there: another one may be removed while its lock is waited for."""
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
            check_regular(mark)  # to open a pipe would wait for whoever reads it
        return mark.open("ab")
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise HistoryUnreachable(
            f"{mark} can't be opened ({reason}).",
            hint="A file of this name marks a workout that runs. Move away what is there.",
        ) from error


def _is_there(file: IO[bytes], mark: Path) -> bool:
    """Whether the open file is still the one of this name."""
    try:
        return os.path.samestat(os.fstat(file.fileno()), mark.stat())
    except FileNotFoundError:
        return False
