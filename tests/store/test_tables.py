"""Constraints of the tables, and cascading deletes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import Engine, delete, func, select, update
from sqlalchemy.exc import IntegrityError, StatementError
from sqlalchemy.orm import Session

from coach.store.schema import open_database
from coach.store.tables import ProfileRow, RepRow, WorkoutRow, WorkoutSetRow
from tests.store.workouts import counted_set, facts, remember, rep


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    database = tmp_path / "coach.sqlite3"
    remember(database, facts(), counted_set([rep(1), rep(2)]))
    with open_database(database) as opened:
        yield opened


def test_sets_and_reps_are_deleted_with_their_workout(engine: Engine) -> None:
    with Session(engine) as session, session.begin():
        session.execute(delete(ProfileRow))
        left = [
            session.scalar(select(func.count()).select_from(table))
            for table in (WorkoutRow, WorkoutSetRow, RepRow)
        ]
    assert left == [0, 0, 0]


@pytest.mark.parametrize(
    "change",
    [
        update(WorkoutRow).values(kind="dream"),
        update(WorkoutRow).values(state="paused"),
        update(WorkoutRow).values(seen_share=1.2),
        update(WorkoutRow).values(profile_id=99),
        update(WorkoutRow).values(speed=0),
        update(WorkoutSetRow).values(range_used="theirs"),
        update(WorkoutSetRow).values(weight_kg=-1),
        update(WorkoutSetRow).values(hold_s=-1),
        update(WorkoutSetRow).values(confidence=1.2),
        update(WorkoutSetRow).values(seen_frame_rate=-1),
        update(RepRow).values(number=1),
        update(RepRow).values(side="middle"),
        update(RepRow).values(verdict="maybe"),
        update(RepRow).values(rom_error_deg=-1),
    ],
    ids=str,
)
def test_invalid_values_are_rejected(engine: Engine, change: object) -> None:
    with Session(engine) as session, pytest.raises(IntegrityError):
        session.execute(change)  # type: ignore[call-overload]


def test_times_with_any_time_zone_are_stored_exactly(engine: Engine) -> None:
    moment = datetime(2026, 3, 1, 20, 15, tzinfo=timezone(timedelta(hours=5, minutes=30)))
    with Session(engine) as session:
        session.execute(update(WorkoutRow).values(started_at=moment))
        assert session.scalar(select(WorkoutRow.started_at)) == moment
        stored = session.scalars(select(WorkoutRow.started_at)).one()
    assert stored.tzinfo is UTC


def test_a_time_without_a_time_zone_is_an_error(engine: Engine) -> None:
    with Session(engine) as session, pytest.raises(StatementError, match="no time zone"):
        session.execute(update(WorkoutRow).values(started_at=datetime(2026, 3, 1)))
