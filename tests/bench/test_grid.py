"""The grid of performances and its tenths."""

from __future__ import annotations

from collections import Counter
from itertools import product

import pytest

from coach.bench.grid import BODIES, PARTS, PITCHES_DEG, REP_S, Cell, named, part, parts, whole
from coach.catalogue.definition import Exercise
from coach.catalogue.library import all_exercises
from coach.errors import BenchError


@pytest.fixture(scope="module")
def exercises() -> list[Exercise]:
    return list(all_exercises().values())


def _standing(exercise: Exercise) -> bool:
    return exercise.poses.support == "feet"


def test_the_grid_is_every_combination_once(exercises: list[Exercise]) -> None:
    wanted = {
        (exercise.name, view, body, rep_s, pitch)
        for exercise in exercises
        for view, body, rep_s in product(exercise.camera.views, BODIES, REP_S)
        for pitch in (PITCHES_DEG if _standing(exercise) else (0,))
    }
    cells = whole(exercises)
    assert Counter((c.exercise, c.view, c.body, c.rep_s, c.pitch_deg) for c in cells) == Counter(wanted)
    assert len({cell.name for cell in cells}) == len(cells)


def test_all_parts_together_are_the_grid_and_each_is_about_a_tenth(exercises: list[Exercise]) -> None:
    every = parts(exercises, range(1, PARTS + 1))
    assert set(every) == set(whole(exercises))
    assert len(set(every)) == len(every)
    for number in range(1, PARTS + 1):
        cells = part(exercises, number)
        assert len(set(cells)) == len(cells) <= 0.15 * len(every)
        assert parts(exercises, [number, number]) == cells


@pytest.mark.parametrize("number", range(1, PARTS + 1))
def test_every_value_of_every_axis_has_its_share_in_every_part(
    exercises: list[Exercise], number: int
) -> None:
    cells = part(exercises, number)
    pairs = {(exercise.name, view) for exercise in exercises for view in exercise.camera.views}
    assert {(cell.exercise, cell.view) for cell in cells} == pairs
    _fair([cell.body for cell in cells], BODIES)
    _fair([cell.rep_s for cell in cells], REP_S)
    standing = {exercise.name for exercise in exercises if _standing(exercise)}
    _fair([cell.pitch_deg for cell in cells if cell.exercise in standing], PITCHES_DEG)
    assert 0.15 <= sum(cell.midway for cell in cells) / len(cells) <= 0.4


def _fair(drawn: list[object], values: tuple[object, ...]) -> None:
    shares = Counter(drawn)
    assert set(shares) == set(values)
    assert min(shares.values()) >= len(drawn) / len(values) / 2


def test_an_exercise_has_the_same_performances_whatever_others_there_are(exercises: list[Exercise]) -> None:
    squat = next(each for each in exercises if each.name == "squat")
    assert part([squat], 3) == [cell for cell in part(exercises, 3) if cell.exercise == "squat"]
    assert part(exercises, 3) == part(exercises, 3)


def test_a_performance_is_found_by_its_name(exercises: list[Exercise]) -> None:
    cell = whole(exercises)[-1]
    assert named(exercises, cell.name) == cell
    assert named(exercises, "squat/side/stocky/1.2s/15") == Cell(
        "squat", "side", "stocky", 1.2, 15, midway=named(exercises, "squat/side/stocky/1.2s/15").midway
    )
    with pytest.raises(BenchError, match="no performance «squat/top»"):
        named(exercises, "squat/top")
