"""When the integrity check runs: after a crash and once a week, not at every start."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from coach.errors import HistoryDamaged
from coach.store.history import open_history
from coach.store.schema import open_database
from tests.store.workouts import counted_set, facts, remember, rep

WEEK_MIN = 7 * 24 * 60


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A recently checked database with a damaged page that no query reads."""
    path = tmp_path / "coach.sqlite3"
    remember(path, facts(), counted_set([rep(1), rep(2)]))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE notes (text)")
        connection.executemany("INSERT INTO notes VALUES (?)", [("x" * 3000,) for _ in range(20)])
    with open_database(path):
        pass
    content = bytearray(path.read_bytes())
    content[-8192:] = b"\xa5" * 8192
    path.write_bytes(content)
    return path


def last_check(path: Path, minutes_ago: int) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(f"PRAGMA user_version = {int(time.time() // 60) - minutes_ago}")


def refuses(path: Path) -> bool:
    try:
        with open_history(path) as history:
            assert history.workout("last").full == 2
    except HistoryDamaged:
        return True
    return False


def test_a_recently_checked_database_is_not_checked_again(database: Path) -> None:
    assert not refuses(database)


@pytest.mark.parametrize(
    ("minutes_ago", "checked"), [(WEEK_MIN - 60, False), (WEEK_MIN + 60, True), (-60, True)]
)
def test_it_is_checked_once_a_week_and_after_the_clock_was_set_back(
    database: Path, minutes_ago: int, checked: bool
) -> None:
    last_check(database, minutes_ago)
    assert refuses(database) is checked
    assert refuses(database) is checked, "only a successful check is stored"


def test_a_leftover_lock_file_triggers_a_check(database: Path) -> None:
    database.with_name(f"{database.name}.running-1").touch()
    assert refuses(database)


def test_a_leftover_log_triggers_a_check(database: Path) -> None:
    log = database.with_name(f"{database.name}-wal")
    log.write_bytes(b"left over")
    assert refuses(database)


def test_after_a_crash_an_intact_database_is_checked_once(tmp_path: Path) -> None:
    path = tmp_path / "coach.sqlite3"
    remember(path, facts(), counted_set([rep(1), rep(2)]))
    mark = path.with_name(f"{path.name}.running-1")
    mark.touch()
    assert not refuses(path)
    with closing(sqlite3.connect(path)) as connection:
        [last_check_min] = connection.execute("PRAGMA user_version").fetchone()
    assert last_check_min > mark.stat().st_mtime // 60
