"""``coach rescore``: today's rules on kept recordings, shown before they are saved."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Coach

DEEP = "format = 1\n[standards]\nsquat = 'deep'\n"


@pytest.fixture
def analyzed(coach: Coach, home: Path, squats_recording: Path) -> Path:
    """A saved workout of five squats, four of them full; afterwards the person requires deep squats."""
    assert coach("analyze", squats_recording, "-e", "squat", "--weight", "20kg").code == 0
    (home / "settings.toml").write_text(DEEP, "utf-8")
    return home


def saved_counts(coach: Coach) -> tuple[int, int]:
    [line] = coach("history", "show", "last", "--json").lines
    return line["reps"], line["partial"]


@pytest.mark.usefixtures("analyzed")
def test_a_dry_run_shows_the_change_and_saves_nothing(coach: Coach) -> None:
    before = saved_counts(coach)
    result = coach("rescore", "--dry-run")
    assert result.code == 0
    assert "-> No full squats, 5 partial" in result.out
    assert saved_counts(coach) == before


@pytest.mark.usefixtures("analyzed")
def test_without_a_terminal_nothing_is_saved_unless_told(coach: Coach) -> None:
    before = saved_counts(coach)
    assert "Add --yes" in coach("rescore").out
    assert saved_counts(coach) == before


@pytest.mark.usefixtures("analyzed")
def test_a_saved_change_keeps_number_load_and_recording(coach: Coach) -> None:
    assert coach("rescore", "last", "--yes").code == 0
    [line] = coach("history", "show", "last", "--json").lines
    assert (line["reps"], line["partial"], line["id"]) == (0, 5, 1)
    assert line["sets"][0]["weight_kg"] == 20
    assert "no change" in coach("rescore", "1", "--dry-run").out


@pytest.mark.usefixtures("analyzed")
def test_a_correction_survives(coach: Coach) -> None:
    coach("history", "edit", "last", "--reps", "9")
    assert coach("rescore", "--yes").code == 0
    assert saved_counts(coach)[0] == 9


@pytest.mark.usefixtures("analyzed")
def test_as_json(coach: Coach) -> None:
    [line] = coach("rescore", "--json").lines
    assert line["changed"] is True
    [change] = line["changes"]
    assert change["before"]["full"] > change["after"]["full"] == 0


def test_a_damaged_recording_is_named_and_the_workout_stays(coach: Coach, analyzed: Path) -> None:
    before = saved_counts(coach)
    [file] = (analyzed / "recordings" / "coach").glob("*.npz")
    file.write_bytes(b"no recording")
    result = coach("rescore", "--yes")
    assert result.code == 1 and "Workout 1:" in result.err
    assert saved_counts(coach) == before


def test_without_recordings_it_says_what_to_do(coach: Coach, home: Path, squats_recording: Path) -> None:
    home.mkdir()
    (home / "settings.toml").write_text("format = 1\nrecordings = false\n", "utf-8")
    coach("analyze", squats_recording, "-e", "squat")
    result = coach("rescore")
    assert result.code == 1
    assert "has a recording" in result.err and "coach recordings" in result.err
    assert not (home / "recordings").exists()
