"""What is said of the database."""

from __future__ import annotations

from pathlib import Path

from coach.checkup.check_group import CheckGroup
from coach.checkup.database import history
from coach.resources import database_file
from coach.store.run_lock import running
from tests.store.checks.test_health import made
from tests.store.test_spool import locked_out


def test_where_there_is_none_all_is_well() -> None:
    first, free = history()
    assert (first.mark, free.mark) == ("ok", "ok")
    assert first.what.startswith("nothing is remembered yet")


def test_what_is_in_it_and_who_writes_it_is_told() -> None:
    path = made({"finished": 2, "interrupted": 1, "running": 1})
    with running(path, 4):
        told = [(each.mark, each.what) for each in history()]
    assert told[0][1].startswith("4 workouts, ")
    assert told[1] == ("warn", "workout 4 is being written by another coach")
    assert told[2] == ("ok", "1 of them cut short; what was counted is there")


def test_a_damaged_one_is_in_the_way() -> None:
    made()
    database_file().write_bytes(b"SQLite format 3\0" + bytes(4000))
    [found] = CheckGroup("History", (history,)).make().findings
    assert found.mark == "fail"
    assert found.hint


def test_what_waits_to_be_saved_is_mentioned(home: Path) -> None:
    home.mkdir()
    file = locked_out(database_file())
    told = [(each.mark, each.what) for each in history()]
    assert ("warn", f"1 workout that could not be saved waits beside it: {file.name}") in told
