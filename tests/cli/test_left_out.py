"""A faulty user exercise is left out with a warning, and everything else works."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.resources import user_exercises
from tests.campaign import hostile_toml
from tests.cli.conftest import Coach


@pytest.fixture
def faulty() -> None:
    """Unreadable exercises: a file that replaces the squat, one with a new name, and a folder."""
    user_exercises().mkdir(parents=True)
    contents = dict(hostile_toml.not_toml())
    (user_exercises() / "squat.toml").write_bytes(contents["no-utf-8"])
    (user_exercises() / "own.toml").write_bytes(contents["arrays"])
    (user_exercises() / "folder.toml").mkdir()


@pytest.mark.usefixtures("faulty")
def test_every_command_works_and_warns(coach: Coach, squats_recording: Path) -> None:
    for typed in (
        ("exercises", "show", "lunge", "--still"),
        ("analyze", squats_recording, "-e", "lunge"),
        ("start", "lunge", "--source", squats_recording),
        ("history", "-e", "lunge"),
    ):
        result = coach(*typed)
        assert result.code == 0, (typed, result.err)
        if typed[0] != "start":
            assert result.err.count("is skipped") == 3, typed
    result = coach("exercises")
    assert result.code == 0
    assert result.out.count("faulty: ") == 3
    assert " squats, " in result.out, "the shipped one stays"


@pytest.mark.usefixtures("faulty")
def test_the_shipped_exercise_is_used_in_place_of_a_faulty_file(coach: Coach, squats_recording: Path) -> None:
    result = coach("doctor", "--source", squats_recording)
    assert "not UTF-8" not in result.err
    assert result.out, "there is output"
    assert coach("analyze", squats_recording, "-e", "squat").code == 1, (
        "a faulty exercise named on the command line is an error"
    )
