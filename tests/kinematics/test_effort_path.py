"""Which part of the body an exercise's effort moves, and how its way spreads over time."""

from __future__ import annotations

import pytest

from coach.catalogue.library import load_exercise
from coach.kinematics.effort_path import effort_path
from coach.kinematics.trajectory import Leg


@pytest.mark.parametrize(
    ("name", "leg", "point"),
    [
        ("squat", "back", "shoulders"),
        ("biceps-curl", "out", "hands"),
        ("glute-bridge", "out", "hips"),
        ("leg-raise", "out", "feet"),
    ],
)
def test_the_part_that_moves_farthest_is_measured(name: str, leg: Leg, point: str) -> None:
    assert effort_path(load_exercise(name).poses, leg).point == point


def test_a_straightening_limb_slows_the_body_before_the_joint() -> None:
    path = effort_path(load_exercise("squat").poses, "back")
    assert path.joint_middle == pytest.approx(0.507, abs=0.005)
    assert path.middle < 0.9 * path.joint_middle
