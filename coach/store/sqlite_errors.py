"""SQLite's troubles in plain sentences."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from coach.errors import CoachError, HistoryDamaged, HistoryLocked, HistoryUnreachable

_ELSEWHERE = "COACH_HOME=FOLDER puts the coach's files into another folder."
_ASIDE = "Nothing was changed. Put a copy back, or move the file away and the coach starts a new one."
_OURS = (sqlite3.ProgrammingError, sqlite3.InterfaceError, sqlite3.NotSupportedError)
"""Mistakes of ours, whatever the file holds."""


def locked(path: Path) -> HistoryLocked:
    """The file is held by another program."""
    return HistoryLocked(
        f"Another program is holding the history {path}.",
        hint="Close the program that has it open (a database browser, a backup) and try again.",
    )


def damaged(path: Path, what: str = "is damaged") -> HistoryDamaged:
    """The file can't be read as the coach's database."""
    return HistoryDamaged(f"The history {path} {what}.", hint=_ASIDE)


def unreachable(path: Path, what: str) -> HistoryUnreachable:
    """The file can't be opened, read or written."""
    return HistoryUnreachable(f"The history {path} {what}.", hint=_ELSEWHERE)


def text_of(written: bytes) -> str:
    """A text as SQLite keeps it; bytes that are no UTF-8 are seen as such, and stop nothing."""
    return written.decode("utf-8", "replace")


def _sentence(error: sqlite3.Error, path: Path) -> CoachError | None:
    """What the error means to a person; None where it is a mistake of ours."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK) & 0xFF  # the primary of an extended code
    match code:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return locked(path)
        case sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_CORRUPT:
            return damaged(path, "is not a database" if code == sqlite3.SQLITE_NOTADB else "is damaged")
        case sqlite3.SQLITE_FULL:
            return unreachable(path, "can't grow: the disk is full")
        case sqlite3.SQLITE_READONLY:
            return unreachable(path, "can't be written: you may only read it")
        case sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM | sqlite3.SQLITE_AUTH:
            return unreachable(path, "can't be opened: you may not read or write it")
        case sqlite3.SQLITE_IOERR:
            return unreachable(path, "can't be read or written: the disk reports an error")
    return None if isinstance(error, _OURS) else damaged(path, f"can't be used as it is ({error})")


@contextmanager
def spoken_plainly(path: Path) -> Iterator[None]:
    """Turn what SQLite says about the file into a ``HistoryError``; mistakes of ours stay what they are.

    Raises:
        HistoryLocked: Another program holds it.
        HistoryDamaged: It is damaged, or no database.
        HistoryUnreachable: It can't be opened, read or written.
    """
    try:
        yield
    except sqlite3.Error as error:
        sentence = _sentence(error, path)
        if sentence is None:
            raise
        raise sentence from error
    except DBAPIError as error:
        cause = error.orig
        sentence = _sentence(cause, path) if isinstance(cause, sqlite3.Error) else None
        if sentence is None:
            raise
        raise sentence from error
