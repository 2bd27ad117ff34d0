"""``coach bench performer``: its tables, its JSON, and one performance through the real command."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from coach.bench.accuracy.angle_errors import ErrorComparison, Missed, made
from coach.bench.accuracy.everyday import EverydayCount
from coach.bench.accuracy.performances import CountedPerformance
from coach.bench.commands.performance_tables import PerformanceResults, facts, sections
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
    table = made([MISSED], PoseModel("full", Path("full.task"), ""), frames=272, day=date(2026, 1, 31))
    return PerformanceResults([WRONG, HELD], taken, table, RenderingSpeed((0.01, 0.008), (0.016, 0.02)))


def test_the_tables_have_the_figures_beside_their_bars(measured: PerformanceResults) -> None:
    told = "\n\n".join(markdown(head, rows) for head, rows in sections(measured))
    assert f"| {CELL.name} | 4 | 3 | 1 of 2 | 1 | 50% |" in told
    assert "| all performances | 2 | 0.500 | 2 | 0.500 |\n| *the bar* |  | 0.950 |  | 0.950 |" in told
    assert "| drinking, 60 s | 2 | 6 | 0 | 0 s | 0, 0, 0 s | biceps-curl |" in told
    assert "| sitting down, 60 s | 1 | 0 | 1 | 0 s | 0, 1, 0 s | squat |" in told
    assert "| knee, side | 10.0 | – | 10.0 | – | 7.1 | ± 14 | mirrored |" in told
    assert "| squat, side | knee | 10.0 | -3.0 | 100 | 10 |" in told
    assert "| frames rendered while one is detected | 2.00 | 1.00 |" in told
    assert "plank/side" not in told, "what is right needs no line of its own"


def test_the_json_says_the_same(measured: PerformanceResults) -> None:
    told = json.loads(json.dumps(facts(measured)))
    assert told["format"] == 1
    assert told["shares"]["all performances"]["exact"] == 0.5
    assert [(each["case"], each["exact"]) for each in told["performances"]] == [
        ("squat/side/stocky/1.2s/15", False),
        ("plank/side/ordinary/6s/0", True),
    ]
    assert told["everyday"][0]["exercise"] == "biceps-curl"
    assert told["angles"]["bars"][0]["because"] == "mirrored"
    assert told["rendering"]["frames_per_s"] == 125


@pytest.mark.slow
def test_one_performance_is_told_repetition_by_repetition(coach: Coach, pose_model: PoseModel) -> None:
    told = coach("bench", "performer", "--case", "squat/side/ordinary/1.2s/0", "--model", pose_model.path)
    assert told.code == 0
    assert told.out.count("full, both") == 4
    assert "asked for" in told.out


def test_a_performance_that_there_is_not_is_said(coach: Coach, pose_model: PoseModel) -> None:
    told = coach("bench", "performer", "--case", "squat/top", "--model", pose_model.path)
    assert told.code == 1
    assert "no performance 'squat/top'" in told.err


def test_the_table_of_all_exercises_is_not_written_from_one(coach: Coach) -> None:
    told = coach("bench", "performer", "-e", "plank", "--write")
    assert told.code == 1
    assert "Leave out --exercise" in told.err
