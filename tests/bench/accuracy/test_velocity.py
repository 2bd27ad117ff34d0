"""Figures of the velocity bench."""

from __future__ import annotations

import pytest

from coach.bench.accuracy.velocity import VelocityComparison, loss_errors, mean_error
from coach.bench.commands.velocity import results_json, table_rows

EFFORTS = [
    VelocityComparison("squat", 1, 1.0, 1.1, 0.2),
    VelocityComparison("squat", 2, 0.8, 0.8, 0.1),
    VelocityComparison("squat", 3, 0.4, None, None),
]


def test_errors_are_relative_and_losses_are_points_of_the_fastest() -> None:
    assert mean_error(EFFORTS) == pytest.approx(0.05)
    assert loss_errors(EFFORTS) == pytest.approx([100 * (1 - 0.8 / 1.1) - 20])


def test_the_table_names_what_was_measured_and_the_targets() -> None:
    squat, overall, target = table_rows(EFFORTS)
    assert squat == ["squat", "3", "2", "5.0%", "+5.0%", "2 of 2", "7.3"]
    assert overall[0] == "all"
    assert target == ["target", "", "", "≤ 10%", "", "", "≤ 5.0"]
    assert results_json(EFFORTS)["mean_error"] == pytest.approx(0.05)
