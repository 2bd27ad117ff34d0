"""Reps of the state machine and of the pattern are each counted once."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from coach.body.stream import Sighting
from coach.catalogue.bound import Bound
from coach.catalogue.library import load_exercise
from coach.judging.events import Rep, RepCompleted
from coach.judging.judge import Judge
from coach.performer.repertoire import PerformanceChoice, perform
from coach.performer.sources import Truth

_NEVER = Bound(measure="wrist_drop", at_most=-5.0, why="a bound read off other people")


def _reps(exercise_name: str, *, never: bool, **choice: object) -> list[tuple[float, Rep]]:
    """The reps, each with the time at which it was told; ``never``: no turning point meets its bounds."""
    exercise = load_exercise(exercise_name)
    performed: list[Sighting] = list(Truth(perform(exercise, **PerformanceChoice(**choice))))  # type: ignore[typeddict-item]
    if never:
        position = exercise.position.model_copy(update={"turn": (_NEVER,)})
        exercise = exercise.model_copy(update={"position": position})
    judge = Judge(exercise)
    events = [event for each in performed for event in judge.observe(each.pose, each.time).events] + list(
        judge.finish().events
    )
    return [(event.time, event.rep) for event in events if isinstance(event, RepCompleted)]


@pytest.mark.parametrize("name", ["squat", "push-up", "sit-up", "bench-press"])
def test_bounds_that_a_person_never_meets_do_not_drop_a_set(name: str) -> None:
    told = _reps(name, never=True, depths=(1.0,) * 5)
    assert [rep.verdict for _, rep in told] == ["full"] * 5
    assert [rep.number for _, rep in told] == [1, 2, 3, 4, 5]
    assert told[0][0] > told[2][1].turn_s  # the first is told with the third like it
    assert all(early.turn_s < late.start_s for (_, early), (_, late) in pairwise(told))


def test_why_a_late_rep_counts_is_kept_with_the_set() -> None:
    exercise = load_exercise("squat")
    position = exercise.position.model_copy(update={"turn": (_NEVER,)})
    judge = Judge(exercise.model_copy(update={"position": position}))
    for each in Truth(perform(exercise, depths=(1.0,) * 4)):
        judge.observe(each.pose, each.time)
    [summary] = judge.finish().sets
    counted = [each for each in summary.attempts if each.is_counted]
    assert [each.rule for each in counted] == ["pattern"] * 4
    assert counted[0].text == "like 2 others of this set"
    assert not [each for each in summary.attempts if not each.is_counted]


def test_one_or_two_movements_must_meet_the_bounds() -> None:
    assert _reps("squat", never=True, depths=(1.0, 1.0)) == []
    assert len(_reps("squat", never=False, depths=(1.0, 1.0))) == 2


def test_both_counters_together_count_each_rep_once() -> None:
    for name in ("squat", "push-up", "biceps-curl", "lunge", "jumping-jack"):
        assert len(_reps(name, never=False, depths=(1.0,) * 6)) == 6


def test_a_half_rep_amid_whole_ones_is_partial_and_told_at_once() -> None:
    told = _reps("push-up", never=False, depths=(1.0, 1.0, 1.0, 0.45, 1.0))
    assert [rep.verdict for _, rep in told] == ["full", "full", "full", "partial", "full"]
    assert all(time - rep.end_s < 0.5 for time, rep in told)


def test_undo_does_not_bring_the_rep_back() -> None:
    exercise = load_exercise("squat")
    judge = Judge(exercise)
    for each in Truth(replace(perform(exercise, depths=(1.0,) * 4), rest_after_s=6.0)):
        judge.observe(each.pose, each.time)
    judge.undo(20.0)
    assert judge.finish().full == 3
