"""When every page is read: after a crash, once a week, and not at every start."""

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
    """A database that was checked a moment ago, in which a page that no query of ours needs is spoilt."""
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


def test_what_was_checked_a_moment_ago_is_opened_without_reading_all_of_it(database: Path) -> None:
    assert not refuses(database)


@pytest.mark.parametrize(
    ("minutes_ago", "checked"), [(WEEK_MIN - 60, False), (WEEK_MIN + 60, True), (-60, True)]
)
def test_once_a_week_it_is_checked_and_where_the_clock_was_set_back(
    database: Path, minutes_ago: int, checked: bool
) -> None:
    last_check(database, minutes_ago)
    assert refuses(database) is checked
    assert refuses(database) is checked, "only what was found whole is noted"


def test_after_a_crash_it_is_checked_by_the_mark_that_was_left(database: Path) -> None:
    database.with_name(f"{database.name}.running-1").touch()
    assert refuses(database)


def test_after_a_crash_it_is_checked_by_the_log_that_was_left(database: Path) -> None:
    log = database.with_name(f"{database.name}-wal")
    log.write_bytes(b"left over")
    assert refuses(database)


def test_what_was_found_whole_after_a_crash_is_not_checked_again(tmp_path: Path) -> None:
    path = tmp_path / "coach.sqlite3"
    remember(path, facts(), counted_set([rep(1), rep(2)]))
    mark = path.with_name(f"{path.name}.running-1")
    mark.touch()
    assert not refuses(path)
    with closing(sqlite3.connect(path)) as connection:
        [noted] = connection.execute("PRAGMA user_version").fetchone()
    assert noted > mark.stat().st_mtime // 60
