"""The check of the database: intact, old, new, damaged, locked, in use and missing."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coach.errors import HistoryDamaged, HistoryLocked, HistoryTooNew, HistoryUnreachable
from coach.resources import database_file
from coach.store.checks.health import examine
from coach.store.migration.revisions import revisions
from coach.store.run_lock import running
from coach.store.schema import open_database
from tests.store.dump import DATABASES, old_database

_PAGE = 4096


def made(workouts: dict[str, int] | None = None) -> Path:
    """Create the user's database with workouts of each state."""
    path = database_file()
    with open_database(path):
        pass
    now = datetime(2026, 3, 1, tzinfo=UTC).replace(tzinfo=None)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("INSERT INTO profile (id, name, created_at) VALUES (1, 'me', ?)", (str(now),))
        row = "INSERT INTO workout (profile_id, kind, state, as_training, started_at, coach_version)"
        for state, number in (workouts or {}).items():
            for _ in range(number):
                connection.execute(f"{row} VALUES (1, 'live', ?, 1, ?, '0')", (state, str(now)))
    return path


def test_a_missing_database_is_not_created() -> None:
    health = examine()
    assert (health.size, health.revision, health.workouts) == (None, None, 0)
    assert (health.free or 0) > 0
    assert not database_file().parent.exists()


def test_an_intact_database_reports_its_workouts() -> None:
    path = made({"finished": 3, "interrupted": 1, "running": 2})
    with running(path, 5):
        health = examine()
    assert (health.workouts, health.running, health.interrupted) == (6, (5,), 2)
    assert health.revision == revisions()[-1]
    assert health.newest
    assert health.size is not None
    assert health.size >= path.stat().st_size


def test_an_old_database_is_not_migrated() -> None:
    oldest = min(DATABASES.glob("*.sql"))
    old_database(oldest, database_file())
    before = database_file().read_bytes()
    health = examine()
    assert (health.revision, health.newest) == (oldest.name[:4], False)
    assert health.workouts > 0
    assert database_file().read_bytes() == before


@pytest.mark.parametrize("size", [100, _PAGE * 3 // 2])
def test_a_damaged_database_is_reported(size: int) -> None:
    path = made({"finished": 9})
    with path.open("r+b") as file:
        file.truncate(size)
    with pytest.raises(HistoryDamaged):
        examine()


def test_overwritten_pages_are_found() -> None:
    path = made({"finished": 400})
    content = bytearray(path.read_bytes())
    content[-3 * _PAGE : -_PAGE] = b"\x5a" * (2 * _PAGE)
    path.write_bytes(content)
    with pytest.raises(HistoryDamaged):
        examine()


def test_another_file_and_a_newer_database_are_distinguished() -> None:
    path = made()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(HistoryTooNew):
        examine()
    path.write_text("Dear diary, I squatted.")
    with pytest.raises(HistoryDamaged, match="is not a database"):
        examine()


def test_a_folder_in_place_of_the_database() -> None:
    database_file().mkdir(parents=True)
    with pytest.raises(HistoryUnreachable, match="is a folder"):
        examine()


def test_a_lock_by_another_program_is_reported() -> None:
    path = made()
    hold = (
        "import sqlite3, sys, time; held = sqlite3.connect(sys.argv[1], isolation_level=None); "
        "held.execute('BEGIN IMMEDIATE'); print('held', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", hold, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(HistoryLocked):
            examine(patience_s=0.1)
        holder.kill()
    assert examine().workouts == 0
