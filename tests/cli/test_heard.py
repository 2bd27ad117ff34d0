"""The voice and the event stream of a live workout."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from coach.resources import database_file
from coach.store.history import open_history
from coach.vision.pose_model.pose_model import PoseModel
from tests.cli.conftest import Coach
from tests.sinks.speakers import Loudspeaker

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("athlete")]


def test_the_speaker_from_the_settings_guides_a_set(
    coach: Coach, pose_model: PoseModel, home: Path, tmp_path: Path
) -> None:
    loud = Loudspeaker(tmp_path, seconds=0.1)
    home.mkdir(exist_ok=True)
    (home / "settings.toml").write_text(f"speaker = {json.dumps(loud.speaker.command)}\n")
    result = coach(
        *("start", "squat", "--source", "performer", "--model", pose_model.path),
        *("--sets", 1, "--reps", 2, "--voice", "all"),
    )
    assert result.code == 0, result.err
    assert "Target reached." in loud.spoken
    assert loud.spoken[-1] == "Workout over: 1 set."
    assert loud.alive == []


def test_a_missing_speaker_is_reported_at_the_end(
    coach: Coach, pose_model: PoseModel, home: Path, tmp_path: Path
) -> None:
    home.mkdir(exist_ok=True)
    (home / "settings.toml").write_text(f"speaker = {json.dumps(str(tmp_path / 'nowhere'))}\n")
    result = coach(
        *("start", "squat", "--source", "performer", "--model", pose_model.path),
        *("--sets", 1, "--reps", 1, "--no-wait"),
    )
    assert result.code == 0, result.err
    assert "failed: it was not found." in " ".join(result.out.split())
    assert "1 squat " in result.out


def test_a_closed_event_reader_costs_no_rep(pose_model: PoseModel, tmp_path: Path) -> None:
    words = ("start", "squat", "--source", "performer", "--model", pose_model.path)
    with subprocess.Popen(
        [sys.executable, "-m", "coach", *map(str, words), "--sets", "1", "--reps", "2", "--events", "-"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
    ) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        assert json.loads(child.stdout.readline())["format"] == 1
        child.stdout.close()
        complained = child.stderr.read()
        assert child.wait(120) == 0, complained
    assert b"Traceback" not in complained
    with open_history(database_file("demo")) as history:
        workout = history.workout("last")
    assert workout.state == "finished"
    assert [each.summary.full for each in workout.sets] == [2]
