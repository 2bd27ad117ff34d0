"""Cost of recognition: ratios and sentences, no absolute times of this machine."""

from __future__ import annotations

import json
import math
from dataclasses import replace

import pytest

from coach.bench.commands import recognition
from coach.bench.cost.recognition_cost import (
    LoadingCost,
    RecognitionCost,
    WindowCost,
    child_s,
    measure_loading,
    measure_windows,
)
from coach.body.stream import Progress
from coach.catalogue.library import load_exercise
from coach.errors import BenchError
from coach.learning.active_model import card_path, own_folder
from coach.learning.artefact import load
from coach.performer.repertoire import perform
from coach.resources import data_folder
from coach.vision.pose_model.pose_model import PoseModel

WINDOW = WindowCost(window_s=(0.002, 0.001, 0.9), detected_s=(0.020, 0.016, 0.024))
LOADING = LoadingCost(load_s=(1.2, 9.0, 1.1), import_s=(1.0, 0.9, 1.1), package_s=(0.3, 0.3, 0.3))
GOOD = RecognitionCost(WINDOW, LOADING)
SLOW = RecognitionCost(replace(WINDOW, window_s=(0.005,)), replace(LOADING, load_s=(1.6,)))


def test_medians_are_compared() -> None:
    assert WINDOW.share == pytest.approx(0.1)
    assert WINDOW.live_share == pytest.approx(2 * 0.002 / (30 * 0.020))
    assert LOADING.times_import == pytest.approx(1.2)
    assert LOADING.times_package == pytest.approx(4.0)
    assert GOOD.shortcomings == ()


def test_each_missed_target_is_reported() -> None:
    window, loading = SLOW.shortcomings
    assert "0.250 bare detections; the limit is 0.15" in window
    assert "1.60 times the import; the limit is 1.5" in loading


def test_windows_and_detections_are_timed_in_rounds(pose_model: PoseModel) -> None:
    rounds: list[Progress] = []
    squats = perform(load_exercise("squat"), depths=(1.0,))
    cost = measure_windows(squats, pose_model, load(), pictures=3, rounds=2, on_progress=rounds.append)
    assert len(cost.window_s) == len(cost.detected_s) == 2
    assert math.isfinite(cost.share)
    assert 0 < cost.live_share < cost.share
    assert rounds == [Progress(0, 2), Progress(1, 2), Progress(2, 2)]


def test_a_performance_too_short_for_a_window_is_refused(pose_model: PoseModel) -> None:
    squats = perform(load_exercise("squat"), depths=(), rest_before_s=1.0, rest_after_s=1.0)
    with pytest.raises(BenchError, match="too short for a window of 3 s"):
        measure_windows(squats, pose_model, load(), on_progress=lambda _: None)


def test_loading_and_imports_are_timed_in_processes() -> None:
    cost = measure_loading(rounds=1, on_progress=lambda _: None)
    assert len(cost.load_s) == len(cost.import_s) == len(cost.package_s) == 1
    assert min(cost.load_s + cost.import_s + cost.package_s) > 0
    assert math.isfinite(cost.times_import)
    assert math.isfinite(cost.times_package)


def test_a_process_is_timed_by_what_it_does() -> None:
    assert child_s("time.sleep(0.2); print('loud')") >= 0.2


def test_the_error_of_a_process_is_reported() -> None:
    assert own_folder().parent == data_folder()
    own_folder().mkdir(parents=True)
    card_path(own_folder()).write_text("no card", encoding="utf-8")
    with pytest.raises(BenchError, match=r"ended with code 1: .*Model"):
        measure_loading(rounds=1, on_progress=lambda _: None)


def test_the_tables_have_the_ratios_beside_their_bars(capsys: pytest.CaptureFixture[str]) -> None:
    recognition._print(GOOD)
    output = " ".join(capsys.readouterr().out.split())
    assert "one window, features and prediction 2.0 0.100 0.15" in output
    assert "import sklearn.ensemble 1000.0 1.20 1.5" in output
    assert "2 windows and 30 detections per second; the windows take 0.7% of the detection time" in output
    assert "Target missed" not in output
    recognition._print(SLOW)
    assert capsys.readouterr().out.count("Target missed: ") == 2


def test_the_json_has_the_same_figures() -> None:
    output = json.loads(json.dumps(recognition._json(SLOW)))
    assert output["window_share"] == pytest.approx(0.25)
    assert output["times_import"] == pytest.approx(1.6)
    assert output["bars"] == {"window_share": 0.15, "times_import": 1.5}
    assert output["falls_short"] == list(SLOW.shortcomings)
