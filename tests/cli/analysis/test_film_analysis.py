"""The analysis of a film with real detection: the bar, Ctrl-C, and start like analyze."""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from coach.performer.motion.choreography import Performance
from coach.vision.pose_model.pose_model import PoseModel
from tests.cli.conftest import Coach

pytestmark = pytest.mark.slow


def _typed(*words: object) -> list[str]:
    return [sys.executable, "-m", "coach", *map(str, words)]


def test_a_film_is_analysed_counted_and_reported(
    coach: Coach, squats: Performance, squats_film: Path, pose_model: PoseModel
) -> None:
    analysis_request = ("--model", pose_model.path, "--json")
    [line] = coach("analyze", squats_film, "-e", "squat", *analysis_request).lines
    assert (line["reps"], line["partial"]) == (4, 1)
    assert line["frames_with_pose"] >= 0.98 * line["frames"]
    assert line["duration_s"] == pytest.approx(squats.duration_s, abs=0.2)
    for result, true in zip(line["sets"][0]["reps"], squats.reps, strict=True):
        middle_s = (
            true.turn_s + squats.beat.turn_s / 2
        )  # the athlete pauses there, so any moment of the pause may be the furthest
        assert result["turn_s"] == pytest.approx(middle_s, abs=0.3)
    [started] = coach("start", "squat", "--source", squats_film, *analysis_request).lines
    assert {**started, "workout": 0} == {**line, "workout": 0}


def test_ctrl_c_saves_the_count(home: Path, tmp_path: Path, squats_film: Path, pose_model: PoseModel) -> None:
    analysis = subprocess.Popen(
        _typed("analyze", squats_film, "-e", "squat", "--model", pose_model.path, "--json"),
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    with analysis:
        _wait_for_reps(home / "coach.sqlite3", analysis)
        analysis.send_signal(signal.SIGINT)
        out, err = analysis.communicate(timeout=60)
    assert analysis.returncode == 130, err
    assert "Traceback" not in err
    line = json.loads(out)
    assert line["interrupted"]
    assert 1 <= line["reps"] < 4
    with closing(sqlite3.connect(home / "coach.sqlite3")) as database:
        saved_reps = database.execute("SELECT count(*) FROM rep").fetchone()[0]
        [state] = database.execute("SELECT state FROM workout").fetchone()
    assert saved_reps == line["reps"] + line["partial"]
    assert state == "interrupted"


def test_the_bar_shows_frames_speed_and_time_left(
    home: Path, squats_film: Path, pose_model: PoseModel
) -> None:
    ours, theirs = pty.openpty()
    words = ("analyze", squats_film, "-e", "squat", "--model", pose_model.path, "--no-save", "--no-cache")
    with subprocess.Popen(
        _typed(*words),
        env={**os.environ, "COLUMNS": "80", "TERM": "xterm"},
        stdout=subprocess.PIPE,
        stderr=theirs,
        encoding="utf-8",
    ) as analysis:
        os.close(theirs)
        drawn = _read_all(ours)
        out, _ = analysis.communicate(timeout=60)
    assert "4 squats + 1 partial" in out
    assert re.search(r"\d+ of \d+ frames, \d+/s", drawn)
    assert re.search(r"\d+ s left", drawn)
    assert drawn.count("\x1b[1A") <= 1, "it fits on one line of 80 columns, wiped once"


def _wait_for_reps(file: Path, analysis: subprocess.Popen[str]) -> None:
    for _ in range(600):
        assert analysis.poll() is None, "it ended before it could be stopped"
        if file.exists():
            with closing(sqlite3.connect(file)) as database:
                tables = database.execute("SELECT name FROM sqlite_master WHERE name = 'rep'").fetchall()
                if tables and database.execute("SELECT count(*) FROM rep").fetchone()[0]:
                    return
        time.sleep(0.1)
    raise AssertionError("no repetition was ever written down")


def _read_all(terminal: int) -> str:
    drawn = b""
    try:
        while chunk := os.read(terminal, 4096):
            drawn += chunk
    except OSError:  # on Linux, when the other end is closed
        pass
    os.close(terminal)
    return drawn.decode()


@pytest.mark.parametrize(
    "name", [os.fsdecode(b"\xff\xe9.mp4"), "[bold]ü 🏋 'x'.mp4", "two\nlines.mp4", "-e.mp4"]
)
def test_a_film_can_have_any_name(
    coach: Coach, tmp_path: Path, one_squat_film: Path, pose_model: PoseModel, name: str
) -> None:
    film = tmp_path / name
    film.symlink_to(one_squat_film)
    result = coach("analyze", film, "-e", "squat", "--model", pose_model.path)
    assert result.code == 0, result.err
    assert "1 squat  " in result.out
    assert coach("history").code == 0
