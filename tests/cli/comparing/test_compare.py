"""``coach compare``: films, recordings and saved workouts."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from coach.body.recording.recording import read_recording
from coach.body.recording.recording_writer import write_recording
from tests.cli.in_process import Coach


@pytest.fixture
def slower(squats_recording: Path, tmp_path: Path) -> Path:
    """The same squats at 0.7 of the speed."""
    recording = read_recording(squats_recording)
    path = tmp_path / "slower.npz"
    slow = replace(recording, times=recording.times / 0.7)
    write_recording(path, replace(recording.facts, sha256="9" * 64), slow)
    return path


def test_two_recordings_in_words_and_as_json(coach: Coach, squats_recording: Path, slower: Path) -> None:
    told = coach("compare", squats_recording, squats_recording, "-e", "squats")
    assert told.code == 0 and "No difference beyond the error." in told.out
    assert "error ±" in told.out and "A and B, * where they are the same" in told.out
    told = coach("compare", squats_recording, slower, "-e", "squats")
    assert "B's lowering is" in told.out and "longer" in told.out
    facts = json.loads(coach("compare", squats_recording, slower, "-e", "squats", "--json").out)
    clear = {(each["kind"], each["measure"]) for each in facts["differences"] if each["is_clear"]}
    assert clear == {("tempo", "lowering"), ("tempo", "effort")}
    assert facts["exercise"] == "squat" and all(each["full"] for each in facts["sets"])


def test_saved_workouts_are_compared_by_their_recordings(
    coach: Coach, squats_recording: Path, slower: Path
) -> None:
    coach("analyze", squats_recording, "-e", "squats", "--as-training")
    coach("analyze", slower, "-e", "squats", "--as-training")
    told = coach("compare", "1", "last")
    assert told.code == 0, told.err
    assert "workout 1," in told.out and "workout 2," in told.out and "B's lowering" in told.out
    assert coach("compare", "1:1", squats_recording, "-e", "squats").code == 0


def test_what_cannot_be_compared_is_said(coach: Coach, squats_recording: Path) -> None:
    cases = {
        ("none.mp4", squats_recording): "no film",
        ("1", squats_recording): "no workout 1",
        (squats_recording, squats_recording, "-e", "sit-ups"): "Nothing was counted as sit-up",
        (squats_recording, squats_recording, "-e", "levitation"): "levitation",
    }
    for typed, words in cases.items():
        told = coach("compare", *typed)
        assert (told.code, words in told.err) == (1, True), (typed, told.err)
    coach("analyze", squats_recording, "-e", "squats", "--as-training")
    coach("recordings", "prune", "--all", "--yes")
    assert "coach recordings" in coach("compare", "1", "1").err
    assert "no such set" in coach("compare", "1:7", "1").err
