"""PostgreSQL's errors as errors of coach; no message holds a password."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.exc import DBAPIError

from coach.addresses import without_passwords
from coach.database_server import shown_database
from coach.errors import CoachError, HistoryDamaged, HistoryLocked, HistoryUnreachable

_SERVER_HINT = "Check COACH_DATABASE, and that the server runs; without COACH_DATABASE coach uses a file."
_LOCKED = ("55P03", "57014", "40P01", "40001")
"""Lock not available, query cancelled, deadlock, serialization failure."""
_GONE = "23503"
"""A foreign key whose row someone else has deleted."""
_REFUSED = {
    "53100": "can't be written: the server's disk is full",
    "42501": "can't be written: this user is not allowed to",
    "25006": "can't be written: the server is read-only",
    "53300": "can't be opened: the server has too many connections",
    _GONE: "was changed by another coach meanwhile",
}
_CONNECTION_CLASSES = ("08", "57", "28", "3D", "53", "58")
"""Classes of errors about the connection, the login, the database, and what the server has left."""


def as_server_error(error: DBAPIError, database: Path) -> CoachError | None:
    """The error of coach for an error of the server; None if it is a bug of coach."""
    name = shown_database(database)
    code = getattr(error.orig, "sqlstate", None) or ""
    if code in _LOCKED:
        return HistoryLocked(f"Another program has locked the history {name}.", hint="Try again in a moment.")
    if code in _REFUSED:
        return HistoryUnreachable(f"The history {name} {_REFUSED[code]}.", hint=_SERVER_HINT)
    if code[:2] in ("42", "XX"):  # a table or column that is not there; the server's own fault
        return damaged_server(database, f"can't be used ({_reason(error)})")
    if error.connection_invalidated or code[:2] in _CONNECTION_CLASSES or _is_operational(error):
        return unreachable_server(database, _reason(error))
    return None


def unreachable_server(database: Path, reason: str) -> HistoryUnreachable:
    """The error for a server that can't be reached, or refuses the login."""
    return HistoryUnreachable(
        f"The history {shown_database(database)} can't be reached: {reason}.", hint=_SERVER_HINT
    )


def damaged_server(database: Path, what: str) -> HistoryDamaged:
    """The error for a database of the server that is not coach's."""
    return HistoryDamaged(
        f"The history {shown_database(database)} {what}.",
        hint="Nothing was changed. Give coach a database of its own: createdb coach",
    )


def lacks_library(database: Path) -> HistoryUnreachable:
    """The error if the library for PostgreSQL is not installed."""
    return HistoryUnreachable(
        f"The history {shown_database(database)} needs a library that is not installed.",
        hint="Install coach with the extra 'postgres': pip install 'coach[postgres]'",
    )


def _is_operational(error: DBAPIError) -> bool:
    return type(error.orig).__name__ in ("OperationalError", "ConnectionTimeout", "InterfaceError")


def _reason(error: DBAPIError) -> str:
    """Why, in the server's words: the last line that says so, without address and password."""
    lines = [line.strip() for line in str(error.orig).splitlines() if line.strip()]
    told = next((line for line in reversed(lines) if "FATAL:" in line or "failed:" in line), "")
    words = told.rpartition("FATAL:")[2] or told.rpartition("failed:")[2] or "".join(lines[:1])
    return without_passwords(words.strip().rstrip(".")) or "it gave no reason"
