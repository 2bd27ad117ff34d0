"""The cost of annotating is the time that it adds to an analysis."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.bench.cost.annotation_cost import AnnotationCost, measure_annotation, median_share
from coach.catalogue.library import load_exercise
from coach.cli.analysis.request import AnalysisRequest
from coach.vision.pose_model.pose_model import PoseModel
from tests.conftest import MakeFilm


def test_shares_are_of_the_analysis() -> None:
    costs = [AnnotationCost(100, 4.0, each, 10.0, 13.0) for each in (4.8, 5.0, 9.0)]
    assert median_share(costs, lambda each: each.share) == pytest.approx(0.25)
    assert costs[0].cpu_share == pytest.approx(0.3)


def test_a_film_is_timed_with_and_without_marks(
    make_film: MakeFilm, pose_model: PoseModel, tmp_path: Path
) -> None:
    request = AnalysisRequest(
        exercise=load_exercise("squat"), model_path=pose_model.path, use_cache=False, as_json=True, save=False
    )
    out = tmp_path / "out.mp4"
    [cost] = measure_annotation(make_film(frames=10), request, out, rounds=1)
    assert cost.frames == 10
    assert min(cost.analysis_s, cost.annotated_s, cost.annotated_cpu_s) > 0
    assert out.stat().st_size > 1000
