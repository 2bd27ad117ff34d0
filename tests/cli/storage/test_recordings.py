"""``coach recordings``: what is kept with workouts, and how to remove it."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Coach


def files(home: Path) -> list[Path]:
    return sorted((home / "recordings" / "coach").glob("*"))


def test_each_saved_workout_has_one_and_its_size_is_shown(
    coach: Coach, home: Path, squats_recording: Path
) -> None:
    assert "no recordings yet" in coach("recordings").out
    coach("analyze", squats_recording, "-e", "squat", "--no-save")
    assert not files(home)
    coach("analyze", squats_recording, "-e", "squat")
    [line] = coach("recordings", "--json").lines
    [file] = files(home)
    assert line["file"] == str(file) and line["workout"] == 1
    assert line["kilobytes"] == -(-file.stat().st_size // 1000)
    assert "1 recording" in coach("recordings").out


def test_another_analysis_replaces_it(coach: Coach, home: Path, squats_recording: Path) -> None:
    coach("analyze", squats_recording, "-e", "squat")
    [first] = files(home)
    coach("analyze", squats_recording, "-e", "squat")
    [second] = files(home)
    assert first.name != second.name


def test_prune_asks_and_then_removes(coach: Coach, home: Path, squats_recording: Path) -> None:
    coach("analyze", squats_recording, "-e", "squat")
    assert "nothing to remove" in coach("recordings", "prune").out
    assert "nothing to remove" in coach("recordings", "prune", "--older-than", "1", "--keep", "50").out
    assert coach("recordings", "prune", "--all").code == 2
    assert files(home)
    assert coach("recordings", "prune", "--keep", "0", "--yes").code == 0
    assert not files(home) and not coach("recordings", "--json").lines
    assert coach("history", "show", "last").code == 0


def test_files_of_deleted_workouts_are_removed_by_prune(
    coach: Coach, home: Path, squats_recording: Path
) -> None:
    coach("analyze", squats_recording, "-e", "squat")
    coach("history", "delete", "last", "--yes")
    assert files(home), "a deleted workout can be restored, with its recording"
    assert "1 recording of deleted workouts" in coach("recordings", "prune", "--yes").out
    assert not files(home)
