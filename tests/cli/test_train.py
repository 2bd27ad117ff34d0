"""``coach train`` and its models."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from coach.learning.active_model import NAME, own_folder
from tests.cli.conftest import Coach


def test_training_reports_accuracy_and_uses_the_model(coach: Coach, few: Path) -> None:
    result = coach("train", few / "few.csv", "--workers", 1, "--folds", 3, "--use", COLUMNS="80")
    assert (result.code, result.err) == (0, "")
    for expected in (
        "11 films of 5 people",
        "film accuracy",
        "Not scored",
        "lunge (1 film of 1, ",
        "windows without",
        "For comparison, a random split of windows",
        "Under-represented",
        f"The model and its card are in {own_folder()}",
        "It recognises 2 exercises: lunge, squat.",
        "No longer recognised: bench-press, ",
        "The model is now in use. 'coach models reset' restores the shipped model.",
    ):
        assert expected in " ".join(result.out.split()), expected
    assert not [line for line in result.out.splitlines() if len(line) > 80 and str(own_folder()) not in line]
    card = coach("models", "card")
    assert card.code == 0
    assert "own films" in card.out
    [facts] = coach("models", "card", "--json").lines
    assert facts["data"]["films"] == 11


def test_training_prints_json(coach: Coach, few: Path, tmp_path: Path) -> None:
    given = ("--workers", 1, "--folds", 3, "--out", tmp_path / "model", "--rebuilt", few / "few.csv")
    result = coach("train", few / "broken.csv", *given, "--json")
    assert (result.code, result.err) == (3, ""), "a film failed"
    [facts] = result.lines
    assert facts["format"] == 1
    assert facts["card"]["classes"]["squat"]["films"] == 5, "rebuilt recordings are not scored"
    assert facts["card"]["data"]["rebuilt_windows"] > 0
    assert 0 <= facts["card"]["data"]["rebuilt_told_apart"] <= 1
    assert facts["confusion"]["classes"] == ["lunge", "none", "squat"]
    assert list(facts["left_out"]) == ["broken.mp4"]
    assert {each.name for each in (tmp_path / "model").iterdir()} == {
        f"{NAME}.{kind}" for kind in ("joblib", "json", "npz")
    }
    assert not (own_folder() / f"{NAME}.json").exists(), "--out saves it elsewhere"


def test_importing_a_model_needs_trust(coach: Coach, few: Path, tmp_path: Path, home: Path) -> None:
    there = tmp_path / "there"
    made = coach(
        "train",
        few / "few.csv",
        "--workers",
        1,
        "--folds",
        3,
        "--out",
        there,
        COACH_HOME=str(tmp_path / "his"),
    )
    assert made.code == 0
    refused = coach("models", "import", there / f"{NAME}.joblib")
    assert refused.code == 1
    assert "runs any code its author put into it" in refused.err
    assert "you did not confirm that you trust its author" in refused.err
    assert not own_folder().exists()
    brought = coach("models", "import", there / f"{NAME}.joblib", "--trust")
    assert brought.code == 0
    assert "now in use" in brought.out
    (there / f"{NAME}.joblib").write_bytes(b"another")
    assert "it was changed" in coach("models", "import", there / f"{NAME}.joblib", "--trust").err


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("squat-plain.npz,sqat,plain",), "did you mean squat"),
        (("squat-plain.npz,squat,plain", "none-plain.npz,none,plain"), "of the same person"),
        (("squat-plain.npz,squat,plain", "squat-tall.npz,squat,tall"), "Every film shows squat"),
        (
            (
                "gone.npz,squat,plain",
                "broken.mp4,squat,tall",
                "none-plain.npz,none,a",
                "none-tall.npz,none,b",
            ),
            "Too few clips: none (2 films of 2 people), squat (1 film of 1 person)",
        ),
    ],
)
def test_too_few_clips_make_no_model(coach: Coach, few: Path, lines: tuple[str, ...], expected: str) -> None:
    path = few / "bad.csv"
    path.write_text("\n".join(("path,exercise,group", *lines)))
    result = coach("train", path, "--workers", 1)
    assert result.code == 1
    assert expected in result.err
    assert not own_folder().exists()


def _wait_for_workers(running: subprocess.Popen[str]) -> None:
    """Wait until a command has started processes of its own, so that Ctrl-C meets them as they load."""
    children = Path(f"/proc/{running.pid}/task/{running.pid}/children")
    deadline = time.monotonic() + 60.0
    while running.poll() is None and len(children.read_text().split()) < 3 and time.monotonic() < deadline:
        time.sleep(0.01)
    time.sleep(0.3)  # the workers have their first films, and still import what they need


def test_ctrl_c_says_how_to_resume(few: Path, home: Path) -> None:
    path = few / "long.csv"
    stretches = [
        f"{label}-plain.npz,{label},plain,{number / 1000}"
        for label in ("squat", "none")
        for number in range(5000)
    ]
    others = ("squat-tall.npz,squat,tall,", "none-tall.npz,none,tall,")
    path.write_text("\n".join(("path,exercise,group,start_s", *stretches, *others)))
    with subprocess.Popen(
        [sys.executable, "-m", "coach", "train", path, "--workers", "2"],
        env={**os.environ, "COACH_HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    ) as running:
        _wait_for_workers(running)
        os.killpg(running.pid, signal.SIGINT)
        out, err = running.communicate(timeout=60)
    assert running.returncode == 130, err
    assert "Stopped" in err
    assert "Traceback" not in err
    assert not out
