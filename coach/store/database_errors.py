"""Errors of the database as errors of coach: SQLite's here, a server's beside it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from coach.database_server import is_server, shown_database
from coach.errors import CoachError, HistoryDamaged, HistoryLocked, HistoryUnreachable
from coach.store.server.server_errors import as_server_error

_HOME_HINT = "To use another folder, set COACH_HOME=FOLDER."
_RESTORE_HINT = "Nothing was changed. Restore a backup, or move the file away and coach creates a new one."
_BUGS = (sqlite3.ProgrammingError, sqlite3.InterfaceError, sqlite3.NotSupportedError)
"""Errors that are bugs of coach, whatever the file holds."""


def locked(path: Path) -> HistoryLocked:
    """The error for a file that another program has locked."""
    return HistoryLocked(
        f"Another program has locked the history {shown_database(path)}.",
        hint="Close the program that has it open (a database browser, a backup) and try again.",
    )


def damaged(path: Path, what: str = "is damaged") -> HistoryDamaged:
    """The error for a file that can't be read as a database of coach."""
    return HistoryDamaged(f"The history {shown_database(path)} {what}.", hint=_RESTORE_HINT)


def unreachable(path: Path, what: str) -> HistoryUnreachable:
    """The error for a file that can't be opened, read or written."""
    return HistoryUnreachable(f"The history {shown_database(path)} {what}.", hint=_HOME_HINT)


def decode_text(stored: bytes) -> str:
    """Decode a text from SQLite; bytes that are not UTF-8 are replaced."""
    return stored.decode("utf-8", "replace")


def _as_history_error(error: sqlite3.Error, path: Path) -> CoachError | None:
    """The error of coach for an error of SQLite; None if it is a bug of coach."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK) & 0xFF  # primary part of an extended code
    match code:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return locked(path)
        case sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_CORRUPT:
            return damaged(path, "is not a database" if code == sqlite3.SQLITE_NOTADB else "is damaged")
        case sqlite3.SQLITE_FULL:
            return unreachable(path, "can't be written: the disk is full")
        case sqlite3.SQLITE_READONLY:
            return unreachable(path, "can't be written: you only have permission to read it")
        case sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM | sqlite3.SQLITE_AUTH:
            return unreachable(path, "can't be opened: you don't have permission to read and write it")
        case sqlite3.SQLITE_IOERR:
            return unreachable(path, "can't be read or written: the disk reports an error")
    return None if isinstance(error, _BUGS) else damaged(path, f"can't be used ({error})")


@contextmanager
def plain_database_errors(path: Path) -> Iterator[None]:
    """Turn the database's errors into a ``HistoryError``; bugs of coach are raised unchanged.

    Raises:
        HistoryLocked: Another program has locked the file.
        HistoryDamaged: The file is damaged, or not a database.
        HistoryUnreachable: The file can't be opened, read or written.
    """
    try:
        yield
    except sqlite3.Error as error:
        translated = _as_history_error(error, path)
        if translated is None:
            raise
        raise translated from error
    except DBAPIError as error:
        cause = error.orig
        if is_server(path):
            translated = as_server_error(error, path)
        else:
            translated = _as_history_error(cause, path) if isinstance(cause, sqlite3.Error) else None
        if translated is None:
            raise
        raise translated from error
