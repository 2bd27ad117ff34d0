"""Installed, damaged and missing grades, their speed, and the recommended one."""

from __future__ import annotations

import shutil

import pytest

from coach.checkup.models import ROOM_MS, grades, recommended, speed, verified_models
from coach.vision.pose_model import model_download
from coach.vision.pose_model.model_registry import EDITIONS, Grade
from coach.vision.pose_model.pose_model import PoseModel, models_folder


def put(model: PoseModel, grade: Grade = "full") -> None:
    """Install a model file as a grade."""
    models_folder().mkdir(parents=True, exist_ok=True)
    shutil.copy(model.path, models_folder() / EDITIONS[grade].file_name)


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """No network: requests go to a closed port of this machine."""
    for name in ("https_proxy", "HTTPS_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    model_download._unreachable().clear()


@pytest.mark.usefixtures("no_network")
def test_without_a_model_and_network_you_can_not_train() -> None:
    found = list(grades())
    assert [each.mark for each in found] == ["ok", "ok", "ok", "fail"]
    assert "can't be reached" in found[3].what
    assert "coach models pull" in found[3].hint
    assert not models_folder().exists(), "nothing is downloaded"
    assert verified_models() == []
    assert list(speed()) == []


@pytest.mark.usefixtures("no_network")
def test_a_damaged_model_is_reported_and_not_used(pose_model: PoseModel) -> None:
    put(pose_model)
    path = models_folder() / EDITIONS["full"].file_name
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    found = {each.what.partition(" ")[0]: each for each in grades()}
    assert found["full"].mark == "warn"
    assert "damaged" in found["full"].what
    assert "coach models pull full" in found["full"].hint
    assert found["no"].mark == "fail"


def test_installed_grades_are_timed_and_one_is_recommended(pose_model: PoseModel) -> None:
    put(pose_model)
    assert [each.mark for each in grades()] == ["ok", "ok", "ok"]
    assert [each.grade for each in verified_models()] == ["full"]
    [times, advice] = speed()
    assert times.what.startswith("time per frame: full ")
    assert float(times.what.split()[-2]) > 1.0
    assert "full" in advice.what


@pytest.mark.parametrize(
    ("frame_ms", "mark", "words"),
    [
        ({"lite": 12.0, "full": 17.0, "heavy": 52.0}, "ok", "recommended: full, the default (17 ms"),
        ({"lite": 6.0, "full": 8.0, "heavy": ROOM_MS}, "ok", "recommended: heavy, '--model heavy'"),
        ({"lite": 20.0, "full": 30.0}, "warn", "recommended: lite (20 ms of the 33 ms"),
        ({"full": 7.0}, "ok", "heavy would take about 21 ms: 'coach models pull heavy'"),
        ({"lite": 40.0, "full": 60.0}, "warn", "lite takes 40 ms per frame"),
        ({"full": 60.0}, "warn", "full takes 60 ms per frame"),
    ],
)
def test_the_most_accurate_grade_that_is_fast_enough_is_recommended(
    frame_ms: dict[Grade, float], mark: str, words: str
) -> None:
    found = recommended(frame_ms)
    assert (found.mark, bool(found.hint)) == (mark, mark == "warn")
    assert words in found.what
