"""The bench of posture: the same seed gives the same people, and most measures are within their errors."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.bench.accuracy.pictures.posture_errors import (
    PostureReading,
    posture_readings,
    posture_scores,
    within_share,
)
from coach.photo.photo_person import PhotoReader
from coach.vision.pose_model.pose_model import PoseModel
from tests.cli.in_process import in_this_process


def test_rendered_people_are_measured_within_the_error(pose_model: PoseModel) -> None:
    with PhotoReader(pose_model) as reader:
        people = list(posture_readings(reader, 4, seed=3))
        again = next(posture_readings(reader, 1, seed=3))
    readings = [each for person in people for each in person]
    assert again == people[0]
    assert len(readings) >= 5
    share = within_share(readings)
    assert share is not None
    assert share >= 0.8


def test_the_scores_are_those_of_each_measure_and_plane() -> None:
    lean = [PostureReading("frontal", "trunk_lean", 1.0, 1.0 + off, 2.0) for off in (1.0, -3.0)]
    head = PostureReading("sagittal", "head_forward", 5.0, 10.0, 19.0)
    frontal, sagittal = posture_scores([*lean, head])
    assert (frontal.measure, frontal.readings, frontal.mae_deg, frontal.bias_deg) == (
        "trunk_lean",
        2,
        2.0,
        -1.0,
    )
    assert (frontal.within, sagittal.within) == (0.5, 1.0)
    assert frontal.most_deg == pytest.approx(2.9)
    assert within_share([]) is None


def test_the_command_prints_the_errors(pose_model: PoseModel, tmp_path: Path) -> None:
    typed = ("bench", "posture", "--people", 2, "--seed", 3, "--model", pose_model.path)
    result = in_this_process(typed, tmp_path, {})
    assert result.code == 0
    assert "measures within the stated error" in result.out
    [line] = in_this_process((*typed, "--json"), tmp_path, {}).lines
    assert (line["format"], line["people"]) == (1, 2)
