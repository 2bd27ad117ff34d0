"""Erasing a person for good: workouts, goals, postures, the log of changes, recordings and backups."""

from __future__ import annotations

import glob
import json
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, delete, select

from coach.database_server import is_server
from coach.errors import NothingToEdit, UnknownProfile
from coach.store.database_errors import plain_database_errors
from coach.store.log_tables import ChangedRow, ChangeRow, RecordingRow
from coach.store.recordings.kept_recordings import recordings_folder
from coach.store.run_lock import is_running
from coach.store.schema import PATIENCE_S, WRITES, open_database
from coach.store.spool import spool_files
from coach.store.tables import ProfileRow, WorkoutRow, WorkoutSetRow

_COMPANIONS = ("-wal", "-shm", "-journal")


@dataclass(frozen=True, slots=True)
class Erasure:
    """What is erased.

    Attributes:
        profile: The person; None for everybody.
        workouts: Numbers of the workouts.
        recordings: Names of the files of their recordings.
        films: Hashes of the analysed films that nobody else has analysed.
        backups: Backups of the database, which hold everybody's workouts.
        unsaved: Spool files with workouts that could not be saved yet.
    """

    profile: str | None
    workouts: tuple[int, ...]
    recordings: tuple[str, ...]
    films: tuple[str, ...]
    backups: tuple[Path, ...]
    unsaved: tuple[Path, ...]


def planned_erasure(database: Path, profile: str | None) -> Erasure:
    """What would be erased of a person, or of everybody.

    Args:
        database: The database.
        profile: The person's name; None for everybody.

    Raises:
        UnknownProfile: There is no such person.
        NothingToEdit: One of the workouts is still running.
        HistoryError: The database can't be read.
    """
    with open_database(database) as engine, plain_database_errors(database), engine.connect() as connection:
        rows = connection.execute(
            select(WorkoutRow.id, WorkoutRow.film_sha256, ProfileRow.name).outerjoin(
                ProfileRow, ProfileRow.id == WorkoutRow.profile_id
            )
        ).all()
        names = set(connection.scalars(select(ProfileRow.name)))
        if profile is not None and profile not in names:
            raise UnknownProfile(profile, sorted(map(str, names)))
        mine = [row for row in rows if profile is None or row[2] == profile]
        others = {row[1] for row in rows if row not in mine}
        numbers = [row[0] for row in mine]
        for each in numbers:
            if is_running(database, each):
                raise NothingToEdit(
                    f"Workout {each} is still running; nothing was erased.", hint="Press q to end it first."
                )
        files = connection.scalars(
            select(RecordingRow.file_name).where(RecordingRow.workout_id.in_(numbers))
        ).all()
    films = dict.fromkeys(row[1] for row in mine if row[1] is not None and row[1] not in others)
    unsaved = [each for each in spool_files(database) if profile is None or _spooled_profile(each) == profile]
    return Erasure(
        profile, tuple(numbers), tuple(files), tuple(films), tuple(_backups(database)), tuple(unsaved)
    )


def erase(database: Path, erasure: Erasure) -> None:
    """Erase a person, or everybody; nothing brings it back.

    Raises:
        HistoryError: The database can't be written.
    """
    with (
        open_database(database) as engine,
        plain_database_errors(database),
        engine.execution_options(**WRITES).begin() as connection,
    ):
        _erase_rows(connection, erasure)
    if not is_server(database):
        _overwrite_free_pages(database)
    folder = recordings_folder(database)
    doomed = [folder / name for name in erasure.recordings if Path(name).name == name]
    if erasure.profile is None and folder.is_dir():
        doomed = sorted(folder.iterdir())
    for each in (*doomed, *erasure.backups, *erasure.unsaved):
        with suppress(FileNotFoundError):
            each.unlink()


def _erase_rows(connection: Connection, erasure: Erasure) -> None:
    if erasure.profile is None:
        for table in (ChangeRow, WorkoutRow, ProfileRow):
            connection.execute(delete(table))
        return
    of_name = ProfileRow.name == erasure.profile
    profile_id = connection.scalar(select(ProfileRow.id).where(of_name))
    _erase_changes(connection, profile_id, erasure.workouts)
    connection.execute(delete(WorkoutRow).where(WorkoutRow.id.in_(erasure.workouts)))
    connection.execute(delete(ProfileRow).where(of_name))


def _erase_changes(connection: Connection, profile_id: int | None, workouts: Sequence[int]) -> None:
    """Delete the changes that hold anything of a person's workouts, those deleted earlier too."""
    rows = connection.execute(
        select(
            ChangedRow.change_id,
            ChangedRow.table_name,
            ChangedRow.row_id,
            ChangedRow.before,
            ChangedRow.after,
        )
    ).all()
    images = [
        (change, table, row_id, [json.loads(each) for each in (before, after) if each is not None])
        for change, table, row_id, before, after in rows
    ]
    theirs = set(workouts) | {
        row_id
        for _, table, row_id, both in images
        if table == WorkoutRow.__tablename__ and any(each.get("profile_id") == profile_id for each in both)
    }
    sets = set(connection.scalars(select(WorkoutSetRow.id).where(WorkoutSetRow.workout_id.in_(theirs))))
    sets |= {
        row_id
        for _, table, row_id, both in images
        if table == WorkoutSetRow.__tablename__ and _is_of(both, "workout_id", theirs)
    }
    doomed = {
        change
        for change, table, row_id, both in images
        if (table == WorkoutRow.__tablename__ and row_id in theirs)
        or _is_of(both, "workout_id", theirs)
        or _is_of(both, "workout_set_id", sets)
    }
    connection.execute(delete(ChangeRow).where(ChangeRow.id.in_(doomed)))


def _is_of(images: Iterable[dict[str, Any]], column: str, ids: set[int]) -> bool:
    return any(each.get(column) in ids for each in images)


def _overwrite_free_pages(database: Path) -> None:
    """Rewrite the file, so that nothing of what was deleted is left in it or in its log."""
    with (
        plain_database_errors(database),
        closing(sqlite3.connect(database, timeout=PATIENCE_S)) as connection,
    ):
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _backups(database: Path) -> list[Path]:
    """Every backup beside the database, with the files that SQLite may have left beside it."""
    name = f"{glob.escape(database.stem)}.*{database.suffix}"
    copies = sorted(database.parent.glob(name))
    companions = [each.with_name(each.name + end) for each in copies for end in _COMPANIONS]
    return [*copies, *(each for each in companions if each.exists())]


def _spooled_profile(file: Path) -> str | None:
    """The person of a spooled workout; None if the file can't be read."""
    try:
        facts = json.loads(file.read_text("utf-8"))["facts"]
        return str(facts["profile"])
    except (OSError, ValueError, LookupError, TypeError):
        return None
