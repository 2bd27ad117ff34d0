"""Landmark recordings that are kept with workouts, so that they can be judged again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Select, delete, insert, select

from coach.regular_file import is_regular
from coach.resources import data_folder
from coach.store.database_errors import plain_database_errors
from coach.store.log_tables import RecordingRow
from coach.store.readable import readable_rows, readable_value
from coach.store.schema import WRITES, open_database
from coach.store.tables import ProfileRow, WorkoutRow

_KILOBYTE = 1000
_SUFFIX = ".npz"


@dataclass(frozen=True, slots=True)
class KeptRecording:
    """A recording of a workout.

    Attributes:
        id: Its number in the database.
        workout_id: The number of the workout.
        file_name: The file's name in the folder of recordings.
        kilobytes: Size of the file, rounded up.
        offset_s: What a time of the recording lacks to be a time of the workout.
        created_at: When it was made, in UTC.
        profile: The person's profile; None if it can't be read.
    """

    id: int
    workout_id: int
    file_name: str
    kilobytes: int
    offset_s: float
    created_at: datetime
    profile: str | None


def recordings_folder(database: Path) -> Path:
    """The folder of the recordings that belong to a database."""
    return data_folder() / "recordings" / database.stem


def new_recording_path(database: Path) -> Path:
    """A free path for a recording that begins now."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    return recordings_folder(database) / f"{stamp}{_SUFFIX}"


def keep_recording(database: Path, workout_id: int, file: Path, *, alone: bool) -> None:
    """Remember that a file in the folder is the recording of a workout.

    Args:
        database: The database.
        workout_id: The number of the workout.
        file: The file.
        alone: Whether it replaces earlier recordings of the workout, as another analysis of a film does.

    Raises:
        HistoryError: The database can't be written.
    """
    content = file.read_bytes()
    values = {
        "workout_id": workout_id,
        "file_name": file.name,
        "sha256": hashlib.sha256(content).hexdigest(),
        "kilobytes": -(-len(content) // _KILOBYTE),
        "offset_s": 0.0,
        "created_at": datetime.now(UTC),
    }
    with (
        open_database(database) as engine,
        plain_database_errors(database),
        engine.execution_options(**WRITES).begin() as connection,
    ):
        if alone:
            earlier = RecordingRow.workout_id == workout_id
            replaced = connection.scalars(select(RecordingRow.file_name).where(earlier)).all()
            connection.execute(delete(RecordingRow).where(earlier))
        else:
            replaced = []
        connection.execute(insert(RecordingRow).values(values))
    _remove_files(recordings_folder(database), replaced)


def kept_recordings(connection: Connection, workout_ids: Iterable[int] | None = None) -> list[KeptRecording]:
    """The recordings of some workouts, or of all, oldest first."""
    query: Select[int, int, str, int, float, datetime, str] = (
        select(
            RecordingRow.id,
            RecordingRow.workout_id,
            RecordingRow.file_name,
            RecordingRow.kilobytes,
            RecordingRow.offset_s,
            RecordingRow.created_at,
            readable_value(ProfileRow.name),
        )
        .outerjoin(WorkoutRow, WorkoutRow.id == RecordingRow.workout_id)
        .outerjoin(ProfileRow, ProfileRow.id == WorkoutRow.profile_id)
        .where(readable_rows(RecordingRow))
        .order_by(RecordingRow.created_at, RecordingRow.id)
    )
    if workout_ids is not None:
        query = query.where(RecordingRow.workout_id.in_(tuple(workout_ids)))
    return [KeptRecording(*row) for row in connection.execute(query)]


def orphaned_files(database: Path, kept: Iterable[KeptRecording]) -> list[Path]:
    """Files in the folder of recordings that belong to no workout, such as those of deleted workouts."""
    names = {each.file_name for each in kept}
    folder = recordings_folder(database)
    files = sorted(folder.glob(f"*{_SUFFIX}")) if folder.is_dir() else []
    return [each for each in files if each.name not in names and is_regular(each)]


def remove_recordings(database: Path, chosen: Iterable[KeptRecording], orphans: Iterable[Path] = ()) -> None:
    """Delete recordings; their workouts stay.

    Raises:
        HistoryError: The database can't be written.
    """
    chosen = list(chosen)
    with (
        open_database(database) as engine,
        plain_database_errors(database),
        engine.execution_options(**WRITES).begin() as connection,
    ):
        numbers = [each.id for each in chosen]
        connection.execute(delete(RecordingRow).where(RecordingRow.id.in_(numbers)))
    folder = recordings_folder(database)
    _remove_files(folder, [each.file_name for each in chosen])
    _remove_files(folder, [each.name for each in orphans])


def _remove_files(folder: Path, names: Iterable[str]) -> None:
    for name in names:
        if Path(name).name == name:  # a name edited by hand must not lead elsewhere
            with suppress(OSError):
                (folder / name).unlink(missing_ok=True)
