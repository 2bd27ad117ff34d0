"""Everyday movements, judged by every exercise."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coach.bench.accuracy.everyday import LASTS_S, EverydayCount, activities, judge_activity
from coach.catalogue.library import load_exercise
from coach.performer.motion.activities import KINDS
from coach.vision.pose_model.pose_model import PoseModel


def test_each_movement_lasts_a_minute_and_is_in_every_part() -> None:
    for number in (1, 2, 3):
        some = activities([number])
        assert [each.kind for each in some] == list(KINDS)
        assert {each.duration_s for each in some} == {LASTS_S} == {60.0}


def test_the_whole_grid_has_each_movement_in_every_view() -> None:
    every = {each.digest for each in activities(range(1, 11))}
    assert len(every) == 3 * len(KINDS) == len(activities(range(1, 11)))
    assert set().union(*({each.digest for each in activities([number])} for number in (1, 2, 3))) == every


@pytest.mark.parametrize(
    ("activity", "full", "partial", "held_s", "wrong"),
    [
        ("waving", 0, 0, 0.0, False),
        ("waving", 1, 0, 0.0, True),
        ("waving", 0, 1, 0.0, True),
        ("waving", 0, 0, 2.0, True),
        ("sitting down", 0, 1, 0.0, False),
        ("sitting down", 0, 2, 0.0, True),
        ("sitting down", 1, 0, 0.0, True),
    ],
)
def test_nothing_may_be_counted_except_a_partial_rep_when_sitting_down(
    activity: str, full: int, partial: int, held_s: float, wrong: bool
) -> None:
    assert EverydayCount(activity, 60.0, "squat", full, partial, held_s).wrong is wrong


def test_an_activity_is_judged_by_every_exercise(pose_model: PoseModel) -> None:
    exercises = {name: load_exercise(name) for name in ("squat", "plank")}
    waving = replace(activities([1])[1], duration_s=1.5)
    counts = judge_activity(waving, exercises, pose_model)
    assert [(each.activity, each.exercise) for each in counts] == [("waving", "squat"), ("waving", "plank")]
    assert not any(each.wrong for each in counts)
