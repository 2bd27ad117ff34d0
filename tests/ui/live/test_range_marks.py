"""The marks on the range bar glide, and the bar grows with the deepest rep."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coach.catalogue.library import load_exercise
from coach.judging.events import RepCompleted
from coach.judging.judge import Judge
from coach.judging.observation import Observation
from coach.performer.repertoire import perform
from coach.performer.sources import Truth
from coach.ui.live.range_marks import RangeMarks
from tests.store.workouts import moment

IDLE = moment(0.0).observation


def followed(observations: list[Observation]) -> list[tuple[float, float]]:
    """Position of the mark for a full rep, as a share of the bar, and length of the bar."""
    marks, places = RangeMarks(), []
    for each in observations:
        if any(isinstance(event, RepCompleted) for event in each.events):
            marks.keep()
        marks.follow(each, each.time)
        places.append((marks.full / marks.deepest, marks.deepest))
    return places


def test_no_mark_jumps_once_the_own_range_is_known() -> None:
    judge = Judge(load_exercise("squat"))
    observations = [
        judge.observe(each.pose, each.time)
        for each in Truth(perform(load_exercise("squat"), depths=(1.0,) * 6))
    ]
    known = next(number for number, each in enumerate(observations) if each.own_depth is not None)
    assert observations[known].full_depth > 1.2 * observations[known - 1].full_depth, (
        "the own range raises what is full"
    )
    places = followed(observations)
    first = next(number for number, each in enumerate(observations) if each.full == 1)
    steps = [abs(now[0] - then[0]) for then, now in zip(places[first:], places[first + 1 :], strict=False)]
    assert max(steps) < 0.03, "it glides"
    required = observations[-1].full_depth
    assert places[-1][0] == pytest.approx(required / places[-1][1], rel=0.01)


def test_the_bar_is_never_overfull() -> None:
    deep = [replace(IDLE, time=number / 30, depth=number / 30) for number in range(90)]
    for observed, (_, deepest) in zip(deep, followed(deep), strict=True):
        assert observed.depth is not None and deepest >= observed.depth


def test_a_rep_lengthens_the_bar_for_good_and_a_jumping_landmark_does_not() -> None:
    out = [replace(IDLE, time=number / 30, depth=2.5, phase="out") for number in range(10)]
    back = [replace(IDLE, time=(10 + number) / 30, depth=0.0) for number in range(120)]
    assert followed([*out, *back])[-1][1] == pytest.approx(1.0, abs=0.01)
    marks = RangeMarks()
    for each in out:
        marks.follow(each, each.time)
    marks.keep()
    for each in back:
        marks.follow(each, each.time)
    assert marks.deepest == pytest.approx(2.5)
