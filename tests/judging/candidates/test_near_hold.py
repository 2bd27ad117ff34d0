"""Seconds of a hold that do not count become attempts with the bound that was not met."""

from __future__ import annotations

from coach.catalogue.library import load_exercise
from coach.judging.judge import Judge
from coach.judging.observation import Summary
from coach.performer.motion.activities import Activity
from coach.performer.repertoire import perform
from coach.performer.sources import Truth


def _held(exercise: str, source: Truth) -> Summary:
    judge = Judge(load_exercise(exercise))
    for each in source:
        judge.observe(each.pose, each.time)
    return judge.finish()


def test_a_plank_on_one_side_is_a_near_plank() -> None:
    summary = _held("plank", Truth(perform(load_exercise("side-plank"), hold_s=4.0)))
    attempts = [*summary.between_sets, *(each for one in summary.sets for each in one.attempts)]
    assert not summary.hold_s
    assert any(each.rule == "out-of-position" and each.end_s - each.start_s > 3.0 for each in attempts)
    assert all("required" in each.text or "allowed" in each.text for each in attempts)


def test_a_plank_that_counts_is_no_near_plank() -> None:
    summary = _held("plank", Truth(perform(load_exercise("plank"), hold_s=4.0)))
    assert summary.hold_s
    assert not [each for one in summary.sets for each in one.attempts]


def test_walking_is_no_near_hold() -> None:
    for exercise in ("plank", "side-plank"):
        assert not _held(exercise, Truth(Activity("walking", 5.0))).between_sets
