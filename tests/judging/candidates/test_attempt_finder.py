"""Every movement gets a verdict, with the reason that decided."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import pytest

from coach.body.angles import Angles
from coach.catalogue.bound import Bound
from coach.catalogue.definition import Exercise
from coach.catalogue.library import load_exercise
from coach.judging.attempts import Attempt
from coach.judging.candidates.attempt_list import ListedAttempt, listed_attempts
from coach.judging.events import AttemptJudged, Event
from coach.judging.rep_counter import RepCounter
from coach.judging.sets import Sets
from tests.judging.bodies import Cycle, curling, depths, lying, squatting

Moments = list[tuple[float, Angles]]


def squats(*cycles: Cycle, rate: float = 30.0) -> Moments:
    return [(time, squatting(depth)) for time, depth in depths(cycles, rate)]


def judged(moments: Iterable[tuple[float, Angles]], exercise: Exercise | None = None) -> list[ListedAttempt]:
    """Every attempt; the events must say the same as the sets."""
    exercise = exercise or load_exercise("squat")
    assert exercise.reps is not None
    sets = Sets(exercise.name)
    counter = RepCounter(exercise, exercise.reps, "minimum", sets)
    events: list[Event] = []
    last = 0.0
    for last, angles in moments:
        events += counter.observe(angles, last)
    events += counter.finish(last)
    events += sets.end(last)
    rows = listed_attempts(sets.closed, sets.between_sets)
    told = [event.attempt for event in events if isinstance(event, AttemptJudged)]
    assert sorted(told, key=lambda each: each.turn_s) == [
        row.attempt for row in rows if not row.attempt.is_counted
    ]
    return rows


def uncounted(rows: Iterable[ListedAttempt]) -> list[Attempt]:
    return [row.attempt for row in rows if not row.attempt.is_counted]


def test_reps_are_attempts_that_count() -> None:
    rows = judged(squats(Cycle(), Cycle(depth=0.4), Cycle()))
    assert [(row.rep, row.attempt.verdict, row.attempt.rule) for row in rows] == [
        (1, "full", "range"),
        (2, "partial", "range"),
        (3, "full", "range"),
    ]
    assert all(row.attempt.text and row.set_number == 1 for row in rows)


def test_wiggles_are_no_attempts() -> None:
    assert not judged(squats(*[Cycle(depth=0.1)] * 5))


def test_a_broken_bound_is_named_with_value_and_limit() -> None:
    squat = load_exercise("squat")
    drop = Bound(measure="wrist_drop", at_most=0.05, why="not a deadlift")
    strict = squat.model_copy(update={"position": squat.position.model_copy(update={"turn": (drop,)})})
    [only] = uncounted(judged(squats(Cycle()), strict))
    assert (only.rule, only.measure, only.value, only.limit) == ("turn-bound", "wrist_drop", 0.1, 0.05)
    assert only.text == "hands 0.10 trunk lengths below the hips, at most 0.05 allowed"
    assert only.start_s < only.turn_s < only.end_s


def test_too_fast() -> None:
    squat = load_exercise("squat")
    assert squat.reps is not None
    slow = squat.model_copy(update={"reps": squat.reps.model_copy(update={"minimum_duration_s": 0.6})})
    quick = Cycle(out_s=0.2, back_s=0.2)
    rows = judged(squats(Cycle(), quick, Cycle(), rate=60.0), slow)
    [only] = uncounted(rows)
    assert only.rule == "too-fast"
    assert only.value is not None
    assert only.limit is not None
    assert only.value < only.limit
    assert [row.rep for row in rows] == [1, None, 2]


def test_walking() -> None:
    moments = squats(Cycle(), Cycle())
    end_s = moments[-1][0]
    [*attempts] = uncounted(
        judged((time, replace(angles, aside=6.0 * time / end_s)) for time, angles in moments)
    )
    assert [each.rule for each in attempts] == ["walked", "walked"]
    assert all("trunk lengths sideways, at most 1.2 allowed" in each.text for each in attempts)


def test_a_gap_in_detection() -> None:
    moments = squats(Cycle(turn_s=4.0))
    [only] = uncounted(judged((time, angles) for time, angles in moments if not 3.0 < time < 5.0))
    assert (only.rule, only.limit) == ("gap", 1.5)
    assert only.value == pytest.approx(2.0, abs=0.1)


def test_out_of_position() -> None:
    moments = squats(Cycle(turn_s=4.0))
    [only] = uncounted(judged((time, lying() if 3.0 < time < 5.0 else angles) for time, angles in moments))
    assert only.rule == "out-of-position"
    assert only.text.startswith("out of position: trunk tilted 90°, at most ")


def test_a_movement_without_the_start_position() -> None:
    moments = [(time, squatting(0.5 + depth / 2)) for time, depth in depths([Cycle()] * 3, 30.0)]
    squat = load_exercise("squat")
    standing = Bound(measure="knee", at_least=160.0, why="stands")
    strict = squat.model_copy(update={"position": squat.position.model_copy(update={"start": (standing,)})})
    rows = uncounted(judged(moments, strict))
    assert [each.rule for each in rows] == ["start-position"] * 3
    assert "knee at" in rows[0].text
    assert "at least 160° required" in rows[0].text


def test_a_movement_that_stays_out() -> None:
    [only] = uncounted(judged(squats(Cycle(turn_s=12.0))))
    assert (only.rule, only.text) == ("no-return", "did not come back within 10 s")


def test_a_movement_cut_off_by_the_end() -> None:
    moments = [(time, angles) for time, angles in squats(Cycle(), Cycle(turn_s=3.0)) if time < 6.0]
    [only] = uncounted(judged(moments))
    assert only.rule == "unfinished"


def test_half_a_return_between_two_turns_is_part_of_the_rep() -> None:
    times = np.arange(0.0, 8.0, 1 / 30)
    bounce = np.interp(times, [0, 1, 2, 3, 4, 5, 8], [0, 0, 1, 0.45, 1.05, 0, 0])
    rows = judged((float(time), squatting(float(depth))) for time, depth in zip(times, bounce, strict=True))
    assert sorted(row.attempt.rule for row in rows) == ["range", "same-movement"]
    assert [each.text for each in uncounted(rows)] == ["part of a rep"]


def test_a_hidden_arm() -> None:
    moments = [(time, curling(0.0, depth, trust=(0.95, 0.1))) for time, depth in depths([Cycle()], 30.0)]
    [only] = uncounted(judged(moments, load_exercise("biceps-curl")))
    assert (only.rule, only.side, only.measure) == ("hidden", "right", "hidden_s")
    assert "hidden for" in only.text


def test_a_small_return_stays_one_attempt() -> None:
    rows = judged(squats(*[Cycle()] * 4))
    assert len(rows) == 4
