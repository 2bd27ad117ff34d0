"""Known errors of angles, the table of errors, and its file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from coach.bench.accuracy.angle_errors import (
    ErrorComparison,
    Missed,
    angle_error_table,
    angle_errors,
    bars,
    compare_angles,
    write_errors,
)
from coach.bench.fixtures.grid import GridCell
from coach.bench.fixtures.staging import StagedPerformance, staged
from coach.body.angle_errors import read_angle_errors
from coach.body.landmarks import Landmark
from coach.body.stream import Sighting
from coach.catalogue.definition import Exercise
from coach.catalogue.library import load_exercise
from coach.errors import BenchError
from coach.performer.sources import Truth
from coach.vision.pose_model.pose_model import PoseModel

MODEL = PoseModel("full", Path("full.task"), "5" * 64)


@pytest.fixture(scope="module")
def squat() -> Exercise:
    return load_exercise("squat")


@pytest.fixture(scope="module")
def stage(squat: Exercise) -> StagedPerformance:
    return staged(GridCell("squat", "side", "ordinary", 1.2, 0, midway=False), squat)


@pytest.fixture(scope="module")
def truth(stage: StagedPerformance) -> list[Sighting]:
    return list(Truth(stage.performance))


def _of(angle: str, misses: tuple[Missed, ...]) -> Missed:
    [found] = [miss for miss in misses if miss.angle == angle]
    return found


def test_the_truth_has_no_errors(squat: Exercise, stage: StagedPerformance, truth: list[Sighting]) -> None:
    misses = compare_angles(stage, squat, truth)
    assert {"knee", "hip"} <= {miss.angle for miss in misses}
    assert [miss.angle for miss in misses if miss.main] == ["knee"]
    assert all(miss.absolute / miss.frames < 0.01 for miss in misses)
    assert _of("knee", misses).frames == len(truth)


def test_a_knee_measured_too_straight_has_a_known_error(
    squat: Exercise, stage: StagedPerformance, truth: list[Sighting]
) -> None:
    knee = _of("knee", compare_angles(stage, squat, [_straighter(each) for each in truth]))
    assert knee.absolute / knee.frames == pytest.approx(knee.signed / knee.frames)
    assert 2 < knee.signed / knee.frames < 40


def test_hidden_limbs_are_left_out_and_counted(
    squat: Exercise, stage: StagedPerformance, truth: list[Sighting]
) -> None:
    hidden = [_with_visibility(each, 0.1) if place < 30 else each for place, each in enumerate(truth)]
    knee = _of("knee", compare_angles(stage, squat, hidden))
    assert (knee.hidden, knee.frames) == (30, len(truth) - 30)
    one_leg = [_with_visibility(_straighter(each), 0.1, side=0) for each in truth]
    assert _of("knee", compare_angles(stage, squat, one_leg)).absolute < 0.01 * len(truth)


def test_without_a_person_there_are_no_errors(squat: Exercise, stage: StagedPerformance) -> None:
    assert compare_angles(stage, squat, [Sighting(0.0, None)]) == ()


def test_a_main_angle_of_the_trunk_is_compared_too() -> None:
    twist = load_exercise("russian-twist")
    cell = GridCell("russian-twist", "oblique", "ordinary", 1.2, 0, midway=False)
    stage = staged(cell, twist)
    main = _of("twist", compare_angles(stage, twist, list(Truth(stage.performance))))
    assert main.main and main.absolute / main.frames < 0.01


@pytest.mark.parametrize(("doubled", "error"), [(False, 0.0), (True, 0.05)])
def test_of_the_rise_only_the_change_is_compared(doubled: bool, error: float) -> None:
    """A body that is found higher in the picture throughout has risen as far as it did."""
    calf = load_exercise("calf-raise")
    stage = staged(GridCell("calf-raise", "front", "ordinary", 1.2, 0, midway=False), calf)
    truth = list(Truth(stage.performance))
    assert truth[0].pose is not None
    first = truth[0].pose.image[:, 1]

    def found(sighting: Sighting) -> Sighting:
        assert sighting.pose is not None
        image = sighting.pose.image.copy()
        image[:, 1] += -0.05 + ((image[:, 1] - first) if doubled else 0.0)
        return replace(sighting, pose=replace(sighting.pose, image=image))

    rise = _of("rise", compare_angles(stage, calf, [found(each) for each in truth]))
    assert rise.absolute / rise.frames == pytest.approx(error, abs=0.02)
    squat_stage = staged(GridCell("squat", "front", "ordinary", 1.2, 0, midway=False), load_exercise("squat"))
    compared = compare_angles(squat_stage, load_exercise("squat"), list(Truth(squat_stage.performance)))
    assert {"rise", "body_sag"}.isdisjoint(each.angle for each in compared)


def _straighter(sighting: Sighting) -> Sighting:
    """Move the left ankle forwards, away from the buttock."""
    assert sighting.pose is not None
    world = sighting.pose.world.copy()
    hip, knee = world[Landmark.LEFT_HIP], world[Landmark.LEFT_KNEE]
    world[Landmark.LEFT_ANKLE] += 0.3 * (knee - hip)
    return replace(sighting, pose=replace(sighting.pose, world=world))


def _with_visibility(sighting: Sighting, of_knees: float, side: int | None = None) -> Sighting:
    assert sighting.pose is not None
    visibility = np.ones(len(Landmark))
    visibility[[Landmark.LEFT_KNEE, Landmark.RIGHT_KNEE] if side is None else Landmark.LEFT_KNEE + side] = (
        of_knees
    )
    return replace(sighting, pose=replace(sighting.pose, visibility=visibility))


SIDE = ErrorComparison("squat", "side", 0, (Missed("knee", True, 100, 10, 500.0, -300.0),))
TILTED = ErrorComparison("lunge", "side", 15, (Missed("knee", True, 300, 0, 3900.0, 3900.0),))
OBLIQUE = ErrorComparison("squat", "oblique", 0, (Missed("knee", True, 100, 10, 500.0, -300.0),))
FRONT = ErrorComparison("squat", "front", 0, (Missed("hip", False, 50, 0, 400.0, 0.0),))


def test_errors_are_pooled_by_frames() -> None:
    errors = {(e.angle, e.view, e.pitch_deg, e.exercise): e for e in angle_errors([SIDE, TILTED, FRONT])}
    knee = errors["knee", "side", None, None]
    assert (knee.mae_deg, knee.bias_deg, knee.frames, knee.hidden) == (11.0, 9.0, 400, 10)
    assert errors["knee", "side", 0, None].mae_deg == 5.0
    assert errors["knee", "side", 15, None].mae_deg == 13.0
    assert errors["knee", "side", None, "squat"].mae_deg == 5.0
    assert ("hip", "front", None, "squat") not in errors


def test_the_bar_is_the_larger_figure_or_twice_the_measured_one() -> None:
    found = {
        (bar.angle, bar.view): (bar.bar_deg, bar.because) for bar in bars(angle_errors([OBLIQUE, FRONT]))
    }
    assert found["knee", "oblique"] == (16.8, "published")
    assert found["hip", "front"] == (16.0, "twice what was measured")
    worse = bars(angle_errors([replace(OBLIQUE, missed=(Missed("knee", True, 100, 10, 2000.0, 0.0),))]))
    assert (worse[0].bar_deg, worse[0].because) == (20.0, "measured")


def test_no_bar_is_smaller_than_the_difference_of_mirror_images() -> None:
    [knee] = bars(angle_errors([SIDE]))
    assert (knee.bar_deg, knee.because, knee.mirrored_deg) == (13.5, "mirrored", 13.5)


def test_an_alignment_from_behind_has_at_least_the_bar_of_the_front() -> None:
    front = ErrorComparison("pull-up", "front", 0, (Missed("arm_line", False, 100, 0, 500.0, 0.0),))
    rear = ErrorComparison("pull-up", "rear", 0, (Missed("arm_line", False, 100, 0, 200.0, 0.0),))
    found = {each.view: (each.bar_deg, each.because) for each in bars(angle_errors([front, rear]))}
    assert found["rear"] == (10.0, "as from the front")
    worse = replace(rear, missed=(Missed("arm_line", False, 100, 0, 700.0, 0.0),))
    assert {each.view: each.bar_deg for each in bars(angle_errors([front, worse]))}["rear"] == 14.0


def test_a_written_table_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "angle-errors.json"
    table = angle_error_table([SIDE, FRONT], MODEL, frames=150, day=date(2026, 1, 31))
    write_errors(table, path)
    assert read_angle_errors(path) == table
    assert [each.name for each in tmp_path.iterdir()] == [path.name]
    bar = table.bar("knee", "side")
    assert bar is not None and bar.source.startswith("BlazePose")
    assert table.bar("knee", "rear") is None
    assert (table.made, table.performances, table.model_sha256) == ("2026-01-31", 2, MODEL.sha256)


def test_a_table_that_can_not_be_read_or_written_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(BenchError, match="can't be read"):
        read_angle_errors(tmp_path / "none.json")
    other = tmp_path / "other.json"
    other.write_text('{"format": 2}')
    with pytest.raises(BenchError, match="is not a table of angle errors"):
        read_angle_errors(other)
    with pytest.raises(BenchError, match="can't be written"):
        write_errors(
            angle_error_table([SIDE], MODEL, frames=1, day=date(2026, 1, 31)), tmp_path / "none" / "a.json"
        )
