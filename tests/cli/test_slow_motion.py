"""Unknown slow motion has no tempo; with a known speed, times are real times."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from coach.body.recording.recording import read_recording
from coach.body.recording.recording_writer import write_recording
from coach.catalogue.library import load_exercise
from coach.performer.motion.choreography import Beat, Performance
from coach.performer.render.camera import Camera
from coach.performer.sources import Truth
from tests.cli.conftest import Coach


def stretched(recording: Path, to: Path, times: float) -> Path:
    """The same film, slowed by this factor with every picture, as a video editor does."""
    lived = read_recording(recording)
    facts = replace(lived.facts, kind="film", sha256=f"{times:.0f}" * 64, frame_rate=30.0 / times)
    write_recording(to, facts, replace(lived, times=lived.times * times))
    return to


@pytest.fixture
def slowed(squats_recording: Path, tmp_path: Path) -> Path:
    return stretched(squats_recording, tmp_path / "slowed.npz", 4.0)


def set_facts(result: str) -> dict[str, Any]:
    [each] = json.loads(result)["sets"]
    return dict(each)


def test_slow_motion_tempo_is_neither_shown_nor_saved(coach: Coach, slowed: Path) -> None:
    result = coach("analyze", slowed, "-e", "squat")
    assert result.out.startswith("4 squats + 1 partial")
    assert "slow motion? tempo not judged" in result.out
    assert "--speed 0.25" in result.out
    assert "tempo, s" not in result.out
    assert "lowering-pause" not in result.out
    mentioned = json.loads(coach("analyze", slowed, "-e", "squat", "--json").out)
    assert "slow motion" in [note["problem"] for note in mentioned["picture"]]
    remembered = coach("history", "show", "--json").out
    for facts in (set_facts(json.dumps(mentioned)), set_facts(remembered)):
        assert facts["slow_motion"] is True
        assert {rep["tempo"] for rep in facts["reps"]} == {None}
    assert json.loads(remembered)["mean_tempo"] is None
    assert json.loads(coach("history", "--json").out)["mean_tempo"] is None
    assert json.loads(coach("history", "--json").out)["mean_rom_deg"] > 90
    assert "slow motion? tempo not judged" in coach("history", "show").out


def test_speed_option_restores_real_times(coach: Coach, slowed: Path, squats_recording: Path) -> None:
    lived = set_facts(coach("analyze", squats_recording, "-e", "squat", "--json", "--no-save").out)
    coach("analyze", slowed, "-e", "squat")
    result = coach("analyze", slowed, "-e", "squat", "--speed", "0.25")
    assert "workout 1 is updated" in result.out
    assert "slow motion?" not in result.out
    facts = json.loads(coach("history", "show", "--json").out)
    assert facts["speed"] == 0.25
    assert facts["frame_rate"] == 30.0
    assert set_facts(json.dumps(facts))["slow_motion"] is False
    assert [rep["tempo"] for rep in set_facts(json.dumps(facts))["reps"]] == [
        rep["tempo"] for rep in lived["reps"]
    ]
    assert "4 times slower" in coach("history", "show").out


def test_speed_1_overrides_the_detection(coach: Coach, slowed: Path) -> None:
    result = coach("analyze", slowed, "-e", "squat", "--speed", "1", "--no-save")
    assert "slow motion?" not in result.out
    assert "tempo, s" in result.out


@pytest.mark.slow
def test_strong_slow_motion_is_reported_even_without_an_exercise(
    coach: Coach, squats_recording: Path, tmp_path: Path
) -> None:
    slowed = stretched(squats_recording, tmp_path / "slowed.npz", 8.0)
    result = json.loads(coach("analyze", slowed, "--json", "--no-save").out)
    assert "slow motion" in [note["problem"] for note in result["picture"]]


@pytest.mark.parametrize("beat", [Beat(), Beat(3.0, 1.0, 1.0, 1.0), Beat(3.0, 0.5, 3.0, 0.5)])
def test_a_slow_tempo_is_not_slow_motion(coach: Coach, tmp_path: Path, beat: Beat) -> None:
    poses = load_exercise("squat").poses
    truth = Truth(Performance("squat", poses, depths=(1.0,) * 3, beat=beat, camera=Camera(yaw_deg=90.0)))
    path = tmp_path / "tempo.npz"
    write_recording(path, replace(truth.facts, kind="film"), truth)
    result = coach("analyze", path, "-e", "squat", "--no-save")
    assert result.out.startswith("3 squats")
    assert "slow motion" not in result.out
