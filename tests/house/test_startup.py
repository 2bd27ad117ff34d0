"""Start-up loads no heavy libraries."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {
    *("av", "mediapipe", "cv2", "sklearn", "sqlalchemy", "alembic", "joblib", "matplotlib", "scipy", "httpx"),
}
REPORT = """
import json
loaded = sorted({name.partition(".")[0] for name in sys.modules})
print(json.dumps({"code": code, "loaded": loaded}), file=sys.stderr)
"""
RUN = """
import sys
sys.argv[0] = "coach"
from coach.cli import main
try:
    main()
except SystemExit as exit:
    code = exit.code
"""


def _loaded_by(code: str, *typed: str, home: Path) -> tuple[int, set[str]]:
    done = subprocess.run(
        [sys.executable, "-c", code + REPORT, *typed],
        env={**os.environ, "COACH_HOME": str(home)},
        capture_output=True,
        text=True,
        check=True,
    )
    report = json.loads(done.stderr.splitlines()[-1])
    return report["code"], set(report["loaded"])


@pytest.mark.parametrize("module", ["coach", "coach.cli"])
def test_importing_loads_nothing_heavy(module: str, tmp_path: Path) -> None:
    _, loaded = _loaded_by(f"import sys, {module}\ncode = 0", home=tmp_path)
    assert "coach" in loaded
    assert not loaded & HEAVY


@pytest.mark.parametrize("typed", [(), ("--help",), ("--version",), ("analyze", "--help"), ("exercises",)])
def test_commands_without_vision_load_nothing_heavy(typed: tuple[str, ...], tmp_path: Path) -> None:
    code, loaded = _loaded_by(RUN, *typed, home=tmp_path)
    assert code == 0
    assert not loaded & HEAVY


def test_completion_loads_nothing_heavy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_COACH_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", "coach start sq")
    monkeypatch.setenv("COMP_CWORD", "2")
    code, loaded = _loaded_by(RUN, home=tmp_path)
    assert code == 0
    assert not loaded & {*HEAVY, "rich"}


def test_history_loads_the_database_but_no_vision_and_no_learning(tmp_path: Path) -> None:
    code, loaded = _loaded_by(RUN, "history", home=tmp_path)
    assert code == 0
    assert not loaded & ((HEAVY | {"numpy"}) - {"sqlalchemy", "alembic", "httpx"})


def test_only_an_address_loads_an_http_client(tmp_path: Path) -> None:
    code, loaded = _loaded_by(RUN, "doctor", "--source", "gone.mp4", home=tmp_path)
    assert code == 1
    assert "cv2" in loaded
    assert "httpx" not in loaded
    _, loaded = _loaded_by(RUN, "start", "squat", "--source", "gone.npz", home=tmp_path)
    assert "httpx" not in loaded
