"""Levels against the truth: what is near, and one exercise performed at many depths."""

from __future__ import annotations

import pytest

from coach.bench.accuracy.acted.level_accuracy import (
    LevelAccuracy,
    LevelCell,
    is_near,
    judge_cell,
    level_cells,
)
from coach.bench.commands.tables.level_tables import level_section
from coach.catalogue.library import load_exercise
from coach.judging.level import Level

SQUAT = load_exercise("squat")


@pytest.mark.parametrize(
    ("name", "value", "near"),
    [
        ("half", 80.0, True),
        ("parallel", 70.0, False),
        ("half", 100.0, False),
        ("quarter", 110.0, False),
        ("deep", 50.0, True),
    ],
)
def test_a_level_is_near_if_it_is_a_neighbour_and_its_error_reaches_the_truth(
    name: str, value: float, near: bool
) -> None:
    assert SQUAT.standard is not None
    true = Level("parallel", "knee", 62.0)
    assert is_near(SQUAT.standard, Level(name, "knee", value, 20.0), true) is near


def test_the_levels_of_squats_are_right_or_near_from_the_side() -> None:
    found = judge_cell(LevelCell("squat", "side", "ordinary"), SQUAT, None)
    assert found.performed == found.judged == 8
    assert found.right + found.near >= 7


def test_only_recommended_views_that_show_levels_are_used() -> None:
    assert {(cell.exercise, cell.view) for cell in level_cells([SQUAT, load_exercise("plank")])} == {
        ("squat", "side"),
        ("squat", "oblique"),
        ("squat", "front"),
    }


def test_the_table_has_the_share_of_each_exercise_and_view() -> None:
    cell = LevelCell("squat", "side", "ordinary")
    _, rows = level_section([LevelAccuracy(cell, 8, 8, 6, 2), LevelAccuracy(cell, 8, 4, 1, 1)])
    assert rows[1][:3] == ["all", "16", "12"]
    assert rows[2][-2:] == ["0.833", "missed"]
