"""``coach bench performer``: its tables, its JSON, and one performance through the real command."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from coach.bench.accuracy.angle_errors import ErrorComparison, Missed, angle_error_table
from coach.bench.accuracy.everyday import EverydayCount
from coach.bench.accuracy.performances import CountedPerformance
from coach.bench.commands.tables.performance_tables import PerformanceResults, results_json, sections
from coach.bench.cost.rendering_speed import RenderingSpeed
from coach.bench.fixtures.grid import GridCell
from coach.ui.bench_tables import markdown
from coach.vision.pose_model.pose_model import PoseModel
from tests.cli.conftest import Coach

CELL = GridCell("squat", "side", "stocky", 1.2, 15, midway=False)
MISSED = ErrorComparison("squat", "side", 15, (Missed("knee", True, 100, 10, 1000.0, -300.0),))
WRONG = CountedPerformance(CELL, 4, 3, 2, 1, 1, None, None, 272, 136, (), MISSED)
HELD = CountedPerformance(
    GridCell("plank", "side", "ordinary", 6.0, 0, True), 0, 0, 0, 0, 0, 10.0, 9.9, 300, 300, (), None
)


@pytest.fixture
def measured() -> PerformanceResults:
    taken = [
        EverydayCount("drinking", 60.0, "biceps-curl", 6, 0, 0.0),
        EverydayCount("drinking", 60.0, "squat", 0, 0, 0.0),
        EverydayCount("sitting down", 60.0, "squat", 0, 1, 0.0),
    ]
    table = angle_error_table(
        [MISSED], PoseModel("full", Path("full.task"), ""), frames=272, day=date(2026, 1, 31)
    )
    return PerformanceResults([WRONG, HELD], taken, table, RenderingSpeed((0.01, 0.008), (0.016, 0.02)))


def test_tables_show_figures_and_targets(measured: PerformanceResults) -> None:
    report = "\n\n".join(markdown(head, rows) for head, rows in sections(measured))
    assert f"| {CELL.name} | 4 | 3 | 1 of 2 | 1 | 50% |" in report
    assert "| all performances | 2 | 0.500 | 2 | 0.500 |\n| *target* |  | 0.950 |  | 0.950 |" in report
    assert "| drinking, 60 s | 2 | 6 | 0 | 0 s | 0, 0, 0 s | biceps-curl |" in report
    assert "| sitting down, 60 s | 1 | 0 | 1 | 0 s | 0, 1, 0 s | squat |" in report
    assert "| knee, side | 10.0 | – | 10.0 | – | 7.1 | ± 14 | mirrored |" in report
    assert "| squat, side | knee | 10.0 | -3.0 | 100 | 10 |" in report
    assert "| frames rendered per detected frame | 2.00 | 1.00 |" in report
    assert "plank/side" not in report, "only wrong results have their own line"


def test_json_matches_the_tables(measured: PerformanceResults) -> None:
    report = json.loads(json.dumps(results_json(measured)))
    assert report["format"] == 1
    assert report["shares"]["all performances"]["exact"] == 0.5
    assert [(each["case"], each["exact"]) for each in report["performances"]] == [
        ("squat/side/stocky/1.2s/15", False),
        ("plank/side/ordinary/6s/0", True),
    ]
    assert report["everyday"][0]["exercise"] == "biceps-curl"
    assert report["angles"]["bars"][0]["because"] == "mirrored"
    assert report["rendering"]["frames_per_s"] == 125


@pytest.mark.slow
def test_one_performance_is_shown_rep_by_rep(coach: Coach, pose_model: PoseModel) -> None:
    report = coach("bench", "performer", "--case", "squat/side/ordinary/1.2s/0", "--model", pose_model.path)
    assert report.code == 0
    assert report.out.count("full, both") == 4
    assert "Parallel (knee" in report.out


def test_an_unknown_performance_is_an_error(coach: Coach, pose_model: PoseModel) -> None:
    report = coach("bench", "performer", "--case", "squat/top", "--model", pose_model.path)
    assert report.code == 1
    assert "no performance 'squat/top'" in report.err


def test_angle_errors_of_one_exercise_are_not_written(coach: Coach) -> None:
    report = coach("bench", "performer", "-e", "plank", "--write")
    assert report.code == 1
    assert "Leave out --exercise" in report.err
