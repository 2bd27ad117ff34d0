"""Scores of the performer benchmark, from artificial and from true counts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coach.bench.accuracy.grid_shares import along_axes, shares
from coach.bench.accuracy.performances import CountedPerformance, judged, scored
from coach.bench.fixtures.grid import GridCell
from coach.bench.fixtures.staging import StagedPerformance, staged
from coach.catalogue.definition import Exercise
from coach.catalogue.library import load_exercise
from coach.performer.sources import Truth

CELL = GridCell("squat", "side", "ordinary", 1.2, 0, midway=False)
RIGHT = CountedPerformance(CELL, 4, 4, 2, 0, 2, None, None, 270, 270, (), None)


@pytest.fixture(scope="module")
def squat() -> Exercise:
    return load_exercise("squat")


@pytest.fixture(scope="module")
def stage(squat: Exercise) -> StagedPerformance:
    return staged(CELL, squat)


def test_a_wrong_count_lowers_the_share() -> None:
    result = shares([RIGHT, replace(RIGHT, counted=3), replace(RIGHT, counted=5), RIGHT])
    assert result is not None
    assert (result.n, result.exact, result.partials, result.kept_apart) == (4, 0.5, 8, 1.0)


def test_a_partial_rep_counted_as_full_is_wrong_even_if_the_number_is_right() -> None:
    result = shares([replace(RIGHT, partials_full=1), RIGHT])
    assert result is not None
    assert (result.exact, result.kept_apart) == (0.5, 0.75)


@pytest.mark.parametrize(("held_s", "exact"), [(9.6, True), (10.4, True), (9.4, False), (0.0, False)])
def test_a_hold_is_exact_within_half_a_second(held_s: float, exact: bool) -> None:
    assert replace(RIGHT, truth=0, counted=0, hold_s=10.0, held_s=held_s).exact is exact


def test_a_performance_that_failed_is_wrong() -> None:
    assert not CountedPerformance(CELL, 0, 0, 0, 0, 0, None, None, 0, 0, (), None, why="It can't.").exact


def test_no_performances_have_no_shares_and_holds_no_partials() -> None:
    assert shares([]) is None
    result = shares([replace(RIGHT, partials=0, truth=0, counted=0, hold_s=8.0, held_s=8.0)])
    assert result is not None and result.kept_apart is None


def test_every_value_of_every_axis_has_its_row() -> None:
    other = CountedPerformance(
        GridCell("plank", "front", "stocky", 6.0, 15, True), 1, 0, 0, 0, 0, None, None, 9, 9, (), None
    )
    rows = along_axes([RIGHT, other])
    assert rows["all performances"].exact == 0.5
    exact = {name: result.exact for name, result in rows.items() if result.n == 1}
    assert exact == {
        "plank": 0.0,
        "squat": 1.0,
        "view: front": 0.0,
        "view: side": 1.0,
        "tempo: 1.2 s a repetition": 1.0,
        "tempo: 6 s a repetition": 0.0,
        "camera looks up by  0°": 1.0,
        "camera looks up by 15°": 0.0,
        "body: ordinary": 1.0,
        "body: stocky": 0.0,
        "starts at rest": 1.0,
        "starts in mid-movement": 0.0,
    }


def test_true_landmarks_are_counted_correctly(squat: Exercise, stage: StagedPerformance) -> None:
    result = scored(stage, judged(squat, list(Truth(stage.performance))))
    assert result.exact
    assert (result.truth, result.counted, result.partials, result.partials_full) == (4, 4, 2, 0)


def test_a_too_lenient_rule_is_detected(squat: Exercise, stage: StagedPerformance) -> None:
    assert squat.reps is not None
    lenient = squat.model_copy(update={"reps": squat.reps.model_copy(update={"minimum_excursion": 10.0})})
    result = scored(stage, judged(lenient, list(Truth(stage.performance))[:150]))
    assert result.partials_full == 1
    assert not result.exact


def test_a_too_strict_rule_is_detected(squat: Exercise, stage: StagedPerformance) -> None:
    assert squat.reps is not None
    strict = squat.model_copy(update={"reps": squat.reps.model_copy(update={"minimum_excursion": 130.0})})
    result = scored(stage, judged(strict, list(Truth(stage.performance))))
    assert result.counted == 0
    assert not result.exact
