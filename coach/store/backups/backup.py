"""Backups of the database that the user makes and restores."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from coach.atomic_file import make_folder, replacing
from coach.database_server import is_server, shown_database
from coach.errors import HistoryUnreachable, NothingToEdit
from coach.regular_file import path_exists
from coach.store.database_errors import damaged, plain_database_errors
from coach.store.integrity import check_pages
from coach.store.run_lock import is_running
from coach.store.schema import PATIENCE_S, copy_beside, copy_database, revision_of


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored.

    Attributes:
        workouts: Number of workouts in the restored database.
        previous: The backup of the database that it replaced; None if there was none.
    """

    workouts: int
    previous: Path | None


def back_up(database: Path, target: Path | None) -> Path:
    """Copy the database, while it may be in use.

    Args:
        database: The database.
        target: The new file; None for a dated file beside the database.

    Returns:
        The backup.

    Raises:
        HistoryUnreachable: There is no database yet, it is on a server, or the target exists or can't be
            written.
        HistoryError: The database can't be read.
    """
    _refuse_server(database, "pg_dump backs up its database.")
    with plain_database_errors(database):
        if revision_of(database, PATIENCE_S) is None:
            raise HistoryUnreachable(
                f"There is no history to back up at {database}.", hint="'coach demo' shows how coach works."
            )
        if target is None:
            return copy_beside(database, "backup")
        if path_exists(target):
            raise HistoryUnreachable(
                f"{target} is already there.", hint="Name another file; a backup never replaces one."
            )
        try:
            copy_database(database, target)
        except OSError as error:
            raise HistoryUnreachable(
                f"The backup {target} can't be written: {error.strerror or error}.",
                hint="Name a file in a folder that you can write to.",
            ) from error
    return target


def restore(database: Path, backup: Path) -> Restored:
    """Replace the database by a backup, after a backup of its own.

    Raises:
        HistoryError: The backup is missing, damaged or from a newer version, or the database is on a server
            or can't be written.
        NothingToEdit: A workout is running.
    """
    _refuse_server(database, "pg_restore restores its database.")
    workouts = _checked_workouts(backup)
    with plain_database_errors(database):
        previous = None
        if revision_of(database, PATIENCE_S) is not None:
            _refuse_if_running(database)
            previous = copy_beside(database, "before-restore")
        try:
            _fill_from(database, backup)
        except OSError as error:
            raise HistoryUnreachable(
                f"The history {database} can't be written: {error.strerror or error}.",
                hint="Free some space, or check that you can write there.",
            ) from error
    return Restored(workouts, previous)


def _refuse_server(database: Path, hint: str) -> None:
    if is_server(database):
        raise HistoryUnreachable(
            f"The history {shown_database(database)} is on a server, which has tools of its own.", hint=hint
        )


def _checked_workouts(backup: Path) -> int:
    """Check every page of a backup, and count its workouts."""
    if not path_exists(backup):
        raise HistoryUnreachable(
            f"There is no file {backup}.", hint="'coach db path' shows where backups are."
        )
    with plain_database_errors(backup):
        if revision_of(backup, PATIENCE_S) is None:
            raise damaged(backup, "is empty")
        with closing(
            sqlite3.connect(f"{backup.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        ) as connection:
            check_pages(connection, backup, "integrity_check")
            [number] = connection.execute("SELECT count(*) FROM workout").fetchone()
    return int(number)


def _refuse_if_running(database: Path) -> None:
    with closing(sqlite3.connect(database, timeout=PATIENCE_S)) as connection:
        running = connection.execute("SELECT id FROM workout WHERE state = 'running'").fetchall()
    for (number,) in running:
        if is_running(database, number):
            raise NothingToEdit(
                f"Workout {number} is still running; nothing was restored.", hint="Press q to end it first."
            )


def _fill_from(database: Path, backup: Path) -> None:
    """Copy the backup into the database in one transaction, which other programs see at once."""
    if not path_exists(database):
        make_folder(database.parent)
        with replacing(database) as part:
            part.write_bytes(b"")
    with (
        closing(sqlite3.connect(f"{backup.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as source,
        closing(sqlite3.connect(database, timeout=PATIENCE_S)) as target,
    ):
        source.backup(target)
