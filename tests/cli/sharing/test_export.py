"""``coach export``."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from coach.store.recordings.kept_recordings import keep_recording, recordings_folder
from tests.cli.conftest import Coach
from tests.store.workouts import counted_set, facts, held_set, remember, rep


@pytest.fixture
def database(home: Path) -> Path:
    """Squats of mine and a plank of Ada's."""
    path = home / "coach.sqlite3"
    remember(path, facts(sha256="1" * 64, weight_kg=20.0), counted_set([rep(1), rep(2)]))
    remember(path, facts(sha256="2" * 64, exercise="plank", profile="Ada", kind="live"), held_set(31.5))
    return path


def test_json(coach: Coach, database: Path, tmp_path: Path) -> None:
    result = coach("export", "--json", "all.json")
    assert (result.code, result.out) == (0, "Wrote 2 workouts to all.json\n")
    content = json.loads((tmp_path / "all.json").read_text())
    assert [each["profile"] for each in content["workouts"]] == ["me", "Ada"]
    printed = coach("export", "--json", "-")
    assert json.loads(printed.out) == content
    assert printed.err == "Wrote 2 workouts to standard output\n"
    assert (tmp_path / "all.json").stat().st_mode & 0o777 == 0o600, "only its owner reads it"


def test_the_default_is_json(coach: Coach, database: Path, tmp_path: Path) -> None:
    assert coach("export").out == "Wrote 2 workouts to coach-history.json\n"
    assert json.loads((tmp_path / "coach-history.json").read_text())["coach_history"] == 1


def test_csv(coach: Coach, database: Path, tmp_path: Path) -> None:
    assert "workouts.csv, sets.csv, reps.csv" in coach("export", "--csv", "tables").out
    assert len((tmp_path / "tables" / "reps.csv").read_text().splitlines()) == 3
    for typed in (("--csv", "-"), ("--table", "sets", "-"), ("--csv", "--table", "sets", "-")):
        assert coach("export", *typed).out == (tmp_path / "tables" / "sets.csv").read_text()
    coach("export", "mine.csv", "--profile", "me")
    assert len((tmp_path / "mine.csv").read_text().splitlines()) == 2


def test_fit(coach: Coach, database: Path, tmp_path: Path) -> None:
    assert coach("export", "--fit").out == "Wrote 2 workouts to coach-history-fit\n"
    assert len(list((tmp_path / "coach-history-fit").glob("*.fit"))) == 2
    assert coach("export", "--fit", "-").code == 2
    assert "--workout" in coach("export", "all.fit").err
    assert coach("export", "last.fit", "--workout", "last").out == "Wrote 1 workout to last.fit\n"
    assert (tmp_path / "last.fit").is_file()


def test_fit_without_its_package(coach: Coach, database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "garmin_fit_sdk", None)
    result = coach("export", "--fit")
    assert result.code == 1
    assert "need the package garmin-fit-sdk" in result.err and "coach[fit]" in result.err


@pytest.mark.parametrize(
    ("chosen", "people"),
    [
        (("--profile", "Ada"), ["Ada"]),
        (("-e", "squats"), ["me"]),
        (("--kind", "live"), ["Ada"]),
        (("--workout", "1"), ["me"]),
        (("--until", "2026-01-31"), ["me"]),
        (("--since", "2026-02-01"), ["Ada"]),
    ],
)
def test_a_selection(coach: Coach, database: Path, chosen: tuple[str, ...], people: list[str]) -> None:
    [_, *workouts] = json.loads(coach("export", *chosen, "-").out).values()
    assert [each["profile"] for each in workouts[1]] == people


def test_a_page_is_written_by_another_command(coach: Coach, database: Path, tmp_path: Path) -> None:
    result = coach("export", "page.html")
    assert result.code == 2 and "coach report --html FILE" in result.err
    assert not (tmp_path / "page.html").exists()


def test_two_formats_at_once(coach: Coach, database: Path) -> None:
    result = coach("export", "--json", "--csv")
    assert result.code == 2 and "choose one format" in result.err


def test_a_place_that_cannot_be_written(coach: Coach, database: Path) -> None:
    result = coach("export", "none/all.json")
    assert result.code == 1
    assert "The export none/all.json can't be written: there is no folder none." in result.err


def test_an_empty_history(coach: Coach) -> None:
    assert coach("export", "-").out == '{"coach_history": 1,\n"profiles": [],\n"workouts": [\n\n]}\n'


def test_angles_of_a_recording(coach: Coach, database: Path, tmp_path: Path, squats_recording: Path) -> None:
    assert coach("export", "--recording", "1").code == 1, "it has none"
    folder = recordings_folder(database)
    folder.mkdir(parents=True)
    file = folder / "kept.npz"
    file.write_bytes(squats_recording.read_bytes())
    keep_recording(database, 1, file, alone=True)
    from_workout = coach("export", "--recording", "1", "-")
    assert from_workout.out.startswith("time_s,view,elbow_left_deg,elbow_left_error_deg,")
    assert coach("export", "--recording", squats_recording, "-").out == from_workout.out
    assert "frames to squats-angles.csv" in coach("export", "--recording", squats_recording).out
    assert (tmp_path / "squats-angles.csv").read_text() == from_workout.out
