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
        ("pull-up", "out", "hips"),  # the shoulders move farther, but arms overhead lift what the model reads
    ],
)
def test_the_part_that_moves_farthest_is_measured(name: str, leg: Leg, point: str) -> None:
    assert effort_path(load_exercise(name).poses, leg).point == point


def test_only_hands_that_move_around_still_elbows_swing_on_the_forearm() -> None:
    swings = {
        name: effort_path(load_exercise(name).poses, "out").is_forearm_swing
        for name in ("biceps-curl", "shoulder-press", "row", "leg-raise")
    }
    assert swings == {"biceps-curl": True, "shoulder-press": False, "row": False, "leg-raise": False}


def test_a_straightening_limb_slows_the_body_before_the_joint() -> None:
    path = effort_path(load_exercise("squat").poses, "back")
    assert path.joint_middle == pytest.approx(0.507, abs=0.005)
    assert path.middle < 0.9 * path.joint_middle


def test_arms_raised_to_the_sides_are_seen_from_the_front_and_those_raised_ahead_from_the_side() -> None:
    lateral = effort_path(load_exercise("lateral-raise").poses, "out")
    ahead = effort_path(load_exercise("front-raise").poses, "out")
    assert lateral.in_picture("front") > 0.99 > 0.8 > lateral.in_picture("side")
    assert ahead.in_picture("side") > 0.99 > 0.85 > ahead.in_picture("front")
    assert effort_path(load_exercise("squat").poses, "back").in_picture("oblique") > 0.9
