"""What a performance of the grid has to be counted as."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coach.bench.grid import BODIES, Cell, part
from coach.bench.performer import judged, scored
from coach.bench.stage import staged
from coach.catalogue.library import load_exercise
from coach.errors import BenchError
from coach.performer.sources import Truth

CELL = Cell("squat", "side", "ordinary", 1.2, 0, midway=False)


def test_whole_repetitions_with_partial_ones_among_them() -> None:
    stage = staged(CELL, load_exercise("squat"))
    assert [len(stage.full), len(stage.partial)] == [4, 2]
    assert {rep.depth for rep in stage.full} == {1.0}
    assert max(rep.depth for rep in stage.partial) < 0.5
    lasts = [rep.end_s - rep.start_s for rep in stage.full]
    assert max(lasts) <= 1.2
    assert stage.performance.joint_noise_deg == 2.0


def test_one_that_starts_midway_is_under_way_at_its_first_frame_and_that_is_no_repetition() -> None:
    squat = load_exercise("squat")
    still, moving = staged(CELL, squat), staged(replace(CELL, midway=True), squat)
    assert len(moving.full) == len(still.full)
    first_knee, last_knee = (moving.performance.joints_deg[at, 3, 0] for at in (0, -1))
    assert first_knee < last_knee - 60
    assert all(rep.start_s > 0 for rep in moving.full)


def test_bodies_differ_by_a_sixth_in_their_ratios() -> None:
    squat = load_exercise("squat")
    bodies = [staged(replace(CELL, body=body), squat).performance.body for body in BODIES]
    ratios = [body.thigh / body.trunk for body in bodies]
    assert max(ratios) / min(ratios) >= 1.15


def test_a_camera_on_the_floor_looks_up() -> None:
    camera = staged(replace(CELL, pitch_deg=25), load_exercise("squat")).performance.camera
    assert camera.pitch_deg == 25
    assert camera.height_m <= 0.2


@pytest.mark.parametrize("midway", [False, True])
def test_a_hold_lasts_as_long_as_it_is_held(midway: bool) -> None:
    plank = load_exercise("plank")
    stage = staged(Cell("plank", "side", "ordinary", 1.2, 0, midway), plank)
    assert stage.hold_s is not None and 8 <= stage.hold_s <= 12
    assert (stage.performance.duration_s > stage.hold_s) is not midway


def test_an_exercise_that_can_not_do_what_it_asks_for_says_so() -> None:
    squat = load_exercise("squat")
    still = squat.model_copy(update={"poses": squat.poses.model_copy(update={"turn": squat.poses.start})})
    with pytest.raises(BenchError, match="can't be performed"):
        staged(CELL, still)


@pytest.mark.parametrize("name", ["squat", "lunge", "plank"])
def test_from_its_true_landmarks_every_performance_is_counted_right(name: str) -> None:
    exercise = load_exercise(name)
    wrong = []
    for cell in part([exercise], 1):
        stage = staged(cell, exercise)
        told = scored(stage, judged(exercise, list(Truth(stage.performance))))
        if not told.exact:
            wrong.append((cell.name, told.truth, told.counted, told.partials_full, told.held_s))
    assert not wrong
