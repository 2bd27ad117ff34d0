"""Spool files: workouts that could not be written to the database, stored beside it until they can be."""

from __future__ import annotations

import glob
import json
from dataclasses import asdict, dataclass
from datetime import datetime
from numbers import Real
from pathlib import Path

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Connection, select

from coach.atomic_file import make_folder, replacing
from coach.store.database_errors import plain_database_errors
from coach.store.run_lock import is_running
from coach.store.schema import PATIENCE_S, WRITES, open_database
from coach.store.settlement import Outcome, settle_workout
from coach.store.tables import WorkoutRow
from coach.store.writer import WorkoutFacts, begin_workout

FORMAT = 1
"""Version of the files; files of other versions are left alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spooled:
    """A workout that could not be written to the database.

    Attributes:
        workout_id: Its number, if its start is in the database.
        started_at: Its start.
        facts: The facts known at its start.
        outcome: Its outcome so far.
    """

    workout_id: int
    started_at: datetime
    facts: WorkoutFacts
    outcome: Outcome
    format: int = FORMAT


@dataclass(frozen=True, slots=True)
class TakenIn:
    """The result of importing a spool file.

    Attributes:
        file: The file; it is deleted unless it is damaged.
        workout_id: Number of the saved workout; None if nothing was saved.
        is_damaged: Whether the file could not be read.
    """

    file: Path
    workout_id: int | None
    is_damaged: bool = False


def write_spool_file(database: Path, spooled: Spooled) -> Path:
    """Write a workout to its spool file, replacing an earlier version.

    Raises:
        OSError: The file can't be written.
    """
    make_folder(database.parent)  # a server needs none before
    stamp = spooled.started_at.strftime("%Y%m%dT%H%M%S")
    file = database.with_name(f"{database.name}.unsaved-{spooled.workout_id}-{stamp}.json")
    with replacing(file) as unfinished:
        unfinished.write_text(json.dumps(asdict(spooled), default=_json_value), encoding="utf-8")
    return file


def spool_files(database: Path) -> list[Path]:
    """The spool files beside a database."""
    return sorted(database.parent.glob(f"{glob.escape(database.name)}.unsaved-*.json"))


def import_spool_files(database: Path, *, patience_s: float = PATIENCE_S) -> list[TakenIn]:
    """Import the spool files into the database, except those of running workouts.

    Raises:
        HistoryError: The database still can't be written.
    """
    files = spool_files(database)
    if not files:
        return []
    imported: list[TakenIn] = []
    with (
        open_database(database, patience_s=patience_s) as engine,
        plain_database_errors(database),
        engine.execution_options(**WRITES).connect() as connection,
    ):
        for file in files:
            spooled = _read(file)
            if spooled is None:
                imported.append(TakenIn(file, None, is_damaged=True))
            elif not is_running(database, spooled.workout_id):
                with connection.begin():
                    imported.append(TakenIn(file, _settle(connection, spooled)))
                file.unlink(missing_ok=True)
    return imported


def _read(file: Path) -> Spooled | None:
    try:
        spooled = TypeAdapter(Spooled).validate_json(file.read_bytes())
    except (OSError, ValidationError):
        return None
    return spooled if spooled.format == FORMAT else None


def _settle(connection: Connection, spooled: Spooled) -> int | None:
    """Write the outcome to its workout, or to a new one if that was deleted meanwhile; the stored number."""
    same = (WorkoutRow.id == spooled.workout_id) & (WorkoutRow.started_at == spooled.started_at)
    workout_id = connection.scalar(select(WorkoutRow.id).where(same))
    if workout_id is None:
        workout_id = begin_workout(connection, spooled.facts, spooled.started_at)
    settled = settle_workout(connection, workout_id, spooled.facts, spooled.outcome)
    now = settled.now or settled.better_earlier
    return now.id if now else None


def _json_value(value: object) -> object:
    """A datetime as text; a NumPy number as a float.

    Raises:
        TypeError: It is neither.
    """
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Real):
        return float(value)
    raise TypeError(f"{type(value).__name__} is not stored")
