"""``coach doctor`` with films, streams, no source, and several problems at once."""

from __future__ import annotations

import getpass
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import cv2
import numpy as np
import pytest

from coach.resources import database_file
from coach.vision.live.camera import cameras
from coach.vision.pose_model.model_registry import EDITIONS, Grade
from coach.vision.pose_model.pose_model import PoseModel, models_folder
from tests.cli.conftest import Coach, CommandResult
from tests.cli.terminal import Terminal

ROOT = Path(__file__).parents[2]
TITLES = ["Program", "Terminal", "Pose model", "Camera", "You in the picture", "Folders", "History", "Voice"]
NO_WAY_OUT = {"https_proxy": "http://127.0.0.1:9", "HTTPS_PROXY": "http://127.0.0.1:9"}
"""Blocks the network, above all the pose model's official address."""


@pytest.fixture
def model_here(pose_model: PoseModel, home: Path) -> None:
    """The default grade in the test's home."""
    put(pose_model, "full")


def put(model: PoseModel, grade: Grade) -> Path:
    models_folder().mkdir(parents=True, exist_ok=True)
    return Path(shutil.copy(model.path, models_folder() / EDITIONS[grade].file_name))


@contextmanager
def serving(film: Path, fault: str = "") -> Iterator[str]:
    """The address of a real MJPEG server in a separate process."""
    command = [sys.executable, "-m", "tests.vision.live.mjpeg_server", str(film), fault]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as server:
        assert server.stdout is not None
        yield server.stdout.readline().strip()
        server.kill()


def failures(result: CommandResult) -> list[str]:
    """The failed findings in the line of JSON."""
    [line] = result.lines
    return [each["what"] for group in line["groups"] for each in group["findings"] if each["mark"] == "fail"]


def test_missing_camera_and_model_are_reported_with_hints(coach_process: Coach, home: Path) -> None:
    result = coach_process("doctor", **NO_WAY_OUT)
    assert (result.code, result.err) == (1, "")
    assert "FAIL no pose model is installed, and the download server can't be reached" in result.out
    if not cameras():
        assert "FAIL no camera found" in result.out
        assert "You can't train yet. 2 problems, see above: pose model, camera." in result.out
    assert "coach demo" in result.out
    assert "coach doctor" not in result.out, "the user is already there"
    assert not home.exists(), "it changes nothing"


@pytest.mark.usefixtures("model_here")
def test_a_film_passes_and_the_report_can_be_shared(
    coach: Coach, squats_film: Path, tmp_path: Path, home: Path
) -> None:
    film = shutil.copy(squats_film, tmp_path / "me-at-home.mp4")
    result = coach("doctor", "squats", "--source", film, "--report", "report.txt")
    assert result.code == 0, result.out
    assert "You can train." in result.out
    assert "ok   detected from the side in 100 % of" in result.out
    assert "ok   good view for squats" in result.out
    assert "best 2 to 3 m" in result.out
    report = (tmp_path / "report.txt").read_text(encoding="utf-8")
    printed = [line.rstrip() for line in result.out.splitlines()]
    # Folders are shortened, and differ between runs.
    before, after = report.split("\nFolders\n")
    assert "COACH_HOME" in after
    rest = after[after.index("\nHistory\n") :]
    told_lines = {line for line in (before + rest).splitlines() if " free" not in line}
    assert told_lines <= set(printed)
    assert [line for line in report.splitlines() if line in TITLES] == TITLES
    for private in (str(Path.home()), str(home), str(tmp_path), "me-at-home", f"/{getpass.getuser()}/"):
        assert private not in report
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "me-at-home.mp4", "report.txt"]


@pytest.mark.usefixtures("model_here")
def test_a_stream_is_reported_with_its_rate_and_the_body(coach: Coach, squats_film: Path) -> None:
    with serving(squats_film) as address:
        result = coach("doctor", "--source", address, "--json")
    [line] = result.lines
    assert (line["format"], line["can_train"], line["exercise"]) == (1, result.code == 0, None)
    findings = [each["what"] for group in line["groups"] for each in group["findings"]]
    assert any(each.startswith("the stream: 480×480, ") for each in findings)
    assert any(each.startswith("detected from the side in ") for each in findings)
    assert not failures(result)


def test_several_problems_are_all_reported(
    coach_process: Coach, squats_film: Path, pose_model: PoseModel
) -> None:
    with put(pose_model, "full").open("r+b") as file:
        file.truncate(1_000_000)
    database_file().write_bytes(b"SQLite format 3\0" + os.urandom(6000))
    (database_file().parent / "settings.toml").write_text("voice = [")
    with serving(squats_film, "refuse") as address:
        result = coach_process("doctor", "--source", address, "--json", "--report", "r.txt", **NO_WAY_OUT)
    assert result.code == 1
    settings, model, stream, history = failures(result)
    assert "settings" in settings
    assert model.startswith("no pose model is installed")
    assert "it answers 404 Not Found" in stream
    assert "history" in history
    assert [group["title"] for group in result.lines[0]["groups"]] == TITLES
    report = (database_file().parents[1] / "r.txt").read_text(encoding="utf-8")
    assert "SOURCE sends no pictures" in report
    assert "$COACH_HOME/coach.sqlite3" in report
    assert address not in report


@pytest.mark.usefixtures("model_here")
def test_a_black_picture_prevents_training(coach: Coach, tmp_path: Path) -> None:
    writer = cv2.VideoWriter(str(tmp_path / "b.mp4"), cv2.VideoWriter.fourcc(*"mp4v"), 30.0, (320, 240))
    for _ in range(60):
        writer.write(np.random.default_rng(1).integers(0, 9, (240, 320, 3)).astype(np.uint8))
    writer.release()
    with serving(tmp_path / "b.mp4") as address:
        result = coach("doctor", "--source", address, "--json")
    assert result.code == 1
    [black] = failures(result)
    assert black.startswith("the picture is black")


def test_without_opencv_the_other_checks_still_run(coach_process: Coach, tmp_path: Path) -> None:
    """As on a bare Debian without libGL, simulated by a fake package."""
    (tmp_path / "before" / "cv2").mkdir(parents=True)
    broken = tmp_path / "before" / "cv2" / "__init__.py"
    broken.write_text(
        "raise ImportError('libGL.so.1: cannot open shared object file: No such file or directory')\n"
    )
    result = coach_process(
        "doctor", "squats", "--source", "0", PYTHONPATH=str(broken.parents[1]), **NO_WAY_OUT
    )
    assert result.code == 1
    assert "FAIL OpenCV can't start: the system library libGL.so.1 (Debian package libgl1)" in result.out
    assert "apt-get install libegl1 libgl1" in result.out
    for title in ("Program", "Terminal", "Pose model", "Camera", "Folders", "History", "Voice"):
        assert f"\n{title}\n" in f"\n{result.out}"
    assert "ok   no workouts yet" in result.out


def test_a_dumb_terminal_is_readable_and_restored(tmp_path: Path) -> None:
    bare = {"NO_COLOR": "1", "TERM": "dumb", "COLORTERM": "", **NO_WAY_OUT}
    with Terminal(("doctor", "--source", "93"), tmp_path, (60, 20), bare) as terminal:
        assert terminal.end() == 1
        lines = terminal.shown.replace("\r", "").splitlines()
        assert terminal.restored
    assert "\x1b[3" not in terminal.shown, "no colour"
    assert max(map(len, lines)) <= 80, "rich assumes 80 columns for every dumb terminal"
    assert any("(TERM is dumb)" in line for line in lines)
    assert any("There is no camera 93" in line for line in lines)


def test_a_small_terminal_is_reported(tmp_path: Path) -> None:
    with Terminal(("doctor", "--source", "93"), tmp_path, (60, 20), dict(NO_WAY_OUT)) as terminal:
        assert terminal.end() == 1
        assert terminal.restored
    assert "60 columns × 20 rows" in terminal.shown


@pytest.mark.parametrize(
    ("typed", "code", "words"),
    [
        (("sqat",), 1, "Did you mean squat?"),
        (("--report", "nowhere/r.txt"), 1, "there is no folder nowhere"),
        (("--report", "."), 1, "it is a folder"),
        (("squat", "plank"), 2, "Unexpected arguments"),
    ],
)
def test_usage_errors_come_before_any_check(
    coach: Coach, typed: tuple[str, ...], code: int, words: str
) -> None:
    result = coach("doctor", *typed)
    assert (result.code, result.out) == (code, "")
    assert words in result.err


def test_a_missing_camera_points_to_doctor(coach: Coach) -> None:
    result = coach("start", "squats", "--source", "93", "--json")
    assert "'coach doctor'" in json.loads(result.out.splitlines()[-1])["hint"]
