"""Versions, the owner of cv2, the lock on metrics, the settings; each as it really is here."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from coach.checkup.machine import libraries, owners_of_cv2, ownership, preferences, versions
from coach.errors import InvalidSettings
from coach.resources import settings_file

ASK = "from coach.checkup.machine import privacy; print([each.mark for each in privacy()])"


def test_it_says_which_versions_these_are() -> None:
    [finding] = versions()
    assert "coach 0." in finding.what
    assert f"Python {sys.version.split()[0]}" in finding.what


def test_one_package_owns_cv2_here() -> None:
    assert [name for name, _ in owners_of_cv2()] == ["opencv-contrib-python"]
    assert [each.mark for each in (*libraries(), *ownership())] == ["ok"] * 4


def test_what_is_left_of_a_destroyed_cv2_is_told(tmp_path: Path) -> None:
    """As taking one of two packages away leaves it: a folder without the code."""
    (tmp_path / "cv2").mkdir()
    (tmp_path / "cv2" / "__init__.py").touch()
    ask = "from coach.checkup.machine import libraries; print(*libraries())"
    done = subprocess.run(
        [sys.executable, "-c", ask],
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "mark='fail', what=\"OpenCV can't be loaded: its files are incomplete" in done.stdout


def test_a_second_owner_is_told_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    facts = tmp_path / "opencv_python-4.12.0.88.dist-info"
    facts.mkdir()
    (facts / "METADATA").write_text("Metadata-Version: 2.1\nName: opencv-python\nVersion: 4.12.0.88\n")
    (facts / "RECORD").write_text("opencv_python.libs/a.so,,\ncv2/__init__.py,,\n")
    monkeypatch.syspath_prepend(tmp_path)
    [told] = ownership()
    assert told.mark == "warn"
    assert "opencv-python 4.12.0.88" in told.what
    assert "pip uninstall opencv-contrib-python opencv-python" in told.hint


def asked(program: str) -> str:
    """What a program prints, in an environment that no earlier test has locked: not the native one."""
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, env=dict(os.environ), capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_the_lock_is_on_and_seen_to_be_off_where_it_is() -> None:
    assert asked(ASK) in ("['ok']", "['warn']")  # a warning where something listens on the closed port
    locked = "from coach.vision.landmarker.telemetry_lock import *; print(metrics_locked());"
    assert asked(f"{locked} lock_metrics(); print(metrics_locked())") == "False\nTrue"
    opened = "import os; lock_metrics(); os.putenv('no_proxy', '*'); print(metrics_locked())"
    assert asked(f"{locked} {opened}") == "False\nFalse"


def test_where_a_program_listens_on_the_closed_port_it_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        elsewhere = f"import coach.vision.landmarker.telemetry_lock as it; it.CLOSED_PORT = 'http://127.0.0.1:{port}';"
        assert asked(f"{elsewhere} {ASK}") == "['warn']"


def test_settings_are_named_and_faults_in_them_told() -> None:
    [usual] = preferences()
    assert usual.what == "settings: as usual"
    settings_file().parent.mkdir(parents=True)
    settings_file().write_text('voice = "off"\n')
    [own] = preferences()
    assert own.what.startswith("settings: voice as you want them")
    settings_file().write_text("voice = 3\n")
    with pytest.raises(InvalidSettings):
        list(preferences())
    assert os.environ["COACH_HOME"] in str(settings_file())
