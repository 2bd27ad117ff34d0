"""The state of the database, found without changing it."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select

from coach.database_server import is_server
from coach.regular_file import path_exists
from coach.resources import database_file, may
from coach.store.checks.inspection import lacking_columns, unreadable_values
from coach.store.database_errors import damaged, plain_database_errors, unreachable
from coach.store.integrity import check_pages
from coach.store.migration.revisions import revisions
from coach.store.run_lock import is_running
from coach.store.schema import WRITES, open_database, revision_of
from coach.store.tables import WorkoutRow

_PATIENCE_S = 1.0


@dataclass(frozen=True, slots=True)
class Health:
    """The state of the database.

    Attributes:
        path: The file, or the path that stands for a server.
        size: Size with the write-ahead log in bytes, or None if there is no file yet.
        free: Free bytes on its disk; None on a server, which does not tell.
        revision: Its revision, or None if it is missing or empty.
        newest: Whether that is the newest revision; an older database is migrated when it is next opened.
        workouts: Number of workouts.
        running: Numbers of the running workouts.
        interrupted: Number of interrupted workouts.
        unreadable: Descriptions of values and rows that can't be read, which coach skips.
    """

    path: Path
    size: int | None
    free: int | None
    revision: str | None = None
    newest: bool = True
    workouts: int = 0
    running: tuple[int, ...] = ()
    interrupted: int = 0
    unreadable: tuple[str, ...] = ()


def examine(path: Path | None = None, *, patience_s: float = _PATIENCE_S) -> Health:
    """Check every page of the database, find running workouts, and check that it can be written.

    Args:
        path: The file; the user's own by default.
        patience_s: How long to wait for another program that has locked it.

    Raises:
        HistoryTooNew: A newer version of coach wrote it.
        HistoryLocked: Another program has locked it.
        HistoryDamaged: It is damaged, or not a database of coach.
        HistoryUnreachable: It is a folder, or can't be opened, read or written.
    """
    path = path or database_file()
    if is_server(path):
        return _examine_server(path, patience_s)
    folder = _nearest(path.parent)
    if not may(folder, os.W_OK | os.X_OK):
        raise unreachable(path, f"can't be written: {folder} is read-only")
    free = shutil.disk_usage(folder).free
    with plain_database_errors(path):
        revision = revision_of(path, patience_s)
        if revision is None:
            return Health(path, path.stat().st_size if path_exists(path) else None, free)
        with closing(sqlite3.connect(path, timeout=patience_s)) as connection:
            check_pages(connection, path, "integrity_check")
            _check_columns(connection, path, newest=revision == revisions()[-1])
            _check_writable(connection)
            states = connection.execute("SELECT id, CAST(state AS BLOB) FROM workout").fetchall()
            unreadable = tuple(unreadable_values(connection))
    running = tuple(number for number, state in states if state == b"running" and is_running(path, number))
    cut_short = sum(state in (b"running", b"interrupted") for _, state in states) - len(running)
    newest = revision == revisions()[-1]
    return Health(path, _size(path), free, revision, newest, len(states), running, cut_short, unreadable)


def _examine_server(path: Path, patience_s: float) -> Health:
    """The state of the database on a server, which checks its pages and values itself."""
    with (
        open_database(path, patience_s=patience_s) as engine,
        plain_database_errors(path),
        engine.execution_options(**WRITES).begin() as connection,
    ):
        states = connection.execute(select(WorkoutRow.id, WorkoutRow.state)).all()
        size = connection.scalar(select(func.pg_database_size(func.current_database())))
        may_write = connection.scalar(select(func.has_table_privilege("workout", "INSERT")))
    if not may_write:
        raise unreachable(path, "can't be written: this user is not allowed to")
    running = tuple(number for number, state in states if state == "running" and is_running(path, number))
    cut_short = sum(state in ("running", "interrupted") for _, state in states) - len(running)
    return Health(path, size, None, revisions()[-1], True, len(states), running, cut_short)


def _nearest(folder: Path) -> Path:
    """The folder, or its nearest existing parent."""
    return next(each for each in (folder, *folder.absolute().parents) if path_exists(each))


def _check_columns(connection: sqlite3.Connection, path: Path, *, newest: bool) -> None:
    """Check that the columns match the claimed revision."""
    lacking = lacking_columns(connection)
    if newest and lacking:
        raise damaged(path, f"lacks required columns: {', '.join(lacking[:3])}")
    if not newest and not lacking:
        raise damaged(path, "claims an older revision than it has")


def _check_writable(connection: sqlite3.Connection) -> None:
    """Take the write lock, and release it."""
    connection.isolation_level = None
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("ROLLBACK")


def _size(path: Path) -> int:
    log = path.with_name(path.name + "-wal")
    return path.stat().st_size + (log.stat().st_size if path_exists(log) else 0)
