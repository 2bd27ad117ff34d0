"""Which workouts are running, for a server that several machines use: locks that it holds for a connection.

The server releases the locks of a process when its connection ends, however it ends. If the server itself was
stopped, a process takes its locks again with its next connection.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from coach.errors import WorkoutTaken
from coach.store.server.server_engine import new_engine
from coach.store.server.server_errors import as_server_error

_LOG = logging.getLogger(__name__)
_KIND = 0x636F6163
"""The first number of each lock, so that other programs' locks are others."""
_PATIENCE_S = 0.5
"""How long to retry: a process that checks whether a workout is running holds the lock for an instant."""
_AGAIN_S = 0.02
_CONNECT_S = 5.0


class _Held:
    """The locks that this process holds on one server, by one connection."""

    def __init__(self, database: Path) -> None:
        self._database = database
        self._engine = new_engine(database, _CONNECT_S, isolation="AUTOCOMMIT")
        self._connection = self._engine.connect()
        self.workouts: set[int] = set()

    def take(self, workout_id: int) -> bool:
        """Take the lock of a workout, if it is free."""
        if not _try_lock(self._connection, workout_id):
            return False
        self.workouts.add(workout_id)
        return True

    def release(self, workout_id: int) -> None:
        """Release the lock of a workout; the server does it itself if it can't be reached."""
        self.workouts.discard(workout_id)
        with suppress(DBAPIError):
            _unlock(self._connection, workout_id)

    def renew(self) -> None:
        """Take every lock again if the connection has ended."""
        try:
            self._connection.exec_driver_sql("SELECT 1")
        except DBAPIError:
            with suppress(DBAPIError):
                self._connection.close()
            self._connection = self._engine.connect()
            for workout_id in self.workouts:
                if not _try_lock(self._connection, workout_id):
                    _LOG.warning("workout %d was resumed by another coach meanwhile", workout_id)

    def close(self) -> None:
        """Close the connection."""
        with suppress(DBAPIError):
            self._connection.close()
        self._engine.dispose()


_held: dict[Path, _Held] = {}
_changing = threading.RLock()


@contextmanager
def running_on_server(database: Path, workout_id: int) -> Iterator[None]:
    """Mark a workout as running while the block runs and this process lives.

    Raises:
        WorkoutTaken: Another process is writing it.
        HistoryUnreachable: The server can't be reached.
    """
    with _plain(database):
        _take(database, workout_id)
    try:
        yield
    finally:
        with _changing:
            held = _held[database]
            held.release(workout_id)
            if not held.workouts:
                held.close()
                del _held[database]


def _take(database: Path, workout_id: int) -> None:
    until = time.monotonic() + _PATIENCE_S
    with _changing:
        held = _held.get(database) or _Held(database)
        while workout_id in held.workouts or not held.take(workout_id):
            if time.monotonic() > until:
                if not held.workouts:
                    held.close()
                raise WorkoutTaken(workout_id)
            time.sleep(_AGAIN_S)
        _held[database] = held


def is_running_on_server(database: Path, workout_id: int) -> bool:
    """Whether a living process is writing this workout, on any machine.

    Raises:
        HistoryUnreachable: The server can't be reached.
    """
    with _changing:
        if database in _held and workout_id in _held[database].workouts:
            return True
    with _plain(database):
        engine = new_engine(database, _CONNECT_S, isolation="AUTOCOMMIT")
        with engine.connect() as connection:
            if not _try_lock(connection, workout_id):
                return True
            _unlock(connection, workout_id)
    return False


def renew_locks(database: Path) -> None:
    """Take this process's locks again, if the server was stopped since."""
    with _changing:
        held = _held.get(database)
        if held is not None:
            held.renew()


def _try_lock(connection: Connection, workout_id: int) -> bool:
    return bool(connection.exec_driver_sql(f"SELECT pg_try_advisory_lock({_KIND}, {workout_id:d})").scalar())


def _unlock(connection: Connection, workout_id: int) -> None:
    connection.exec_driver_sql(f"SELECT pg_advisory_unlock({_KIND}, {workout_id:d})")


@contextmanager
def _plain(database: Path) -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        plain = as_server_error(error, database)
        if plain is None:
            raise
        raise plain from error
