"""A slice of the performer benchmark, with the real pose model."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.bench.accuracy.performances import CountedPerformance, count, count_performances
from coach.bench.fixtures.grid import GridCell, named
from coach.bench.fixtures.staging import staged
from coach.catalogue.library import all_exercises, load_exercise
from coach.vision.pose_model.pose_model import PoseModel

SLICE = ("squat/side/long-limbed/1.2s/25", "plank/side/ordinary/1.2s/0")


@pytest.fixture(scope="module")
def slice_cells() -> list[GridCell]:
    return [named(all_exercises().values(), name) for name in SLICE]


@pytest.mark.slow
def test_a_slice_is_counted_correctly(slice_cells: list[GridCell], pose_model: PoseModel) -> None:
    results = list(count_performances(slice_cells, all_exercises(), pose_model, workers=1))
    assert [(each.cell.name, each.exact) for each in results] == [(name, True) for name in SLICE]
    squat, plank = results
    assert (squat.counted, squat.partials, squat.partials_full) == (4, 2, 0)
    assert plank.hold_s is not None and plank.held_s == pytest.approx(plank.hold_s, abs=0.5)
    assert all(each.found > 0.95 * each.frames for each in results)
    assert _mae(squat) < 12


def _mae(performed: CountedPerformance) -> float:
    assert performed.comparison is not None
    [main] = [miss for miss in performed.comparison.missed if miss.main]
    return main.absolute / main.frames


def test_an_exercise_that_can_not_be_performed_is_wrong() -> None:
    squat = load_exercise("squat")
    still = squat.model_copy(update={"poses": squat.poses.model_copy(update={"turn": squat.poses.start})})
    cell = GridCell("squat", "side", "ordinary", 1.2, 0, midway=False)
    results = count(cell, still, PoseModel("full", Path("none.task"), ""))
    assert not results.exact
    assert results.why is not None and "don't reach 50%" in results.why


def test_the_slice_is_part_of_the_grid(slice_cells: list[GridCell]) -> None:
    lasts = [staged(cell, load_exercise(cell.exercise)).performance.duration_s for cell in slice_cells]
    assert sum(lasts) < 40
