"""Workouts that the database could not take, put aside in files beside it until it can."""

from __future__ import annotations

import glob
import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Connection, select

from coach.atomic_file import replacing
from coach.store.run_lock import is_running
from coach.store.schema import PATIENCE_S, WRITES, open_database
from coach.store.settlement import Outcome, settle_workout
from coach.store.sqlite_errors import spoken_plainly
from coach.store.tables import WorkoutRow
from coach.store.writer import WorkoutFacts, begin_workout

FORMAT = 1
"""Version of the files; a file of another one is left alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spooled:
    """A workout as far as the database could not take it.

    Attributes:
        workout_id: Its number, where the database has its beginning.
        started_at: When it was begun.
        facts: What was known before the first moment.
        outcome: What it came to so far.
    """

    workout_id: int
    started_at: datetime
    facts: WorkoutFacts
    outcome: Outcome
    format: int = FORMAT


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of a file.

    Attributes:
        file: The file; it is gone unless it could not be used.
        workout_id: The workout that its content is remembered as; None where nothing of it is.
        is_damaged: Whether it could not be read.
    """

    file: Path
    workout_id: int | None
    is_damaged: bool = False


def put_aside(database: Path, spooled: Spooled) -> Path:
    """Write a workout down beside the database, in place of what was put aside of it before.

    Raises:
        OSError: There is no room for it either.
    """
    stamp = spooled.started_at.strftime("%Y%m%dT%H%M%S")
    file = database.with_name(f"{database.name}.unsaved-{spooled.workout_id}-{stamp}.json")
    with replacing(file) as unfinished:
        unfinished.write_text(json.dumps(asdict(spooled), default=_plain), encoding="utf-8")
    return file


def waiting(database: Path) -> list[Path]:
    """The files that wait to be taken in."""
    return sorted(database.parent.glob(f"{glob.escape(database.name)}.unsaved-*.json"))


def take_in(database: Path, *, patience_s: float = PATIENCE_S) -> list[TakenIn]:
    """Remember what was put aside; what a living process put aside is left to it.

    Raises:
        HistoryError: The database still can't take it.
    """
    files = waiting(database)
    if not files:
        return []
    taken: list[TakenIn] = []
    with (
        open_database(database, patience_s=patience_s) as engine,
        spoken_plainly(database),
        engine.execution_options(**WRITES).connect() as connection,
    ):
        for file in files:
            spooled = _read(file)
            if spooled is None:
                taken.append(TakenIn(file, None, is_damaged=True))
            elif not is_running(database, spooled.workout_id):
                with connection.begin():
                    taken.append(TakenIn(file, _settle(connection, spooled)))
                file.unlink(missing_ok=True)
    return taken


def _read(file: Path) -> Spooled | None:
    try:
        spooled = TypeAdapter(Spooled).validate_json(file.read_bytes())
    except (OSError, ValidationError):
        return None
    return spooled if spooled.format == FORMAT else None


def _settle(connection: Connection, spooled: Spooled) -> int | None:
    """Settle it as the workout that it is, or as a new one where that was removed meanwhile."""
    same = (WorkoutRow.id == spooled.workout_id) & (WorkoutRow.started_at == spooled.started_at)
    workout_id = connection.scalar(select(WorkoutRow.id).where(same))
    if workout_id is None:
        workout_id = begin_workout(connection, spooled.facts, spooled.started_at)
    settled = settle_workout(connection, workout_id, spooled.facts, spooled.outcome)
    now = settled.now or settled.stands
    return now.id if now else None


def _plain(value: object) -> object:
    """A moment as text, a figure of numpy's as one of Python's."""
    return value.isoformat() if isinstance(value, datetime) else float(value)  # type: ignore[arg-type]
