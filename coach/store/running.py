"""Whether a workout is still being written, which no death of its process can leave wrong.

A small file beside the database is locked while the workout runs. The system lets go of the lock when the
process ends, however it ends; a process number kept in the database could belong to another program by then.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes]) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _mark(database: Path, workout_id: int) -> Path:
    return database.with_name(f"{database.name}.running-{workout_id}")


@contextmanager
def running(database: Path, workout_id: int) -> Iterator[None]:
    """Mark a workout as being written, for as long as the block runs and this process lives."""
    mark = _mark(database, workout_id)
    with mark.open("ab") as file:
        _lock(file)
        try:
            yield
        finally:
            if sys.platform != "win32":  # there an open file can't be removed; the next sweep does it
                mark.unlink(missing_ok=True)


def is_running(database: Path, workout_id: int) -> bool:
    """Whether a living process is writing this workout."""
    mark = _mark(database, workout_id)
    if not mark.exists():
        return False
    try:
        with mark.open("ab") as file:
            _lock(file)
    except OSError:
        return True
    return False


def forget_mark(database: Path, workout_id: int) -> None:
    """Remove what a dead process left."""
    _mark(database, workout_id).unlink(missing_ok=True)
