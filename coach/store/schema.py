"""Opening the database: create, check, migrate."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool

from coach.atomic_file import make_folder, replacing
from coach.database_server import is_server
from coach.errors import HistoryTooNew
from coach.regular_file import check_regular, path_exists
from coach.resources import database_file
from coach.store.database_errors import damaged, decode_text, plain_database_errors, unreachable
from coach.store.integrity import check_if_due, leftovers
from coach.store.migration.revisions import revisions
from coach.store.server.server_engine import new_engine, prepare, set_server_patience
from coach.store.server.workout_locks import renew_locks

WRITES = {"begin": "BEGIN IMMEDIATE"}
"""Execution options for writing: the transaction takes the lock at its start, where SQLite can wait."""

_COMPANIONS = ("-wal", "-shm", "-journal")
"""Endings of SQLite's files beside a database."""

PATIENCE_S = 5.0
"""How long to wait for another program that has locked the database."""


@contextmanager
def open_database(path: Path | None = None, *, patience_s: float = PATIENCE_S) -> Iterator[Engine]:
    """Open the database; create it if it is missing, and migrate an older one after a backup.

    On a server, the tables are created or migrated; its backups are the server's.

    Args:
        path: The file, or the path that stands for a server; the user's own by default.
        patience_s: How long to wait for another program that has locked it.

    Raises:
        HistoryTooNew: A newer version of coach wrote it.
        HistoryLocked: Another program has locked it.
        HistoryDamaged: It is damaged, or not a database of coach.
        HistoryUnreachable: It is a folder, or can't be opened, read or written.
    """
    path = path or database_file()
    with plain_database_errors(path):
        if is_server(path):
            engine = _server_engine(path, patience_s)
        else:
            _prepare(path, patience_s)
            engine = _engine(path, patience_s)
        try:
            yield engine
        finally:
            engine.dispose()


def _server_engine(path: Path, patience_s: float) -> Engine:
    engine = new_engine(path, patience_s)
    prepare(engine, path, _upgrade, _stamp)

    @event.listens_for(engine, "connect")
    def connected(_connection: object, _record: object) -> None:
        renew_locks(path)

    return engine


def _upgrade(connection: Connection) -> None:
    from coach.store.migration import alembic_run

    alembic_run.upgrade(connection)


def _stamp(connection: Connection) -> None:
    from coach.store.migration import alembic_run

    alembic_run.stamp(connection)


def _prepare(path: Path, patience_s: float) -> None:
    """Ensure that the file exists, is intact as far as known, and is at the newest revision."""
    try:
        left = leftovers(path)
        revision = revision_of(path, patience_s)
        if revision is not None:
            check_if_due(path, patience_s, left)
        if revision != revisions()[-1]:
            make_folder(path.parent)
            path.touch(0o600)  # SQLite would create it readable for all users
            _migrate(path, patience_s)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise unreachable(path, f"can't be opened ({reason})") from error


def revision_of(path: Path, patience_s: float) -> str | None:
    """The revision of a database; None if it is missing or empty. Only reads.

    Raises:
        HistoryTooNew: A newer version of coach wrote it.
        HistoryDamaged: It is damaged, or not a database of coach.
        HistoryUnreachable: It is a folder.
    """
    if not _is_file(path) or path.stat().st_size == 0:
        return None
    with closing(sqlite3.connect(path, timeout=patience_s)) as connection:
        connection.text_factory = decode_text
        tables = {
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        }
        if not tables:
            return None
        if "alembic_version" not in tables:
            raise damaged(path, "is a database of another program")
        rows = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    revision = rows[0][0] if len(rows) == 1 else None
    if not isinstance(revision, str) or not re.fullmatch(r"[0-9a-f]{4,40}", revision):
        raise damaged(path, "has no valid revision number")
    if revision not in revisions():
        raise HistoryTooNew(
            f"The history {path} was written by a newer version of coach (revision {revision}).",
            hint="Update coach. The file was not changed.",
        )
    return revision


def _is_file(path: Path) -> bool:
    """Whether the database exists. A pipe with its name, or with that of a companion, would hang SQLite.

    Raises:
        HistoryUnreachable: The path is not a regular file.
    """
    for each in (path, *(path.with_name(path.name + end) for end in _COMPANIONS)):
        try:
            check_regular(each)
        except FileNotFoundError:
            continue
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise unreachable(each, f"can't be opened: {reason}") from error
    return path_exists(path)


def _migrate(path: Path, patience_s: float) -> None:
    """Migrate to the newest revision in one transaction, after a backup.

    Orphaned rows from editing by hand are left alone; a migration must not add any.
    """
    # Foreign keys stay off here: SQLite rebuilds a table by dropping it, which would cascade.
    engine = _engine(path, patience_s, foreign_keys=False)
    with engine.execution_options(**WRITES).begin() as connection:
        revision = revision_of(path, patience_s)  # another process may have migrated it meanwhile
        if revision == revisions()[-1]:
            return
        if revision is not None:
            copy_beside(path, revision)
        orphans = _orphans(connection)
        _upgrade(connection)
        if _orphans(connection) > orphans:
            raise damaged(path, "can't be migrated: the result would have orphaned rows")


def _orphans(connection: Connection) -> int:
    return len(connection.exec_driver_sql("PRAGMA foreign_key_check").all())


def copy_beside(path: Path, revision: str) -> Path:
    """Back up the database, including its write-ahead log, to a dated file beside it.

    Returns:
        The backup, such as ``coach.0001.20261122T150547Z.sqlite3``; it is never removed or overwritten.
    """
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    name = f"{path.stem}.{revision}.{stamp}"
    copy = path.with_name(f"{name}{path.suffix}")
    number = 2
    while path_exists(copy):  # made within the same second
        copy = path.with_name(f"{name}-{number}{path.suffix}")
        number += 1
    copy_database(path, copy)
    return copy


def copy_database(path: Path, target: Path) -> None:
    """Copy the database, including its write-ahead log.

    Raises:
        OSError: The target can't be written.
    """
    with (
        replacing(target) as part,
        closing(sqlite3.connect(path)) as source,
        closing(sqlite3.connect(part)) as copied,
    ):
        source.backup(copied)


def _engine(path: Path, patience_s: float, *, foreign_keys: bool = True) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(path)), connect_args={"timeout": patience_s}, poolclass=NullPool
    )

    @event.listens_for(engine, "connect")
    def connected(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # transactions are begun below, not by the driver
        connection.text_factory = decode_text
        connection.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
        with suppress(sqlite3.OperationalError):  # locked by another process that does the same
            connection.execute("PRAGMA journal_mode = WAL")
        # With a write-ahead log this survives a crash of the process; only a power cut may lose reps.
        connection.execute("PRAGMA synchronous = NORMAL")

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))

    return engine


def set_patience(connection: Connection, seconds: float) -> None:
    """Set how long the writes of a connection wait for another program that holds the database."""
    if connection.dialect.name != "sqlite":
        set_server_patience(connection, seconds)
        return
    cursor = connection.connection.cursor()  # SQLAlchemy would begin a transaction, and wait for one
    cursor.execute(f"PRAGMA busy_timeout = {round(seconds * 1000)}")
    cursor.close()
