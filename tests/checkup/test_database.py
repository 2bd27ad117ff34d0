"""The doctor's findings about the database."""

from __future__ import annotations

from pathlib import Path

from coach.checkup.check_group import CheckGroup
from coach.checkup.database import history
from coach.resources import database_file
from coach.store.run_lock import running
from tests.store.checks.test_health import made
from tests.store.test_spool import locked_out


def test_a_missing_database_is_ok() -> None:
    first, free = history()
    assert (first.mark, free.mark) == ("ok", "ok")
    assert first.what.startswith("no workouts yet")


def test_size_and_running_workouts_are_reported() -> None:
    path = made({"finished": 2, "interrupted": 1, "running": 1})
    with running(path, 4):
        found = [(each.mark, each.what) for each in history()]
    assert found[0][1].startswith("4 workouts, ")
    assert found[1] == ("warn", "workout 4 is running in another window")
    assert found[2] == ("ok", "1 of them interrupted; the reps counted are saved")


def test_a_damaged_database_is_a_failure() -> None:
    made()
    database_file().write_bytes(b"SQLite format 3\0" + bytes(4000))
    [found] = CheckGroup("History", (history,)).run().findings
    assert found.mark == "fail"
    assert found.hint


def test_unsaved_workouts_are_reported(home: Path) -> None:
    home.mkdir()
    file = locked_out(database_file())
    found = [(each.mark, each.what) for each in history()]
    assert ("warn", f"1 workout could not be saved; next to the database: {file.name}") in found
