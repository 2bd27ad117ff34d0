"""Opening the database: made, migrated and guarded on the way in."""

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
from coach.errors import HistoryTooNew
from coach.regular_file import check_regular, path_exists
from coach.resources import database_file, shipped
from coach.store.integrity import check_if_due, leftovers
from coach.store.sqlite_errors import damaged, spoken_plainly, text_of, unreachable

WRITES = {"begin": "BEGIN IMMEDIATE"}
"""Execution options of who means to write: the lock is taken at the start, where waiting for it works."""

_COMPANIONS = ("-wal", "-shm", "-journal")
"""What SQLite puts beside a database."""

PATIENCE_S = 5.0
"""How long to wait for another program that holds the database."""


def revisions() -> list[str]:
    """Every revision this version knows, oldest first, by the names of the migration files.

    Read so, because importing Alembic costs more than all the rest of opening a database.
    """
    return sorted(
        path.stem.partition("_")[0] for path in (shipped("migrations") / "versions").glob("[0-9]*.py")
    )


@contextmanager
def open_database(path: Path | None = None, *, patience_s: float = PATIENCE_S) -> Iterator[Engine]:
    """Open what is remembered; made when it is not there, migrated (after a copy) when it is older.

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
    with spoken_plainly(path):
        _prepare(path, patience_s)
        engine = _engine(path, patience_s)
        try:
            yield engine
        finally:
            engine.dispose()


def _prepare(path: Path, patience_s: float) -> None:
    """See to it that the file is there, whole as far as is known, and at the newest revision."""
    try:
        left = leftovers(path)
        revision = revision_of(path, patience_s)
        if revision is not None:
            check_if_due(path, patience_s, left)
        if revision != revisions()[-1]:
            make_folder(path.parent)
            path.touch(0o600)  # or SQLite would make it for everybody to read
            _migrate(path, patience_s)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise unreachable(path, f"can't be opened ({reason})") from error


def revision_of(path: Path, patience_s: float) -> str | None:
    """The revision a file is at, None when nothing is in it yet; reads only.

    Raises:
        HistoryTooNew: A newer version of the coach wrote it.
        HistoryDamaged: It is damaged, or no database of the coach's.
        HistoryUnreachable: It is a folder.
    """
    if not _is_file(path) or path.stat().st_size == 0:
        return None
    with closing(sqlite3.connect(path, timeout=patience_s)) as connection:
        connection.text_factory = text_of
        tables = {
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        }
        if not tables:
            return None
        if "alembic_version" not in tables:
            raise damaged(path, "is a database, but not one of the coach's")
        rows = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    revision = rows[0][0] if len(rows) == 1 else None
    if not isinstance(revision, str) or not re.fullmatch(r"[0-9a-f]{4,40}", revision):
        raise damaged(path, "does not say which version it is of")
    if revision not in revisions():
        raise HistoryTooNew(
            f"The history {path} was written by a newer version of the coach (revision {revision}).",
            hint="Update the coach; the file is left as it is.",
        )
    return revision


def _is_file(path: Path) -> bool:
    """Whether the database is there; what only has its name, or its companions', would hang SQLite.

    Raises:
        HistoryUnreachable: Something else is there.
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
    """Bring the file to the newest revision in one transaction; a copy of an older one is made first.

    Rows that belong to nothing, made so by somebody's own hand, stay; a migration must not add any.
    """
    from alembic import command
    from alembic.config import Config

    # Foreign keys stay off here: SQLite rebuilds a table by dropping it, which would cascade.
    engine = _engine(path, patience_s, foreign_keys=False)
    with engine.execution_options(**WRITES).begin() as connection:
        revision = revision_of(path, patience_s)  # another process may have come first
        if revision == revisions()[-1]:
            return
        if revision is not None:
            copy_beside(path, revision)
        orphans = _orphans(connection)
        config = Config()
        config.set_main_option("script_location", str(shipped("migrations")).replace("%", "%%"))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        if _orphans(connection) > orphans:
            raise damaged(path, "would hold rows that belong to nothing once it was brought up to date")


def _orphans(connection: Connection) -> int:
    return len(connection.exec_driver_sql("PRAGMA foreign_key_check").all())


def copy_beside(path: Path, revision: str) -> Path:
    """Copy the database, with what its write-ahead log holds, to a dated file beside it.

    Returns:
        The copy, such as ``coach.0001.20261122T150547Z.sqlite3``; it is never removed or overwritten.
    """
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    name = f"{path.stem}.{revision}.{stamp}"
    copy = path.with_name(f"{name}{path.suffix}")
    number = 2
    while path_exists(copy):  # made within the same second
        copy = path.with_name(f"{name}-{number}{path.suffix}")
        number += 1
    with (
        replacing(copy) as part,
        closing(sqlite3.connect(path)) as source,
        closing(sqlite3.connect(part)) as target,
    ):
        source.backup(target)
    return copy


def _engine(path: Path, patience_s: float, *, foreign_keys: bool = True) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(path)), connect_args={"timeout": patience_s}, poolclass=NullPool
    )

    @event.listens_for(engine, "connect")
    def connected(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # transactions are begun below, not by the driver
        connection.text_factory = text_of
        connection.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
        with suppress(sqlite3.OperationalError):  # held by another process, which is about to do the same
            connection.execute("PRAGMA journal_mode = WAL")
        # In a write-ahead log this survives the death of the process; only a power cut may cost reps.
        connection.execute("PRAGMA synchronous = NORMAL")

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))

    return engine
