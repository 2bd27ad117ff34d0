"""The integrity check of the database, which is slow: it runs after a crash, and once a week.

The time of the last check is stored in the database itself, as minutes since 1970 in SQLite's
``user_version``, so that a restored backup is checked again.
"""

from __future__ import annotations

import glob
import sqlite3
import time
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from coach.store.database_errors import damaged
from coach.store.run_lock import is_running

_WEEK_MIN = 7 * 24 * 60
_LARGEST = 2**31 - 1
_MOST = 1000
_OF_VALUES = ("NULL value in ", "CHECK constraint failed in ", "NUMERIC value in ", "TEXT value in ")
"""Prefixes of SQLite's messages about single values. They don't matter here: reading skips such values."""


@dataclass(frozen=True, slots=True)
class Leftovers:
    """Files left beside the database by processes that died; opening the database removes some of them.

    Attributes:
        log: Whether there is a log, and no living process is writing a workout.
        newest_mark_min: Time of the newest lock file of a dead process, in minutes since 1970, or None.
    """

    log: bool
    newest_mark_min: int | None


def leftovers(path: Path) -> Leftovers:
    """Find leftover files; call this before opening the database."""
    living, dead = False, []
    for mark in path.parent.glob(f"{glob.escape(path.name)}.running-*"):
        number = mark.name.rpartition("-")[2]
        if number.isdecimal() and is_running(path, int(number)):
            living = True
        else:
            dead.append(int(mark.lstat().st_mtime // 60))
    logs = (path.with_name(path.name + each) for each in ("-wal", "-journal"))
    hot = any(each.exists() and each.stat().st_size for each in logs)
    return Leftovers(hot and not living, max(dead, default=None))


def check_if_due(path: Path, patience_s: float, left: Leftovers) -> None:
    """Check every page after a crash and once a week, and store the time of the check.

    Raises:
        HistoryDamaged: The database is damaged.
    """
    with closing(sqlite3.connect(path, timeout=patience_s)) as connection:
        now = int(time.time() // 60)
        [last] = connection.execute("PRAGMA user_version").fetchone()
        crashed = left.log or (left.newest_mark_min is not None and left.newest_mark_min >= last)
        if not crashed and 0 <= now - last < _WEEK_MIN:
            return
        check_pages(connection, path, "quick_check")
        connection.execute("PRAGMA busy_timeout = 0")
        with suppress(sqlite3.OperationalError):  # locked or read-only: the next process checks again
            noted = now if left.newest_mark_min is None else max(now, left.newest_mark_min + 1)
            connection.execute(f"PRAGMA user_version = {min(noted, _LARGEST)}")


def check_pages(connection: sqlite3.Connection, path: Path, how: str) -> None:
    """Check every page; ``how`` is ``quick_check``, or ``integrity_check``, which also compares indexes.

    Raises:
        HistoryDamaged: The database is damaged.
    """
    connection.execute("PRAGMA ignore_check_constraints = ON")
    findings = [str(finding) for (finding,) in connection.execute(f"PRAGMA {how}({_MOST})")]
    if any(each != "ok" and not each.startswith(_OF_VALUES) for each in findings):
        raise damaged(path)
