"""Notes on bad pictures: in the report, in JSON and in the history."""

from __future__ import annotations

import subprocess
from pathlib import Path

import imageio_ffmpeg

from tests.cli.conftest import Coach


def empty_room(folder: Path) -> Path:
    """Two seconds of bars, without a person."""
    film = folder / "room.mp4"
    wall = "smptehdbars=s=320x240:r=10:d=2"
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-y", "-loglevel", "error", "-f", "lavfi", "-i", wall]
    subprocess.run([*command, str(film)], check=True, timeout=60)
    return film


def test_a_film_without_a_person_is_reported_once(coach: Coach, tmp_path: Path) -> None:
    film = empty_room(tmp_path)
    result = coach("analyze", film, "-e", "squat")
    assert result.out.count("! No one was detected in any of 20 frames.") == 1
    assert "no one detected" not in result.out.lower()
    [line] = coach("history", "show", "1", "--json").lines
    [note] = line["picture"]
    assert (note["problem"], note["doubtful"], bool(note["hint"])) == ("nobody", True, True)
    assert "–?" in coach("history").out
    assert "! No one was detected in any of 20 frames." in coach("history", "show", "1").out


def test_another_exercise_than_the_named_one_is_suggested(coach: Coach, squats_recording: Path) -> None:
    result = coach("analyze", squats_recording, "-e", "shoulder-press", "--no-save")
    assert "No shoulder presses counted" in result.out
    assert (
        "It looks like another exercise: 4 squats + 1 partial. Try '-e squat', or leave out -e." in result.out
    )
    [line] = coach("analyze", squats_recording, "-e", "shoulder-press", "--json").lines
    assert line["why_none"].startswith("It looks like another exercise")
    assert line["picture"] == []


def test_a_good_recording_has_no_picture_notes(coach: Coach, squats_recording: Path) -> None:
    [line] = coach("analyze", squats_recording, "-e", "squat", "--json").lines
    assert (line["picture"], line["why_none"]) == ([], None)
