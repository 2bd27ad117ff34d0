"""How the database is, found out without changing anything in it."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from coach.regular_file import path_exists
from coach.resources import database_file, may
from coach.store.checks.inspection import lacking_columns, unreadable_values
from coach.store.integrity import check_pages
from coach.store.run_lock import is_running
from coach.store.schema import revision_of, revisions
from coach.store.sqlite_errors import damaged, spoken_plainly, unreachable

_PATIENCE_S = 1.0


@dataclass(frozen=True, slots=True)
class Health:
    """How the database is.

    Attributes:
        path: The file.
        size: Bytes of it and of its write-ahead log, or None where there is none yet.
        free: Bytes that are free where it lies, or will lie.
        revision: The revision it is at, or None where nothing is in it yet.
        newest: Whether that is the newest revision; an older one is migrated when it is next opened.
        workouts: How many are remembered.
        running: Numbers of those that are being written by a living process.
        interrupted: How many were cut short.
        unreadable: Values and rows that can't be read, a few words on each; the coach leaves them out.
    """

    path: Path
    size: int | None
    free: int
    revision: str | None = None
    newest: bool = True
    workouts: int = 0
    running: tuple[int, ...] = ()
    interrupted: int = 0
    unreadable: tuple[str, ...] = ()


def examine(path: Path | None = None, *, patience_s: float = _PATIENCE_S) -> Health:
    """Look the database over: every page of it, who writes it, and whether it can be written.

    Args:
        path: The file; the user's own by default.
        patience_s: How long to wait for another program that holds it.

    Raises:
        HistoryTooNew: A newer version of the coach wrote it.
        HistoryLocked: Another program holds it.
        HistoryDamaged: It is damaged, or no database of the coach's.
        HistoryUnreachable: It is a folder, or can't be opened, read or written.
    """
    path = path or database_file()
    folder = _nearest(path.parent)
    if not may(folder, os.W_OK | os.X_OK):
        raise unreachable(path, f"can't be written: {folder} may only be read")
    free = shutil.disk_usage(folder).free
    with spoken_plainly(path):
        revision = revision_of(path, patience_s)
        if revision is None:
            return Health(path, path.stat().st_size if path_exists(path) else None, free)
        with closing(sqlite3.connect(path, timeout=patience_s)) as connection:
            check_pages(connection, path, "integrity_check")
            _check_form(connection, path, newest=revision == revisions()[-1])
            _check_writable(connection)
            states = connection.execute("SELECT id, CAST(state AS BLOB) FROM workout").fetchall()
            unreadable = tuple(unreadable_values(connection))
    running = tuple(number for number, state in states if state == b"running" and is_running(path, number))
    cut_short = sum(state in (b"running", b"interrupted") for _, state in states) - len(running)
    newest = revision == revisions()[-1]
    return Health(path, _size(path), free, revision, newest, len(states), running, cut_short, unreadable)


def _nearest(folder: Path) -> Path:
    """The folder, or the one above it that is there."""
    return next(each for each in (folder, *folder.absolute().parents) if path_exists(each))


def _check_form(connection: sqlite3.Connection, path: Path, *, newest: bool) -> None:
    """See to it that the tables are those of the revision that it says it is at."""
    lacking = lacking_columns(connection)
    if newest and lacking:
        raise damaged(path, f"lacks what every history has: {', '.join(lacking[:3])}")
    if not newest and not lacking:
        raise damaged(path, "says that it is older than it is")


def _check_writable(connection: sqlite3.Connection) -> None:
    """Take the lock of who writes, and give it back unused."""
    connection.isolation_level = None
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("ROLLBACK")


def _size(path: Path) -> int:
    log = path.with_name(path.name + "-wal")
    return path.stat().st_size + (log.stat().st_size if path_exists(log) else 0)
