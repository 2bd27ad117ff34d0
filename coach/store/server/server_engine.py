"""Connections to the server, and the tables on it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import NullPool

from coach.database_server import server_file_name, server_url, shown_database
from coach.errors import HistoryTooNew
from coach.store.migration.revisions import revisions
from coach.store.server.portable_sql import for_postgresql
from coach.store.server.server_errors import damaged_server, lacks_library, unreachable_server
from coach.store.tables import Remembered

_WRITER = 0x636F61636800
"""The advisory lock that a transaction takes to write: one writes at a time, as in a file."""
_PATIENCE = "patience_s"
_SILENT_S = 10
"""After this time without an answer a connection is given up: a set goes on, and is saved later."""


def new_engine(database: Path, patience_s: float, *, isolation: str | None = None) -> Engine:
    """An engine for the server that a path stands for; it keeps no connection open.

    Args:
        database: The path that stands for the server.
        patience_s: How long to wait for another program that writes.
        isolation: "AUTOCOMMIT" for an engine without transactions.

    Raises:
        HistoryUnreachable: COACH_DATABASE names another server by now, or the library is missing.
    """
    try:
        engine = create_engine(
            _url(database),
            poolclass=NullPool,
            connect_args={
                "application_name": "coach",
                "connect_timeout": max(2, round(patience_s)),
                "keepalives_idle": _SILENT_S,
                "keepalives_interval": 2,
                "keepalives_count": 3,
                "tcp_user_timeout": _SILENT_S * 1000,
            },
            **({"isolation_level": isolation} if isolation else {}),
        )
    except ModuleNotFoundError as error:
        raise lacks_library(database) from error

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        options = connection.get_execution_options()
        if "begin" in options:
            wait_s = options.get(_PATIENCE, patience_s)
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = {max(1, round(wait_s * 1000))}")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITER})")

    @event.listens_for(engine, "before_cursor_execute", retval=True)
    def translated(
        _connection: Connection, _cursor: object, query: str, values: Any, context: Any, _many: bool
    ) -> tuple[str, Any]:
        return for_postgresql(query, plain=context.compiled is None), values

    return engine


def set_server_patience(connection: Connection, seconds: float) -> None:
    """Set how long the later writes of a connection wait for another program."""
    connection.execution_options(**{_PATIENCE: seconds})


def prepare(
    engine: Engine, database: Path, upgrade: Callable[[Connection], None], stamp: Callable[[Connection], None]
) -> None:
    """Create the tables, or upgrade older ones, in one transaction.

    Args:
        engine: An engine whose transactions take the lock for writing.
        database: The path that stands for the server.
        upgrade: Upgrades older tables.
        stamp: Notes the newest revision beside new tables.

    Raises:
        HistoryTooNew: A newer version of coach wrote them.
        HistoryDamaged: The database is another program's.
    """
    with engine.connect() as connection:
        if revision_on(connection, database) == revisions()[-1]:
            return
    with engine.execution_options(begin="for writing").begin() as connection:
        revision = revision_on(connection, database)  # another coach may have done it meanwhile
        if revision is None:
            Remembered.metadata.create_all(connection)
            stamp(connection)
        elif revision != revisions()[-1]:
            upgrade(connection)


def revision_on(connection: Connection, database: Path) -> str | None:
    """The revision of the tables; None if there are none.

    Raises:
        HistoryTooNew: A newer version of coach wrote them.
        HistoryDamaged: The database is another program's.
    """
    inspected = inspect(connection)
    if not inspected.has_table("alembic_version"):
        if set(inspected.get_table_names()) & set(Remembered.metadata.tables):
            raise damaged_server(database, "is a database of another program")
        return None
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalars().all()
    revision = found[0] if len(found) == 1 else ""
    if revision in revisions():
        return str(revision)
    if re.fullmatch(r"[0-9]{4}", revision):
        raise HistoryTooNew(
            f"The history {shown_database(database)} was written by a newer version of coach"
            f" (revision {revision}).",
            hint="Update coach. Nothing was changed.",
        )
    raise damaged_server(database, "is a database of another program")


def _url(database: Path) -> URL:
    url = server_url()
    if url is None or server_file_name(url) != database.name:
        raise unreachable_server(database, "COACH_DATABASE names another database by now")
    try:
        return make_url(url).set(drivername="postgresql+psycopg")
    except (ArgumentError, ValueError) as error:
        raise unreachable_server(database, "COACH_DATABASE is not an address") from error
