"""The doctor reports for each folder whether it exists, is writable, private and has space."""

from __future__ import annotations

import os
from pathlib import Path

from coach.checkup.check_group import CheckGroup
from coach.checkup.folders import folder_finding, folder_findings
from tests.campaign.hostile_places import without_privileges


def test_a_missing_home_is_ok(home: Path) -> None:
    found = list(folder_findings())
    assert [each.mark for each in found] == ["ok", "ok"]
    assert found[0].what.startswith(f"history and settings in {home}: not there yet")
    assert not home.exists()


def test_a_folder_that_others_can_write_to_is_a_warning(home: Path) -> None:
    home.mkdir(0o700)
    assert "writable, private" in folder_finding(home, "history").what
    home.chmod(0o777)
    assert folder_finding(home, "history").mark == "warn"
    assert "chmod" in folder_finding(home, "history").hint


def test_a_read_only_folder_is_a_failure(home: Path) -> None:
    home.mkdir(0o500)
    with without_privileges():
        found = folder_finding(home, "history")
    assert (found.mark, "is not writable" in found.what) == ("fail", True)


def test_a_nearly_full_disk_is_a_warning(home: Path) -> None:
    home.mkdir(0o700)
    found = folder_finding(home, "history", wanted=1 << 60)
    assert found.mark == "warn"
    assert "MB free" in found.what


def test_an_invalid_home_is_reported_once_with_a_hint(home: Path) -> None:
    os.mkfifo(home)
    [found] = CheckGroup("Folders", (folder_findings,)).run().findings
    assert (found.mark, "it is not a folder" in found.what) == ("fail", True)
    assert "COACH_HOME" in found.hint
