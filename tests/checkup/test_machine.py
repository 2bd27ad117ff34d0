"""Versions, the cv2 package, blocked telemetry and settings of this machine."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from coach.checkup.machine import cv2_package, libraries, owners_of_cv2, settings, versions
from coach.errors import InvalidSettings
from coach.resources import settings_file

MARKS = "from coach.checkup.machine import telemetry; print([each.mark for each in telemetry()])"


def test_versions_are_reported() -> None:
    [finding] = versions()
    assert "coach 0." in finding.what
    assert f"Python {sys.version.split()[0]}" in finding.what


def test_one_package_owns_cv2_here() -> None:
    assert [name for name, _ in owners_of_cv2()] == ["opencv-contrib-python"]
    assert [each.mark for each in (*libraries(), *cv2_package())] == ["ok"] * 4


def test_a_half_removed_cv2_is_reported(tmp_path: Path) -> None:
    """Uninstalling one of two packages leaves a folder without the code."""
    (tmp_path / "cv2").mkdir()
    (tmp_path / "cv2" / "__init__.py").touch()
    program = "from coach.checkup.machine import libraries; print(*libraries())"
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "mark='fail', what=\"OpenCV can't be loaded: its files are incomplete" in done.stdout


def test_a_second_cv2_package_is_a_warning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    facts = tmp_path / "opencv_python-4.12.0.88.dist-info"
    facts.mkdir()
    (facts / "METADATA").write_text("Metadata-Version: 2.1\nName: opencv-python\nVersion: 4.12.0.88\n")
    (facts / "RECORD").write_text("opencv_python.libs/a.so,,\ncv2/__init__.py,,\n")
    monkeypatch.syspath_prepend(tmp_path)
    [found] = cv2_package()
    assert found.mark == "warn"
    assert "opencv-python 4.12.0.88" in found.what
    assert "pip uninstall opencv-contrib-python opencv-python" in found.hint


def output_of(program: str) -> str:
    """The output of a Python program in a new process, where no earlier test has blocked telemetry."""
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, env=dict(os.environ), capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_the_state_of_the_telemetry_lock_is_detected() -> None:
    assert output_of(MARKS) in ("['ok']", "['warn']")  # a warning where something listens on the closed port
    locked = "from coach.vision.landmarker.telemetry_lock import *; print(telemetry_blocked());"
    assert output_of(f"{locked} block_telemetry(); print(telemetry_blocked())") == "False\nTrue"
    opened = "import os; block_telemetry(); os.putenv('no_proxy', '*'); print(telemetry_blocked())"
    assert output_of(f"{locked} {opened}") == "False\nFalse"


def test_a_listener_on_the_closed_port_is_a_warning() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        elsewhere = f"import coach.vision.landmarker.telemetry_lock as it; it.CLOSED_PORT = 'http://127.0.0.1:{port}';"
        assert output_of(f"{elsewhere} {MARKS}") == "['warn']"


def test_changed_settings_are_listed_and_errors_in_them_raised() -> None:
    [usual] = settings()
    assert usual.what == "settings: defaults"
    settings_file().parent.mkdir(parents=True)
    settings_file().write_text('voice = "off"\n')
    [own] = settings()
    assert own.what.startswith("settings: you changed voice")
    settings_file().write_text("voice = 3\n")
    with pytest.raises(InvalidSettings):
        list(settings())
    assert os.environ["COACH_HOME"] in str(settings_file())
