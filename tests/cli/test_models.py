"""``coach models``: list, pull and verify."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from coach.vision.pose_model.pose_model import PoseModel
from tests.cli.conftest import Coach


@pytest.fixture
def cached(home: Path, pose_model: PoseModel) -> Path:
    """The full model in the cache of the test's home."""
    folder = home / "cache" / "models"
    folder.mkdir(parents=True)
    return Path(shutil.copy(pose_model.path, folder / "pose_landmarker_full.task"))


def test_list_shows_downloaded_models(coach: Coach, cached: Path) -> None:
    result = coach("models")
    assert (result.code, result.err) == (0, "")
    for line in ("lite", "full (default)", "heavy"):
        assert line in result.out
    assert result.out.count("yes, verified") == 1
    assert str(cached.parent) in result.out
    assert all(len(line) <= 80 for line in result.out.splitlines() if str(cached.parent) not in line)


def test_list_as_json(coach: Coach, cached: Path) -> None:
    [line] = coach("models", "--json").lines
    assert [model["grade"] for model in line["models"]] == ["lite", "full", "heavy"]
    assert [model["present"] for model in line["models"]] == [False, True, False]
    assert line["models"][1] == {
        "grade": "full",
        "present": True,
        "verified": True,
        "path": str(cached),
        "bytes": cached.stat().st_size,
    }


def test_a_downloaded_model_is_not_pulled_again(coach: Coach, cached: Path) -> None:
    result = coach("models", "pull", "full")
    assert (result.code, result.out.strip()) == (0, f"full is already downloaded: {cached}")


def test_verify_names_damaged_models(coach: Coach, cached: Path) -> None:
    assert coach("models", "verify").code == 0
    cached.write_bytes(cached.read_bytes()[:-1])
    result = coach("models", "verify")
    assert result.code == 1
    assert "full   damaged" in result.out
    assert result.err == "Damaged: full.\n'coach models pull full' downloads it again.\n"


def test_an_unknown_grade_is_an_error(coach: Coach) -> None:
    result = coach("models", "pull", "huge")
    assert result.code == 1
    assert "'huge'" in result.err
