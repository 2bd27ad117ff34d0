"""``coach db``: path, check, backup and restore."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from coach.resources import database_file
from coach.store.migration.revisions import revisions
from tests.cli.conftest import Coach
from tests.store.dump import DATABASES, old_database
from tests.store.workouts import counted_set, facts, remember, rep


def with_a_workout(home: Path) -> Path:
    database = home / "coach.sqlite3"
    remember(database, facts(), counted_set([rep(1), rep(2)]))
    return database


def test_path(coach: Coach, home: Path) -> None:
    assert coach("db", "path").out.strip() == str(home / "coach.sqlite3") == str(database_file())
    assert coach("db", "path", "--demo").out.strip() == str(home / "demo.sqlite3")


def test_check_finds_what_cannot_be_read(coach: Coach, home: Path) -> None:
    assert "no database yet" in coach("db", "check").out
    database = with_a_workout(home)
    assert coach("db", "check").code == 0
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE rep SET rom_deg = 'far' WHERE number = 1")
    result = coach("db", "check", "--json")
    assert result.code == 1 and result.lines[0]["unreadable"]


def test_a_backup_is_restored_and_the_present_one_kept(coach: Coach, home: Path, tmp_path: Path) -> None:
    with_a_workout(home)
    backup = tmp_path / "saved.sqlite3"
    assert coach("db", "backup", backup).code == 0
    coach("history", "edit", "1", "--reps", "30")
    assert coach("db", "restore", backup).code == 2, "it asks"
    result = coach("db", "restore", backup, "--yes")
    assert result.code == 0 and "Restored 1 workout" in result.out
    [line] = coach("history", "show", "1", "--json").lines
    assert line["reps"] == 2
    [previous] = home.glob("coach.before-restore.*.sqlite3")
    assert str(previous) in result.out
    coach("db", "restore", previous, "--yes")
    [line] = coach("history", "show", "1", "--json").lines
    assert line["reps"] == 30


def test_a_backup_never_replaces_a_file(coach: Coach, home: Path, tmp_path: Path) -> None:
    assert coach("db", "backup").code == 1, "there is nothing to back up"
    with_a_workout(home)
    taken = tmp_path / "taken"
    taken.write_text("mine")
    result = coach("db", "backup", taken)
    assert result.code == 1 and "already there" in result.err
    assert taken.read_text() == "mine"
    assert str(next(home.glob("coach.backup.*"), "no backup")) == "no backup"
    assert coach("db", "backup").code == 0
    assert list(home.glob("coach.backup.*"))


def test_what_is_no_backup_is_refused(coach: Coach, home: Path, tmp_path: Path) -> None:
    with_a_workout(home)
    for content in (b"", b"no database", None):
        file = tmp_path / "file"
        file.unlink(missing_ok=True)
        if content is not None:
            file.write_bytes(content)
        result = coach("db", "restore", file, "--yes")
        assert result.code == 1 and result.err.strip()
    [line] = coach("history", "show", "1", "--json").lines
    assert line["reps"] == 2


def test_an_older_backup_is_migrated(coach: Coach, home: Path, tmp_path: Path) -> None:
    old = old_database(next(DATABASES.glob("0005-*.sql")), tmp_path / "old.sqlite3")
    assert coach("db", "restore", old, "--yes").code == 0
    assert coach("history").code == 0
    [line] = coach("db", "check", "--json").lines
    assert line["revision"] == revisions()[-1]
