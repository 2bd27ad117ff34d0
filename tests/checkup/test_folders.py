"""The doctor says of each folder whether it is there, writable, private, and has room."""

from __future__ import annotations

import os
from pathlib import Path

from coach.checkup.check_group import CheckGroup
from coach.checkup.folders import place, places
from tests.campaign.hostile_places import without_privileges


def test_a_home_that_is_not_there_yet_is_well_and_said_so(home: Path) -> None:
    found = list(places())
    assert [each.mark for each in found] == ["ok", "ok"]
    assert found[0].what.startswith(f"history and settings in {home}: not there yet")
    assert not home.exists()


def test_a_private_folder_is_told_from_one_that_others_may_write_to(home: Path) -> None:
    home.mkdir(0o700)
    assert "writable, private" in place(home, "history").what
    home.chmod(0o777)
    assert place(home, "history").mark == "warn"
    assert "chmod" in place(home, "history").hint


def test_a_folder_that_can_not_be_written_to_is_in_the_way(home: Path) -> None:
    home.mkdir(0o500)
    with without_privileges():
        found = place(home, "history")
    assert (found.mark, "can't be written to" in found.what) == ("fail", True)


def test_too_little_room_is_told(home: Path) -> None:
    home.mkdir(0o700)
    found = place(home, "history", wanted=1 << 60)
    assert found.mark == "warn"
    assert "MB free" in found.what


def test_a_home_that_is_none_is_said_once_with_what_to_do(home: Path) -> None:
    os.mkfifo(home)
    [found] = CheckGroup("Folders", (places,)).make().findings
    assert (found.mark, "it is not a folder" in found.what) == ("fail", True)
    assert "COACH_HOME" in found.hint
