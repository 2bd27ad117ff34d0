"""Whether the database is whole: every page of it is read where there is reason to, for that takes long.

There is reason after a crash, and once a week. When it was last done is kept in the database itself, as
minutes since 1970 in SQLite's ``user_version``, so that a copy that is put back is looked at again.
"""

from __future__ import annotations

import glob
import sqlite3
import time
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from coach.store.run_lock import is_running
from coach.store.sqlite_errors import damaged

_WEEK_MIN = 7 * 24 * 60
_LARGEST = 2**31 - 1
_MOST = 1000
_OF_VALUES = ("NULL value in ", "CHECK constraint failed in ", "NUMERIC value in ", "TEXT value in ")
"""How SQLite begins what it says of single values; reading leaves those out by itself."""


@dataclass(frozen=True, slots=True)
class Leftovers:
    """What processes that died left beside the database; opening it takes some of it away.

    Attributes:
        log: Whether there is a log that nobody who lives is writing.
        newest_mark_min: When the newest mark of a workout was made whose process died; None without one.
    """

    log: bool
    newest_mark_min: int | None


def leftovers(path: Path) -> Leftovers:
    """Look for what was left behind; before the database is opened."""
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
    """Read every page after a crash and once a week, and note that it was done.

    Raises:
        HistoryDamaged: It is not whole.
    """
    with closing(sqlite3.connect(path, timeout=patience_s)) as connection:
        now = int(time.time() // 60)
        [last] = connection.execute("PRAGMA user_version").fetchone()
        crashed = left.log or (left.newest_mark_min is not None and left.newest_mark_min >= last)
        if not crashed and 0 <= now - last < _WEEK_MIN:
            return
        check_pages(connection, path, "quick_check")
        connection.execute("PRAGMA busy_timeout = 0")
        with suppress(sqlite3.OperationalError):  # held, or may only be read: the next one checks again
            noted = now if left.newest_mark_min is None else max(now, left.newest_mark_min + 1)
            connection.execute(f"PRAGMA user_version = {min(noted, _LARGEST)}")


def check_pages(connection: sqlite3.Connection, path: Path, how: str) -> None:
    """Read every page; ``how`` is ``quick_check``, or ``integrity_check``, which compares indexes too.

    Raises:
        HistoryDamaged: It is not whole.
    """
    connection.execute("PRAGMA ignore_check_constraints = ON")
    told = [str(verdict) for (verdict,) in connection.execute(f"PRAGMA {how}({_MOST})")]
    if any(each != "ok" and not each.startswith(_OF_VALUES) for each in told):
        raise damaged(path)
