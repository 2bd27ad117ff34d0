"""The figures of the performer bench, by hand-made and by true counts."""

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
    told = shares([RIGHT, replace(RIGHT, counted=3), replace(RIGHT, counted=5), RIGHT])
    assert told is not None
    assert (told.n, told.exact, told.partials, told.kept_apart) == (4, 0.5, 8, 1.0)


def test_a_partial_one_counted_as_full_is_wrong_even_where_the_number_fits() -> None:
    told = shares([replace(RIGHT, partials_full=1), RIGHT])
    assert told is not None
    assert (told.exact, told.kept_apart) == (0.5, 0.75)


@pytest.mark.parametrize(("held_s", "exact"), [(9.6, True), (10.4, True), (9.4, False), (0.0, False)])
def test_a_hold_is_exact_within_half_a_second(held_s: float, exact: bool) -> None:
    assert replace(RIGHT, truth=0, counted=0, hold_s=10.0, held_s=held_s).exact is exact


def test_what_can_not_be_performed_is_wrong() -> None:
    assert not CountedPerformance(CELL, 0, 0, 0, 0, 0, None, None, 0, 0, (), None, why="It can't.").exact


def test_none_have_no_shares_and_holds_none_of_partials() -> None:
    assert shares([]) is None
    told = shares([replace(RIGHT, partials=0, truth=0, counted=0, hold_s=8.0, held_s=8.0)])
    assert told is not None and told.kept_apart is None


def test_every_value_of_every_axis_has_its_row() -> None:
    other = CountedPerformance(
        GridCell("plank", "front", "stocky", 6.0, 15, True), 1, 0, 0, 0, 0, None, None, 9, 9, (), None
    )
    rows = along_axes([RIGHT, other])
    assert rows["all performances"].exact == 0.5
    exact = {name: told.exact for name, told in rows.items() if told.n == 1}
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


def test_true_landmarks_are_counted_right(squat: Exercise, stage: StagedPerformance) -> None:
    told = scored(stage, judged(squat, list(Truth(stage.performance))))
    assert told.exact
    assert (told.truth, told.counted, told.partials, told.partials_full) == (4, 4, 2, 0)


def test_a_rule_that_takes_half_a_squat_for_a_whole_one_is_found_out(
    squat: Exercise, stage: StagedPerformance
) -> None:
    assert squat.reps is not None
    lenient = squat.model_copy(update={"reps": squat.reps.model_copy(update={"minimum_excursion": 10.0})})
    told = scored(stage, judged(lenient, list(Truth(stage.performance))[:150]))
    assert told.partials_full == 1
    assert not told.exact


def test_a_rule_that_asks_too_much_is_found_out(squat: Exercise, stage: StagedPerformance) -> None:
    assert squat.reps is not None
    strict = squat.model_copy(update={"reps": squat.reps.model_copy(update={"minimum_excursion": 130.0})})
    told = scored(stage, judged(strict, list(Truth(stage.performance))))
    assert told.counted == 0
    assert not told.exact
