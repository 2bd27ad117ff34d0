"""The cache of recordings of performances: what its key depends on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from coach.bench.fixtures.grid import GridCell
from coach.bench.fixtures.staging import staged
from coach.body.stream import Sighting
from coach.catalogue.definition import Exercise
from coach.catalogue.library import load_exercise
from coach.performer.motion.choreography import Beat
from coach.performer.performance_recording import recording_path, sightings_of
from coach.performer.render import renderer
from coach.performer.repertoire import perform
from coach.vision.pose_model.pose_model import PoseModel

CELL = GridCell("squat", "side", "ordinary", 1.2, 0, midway=False)
MODEL = PoseModel("full", Path("full.task"), "5" * 64)


@pytest.fixture
def squat() -> Exercise:
    return load_exercise("squat")


def key(exercise: Exercise, cell: GridCell = CELL, model: PoseModel = MODEL) -> Path:
    return recording_path(staged(cell, exercise).performance, model)


def test_poses_camera_body_and_model_are_in_the_key(squat: Exercise) -> None:
    turn = {**squat.poses.turn, "knee_flexion": 100.0}
    deeper = squat.model_copy(update={"poses": squat.poses.model_copy(update={"turn": turn})})
    keys = [
        key(squat),
        key(deeper),
        key(squat, replace(CELL, view="front")),
        key(squat, replace(CELL, pitch_deg=15)),
        key(squat, replace(CELL, body="stocky")),
        key(squat, replace(CELL, midway=True)),
        key(squat, model=replace(MODEL, sha256="6" * 64)),
    ]
    assert len(set(keys)) == len(keys)


def test_the_renderer_is_in_the_key(squat: Exercise, monkeypatch: pytest.MonkeyPatch) -> None:
    before = key(squat)
    monkeypatch.setattr(renderer, "VERSION", "another")
    assert key(squat) != before


def test_what_only_judging_uses_is_not_in_the_key(squat: Exercise) -> None:
    assert squat.reps is not None
    stricter = squat.model_copy(
        update={
            "reps": squat.reps.model_copy(update={"returned": 0.9, "minimum_duration_s": 1.0}),
            "position": squat.position.model_copy(update={"turn": ()}),
            "form": (),
            "cues": ("Up.",),
            "sha256": "another",
        }
    )
    assert key(stricter) == key(squat)


def test_a_performance_is_rendered_once(squat: Exercise, pose_model: PoseModel) -> None:
    short = perform(
        squat, "side", depths=(), beat=Beat(0.1, 0.0, 0.1, 0.0), rest_before_s=0.2, rest_after_s=0.2
    )
    first = sightings_of(short, pose_model)
    cached = recording_path(short, pose_model)
    assert len(first) == 12 and any(each.pose for each in first)
    written = cached.stat().st_ino
    assert [_told(each) for each in sightings_of(short, pose_model)] == [_told(each) for each in first]
    assert cached.stat().st_ino == written


def _told(sighting: Sighting) -> tuple[float, bytes | None]:
    return sighting.time, None if sighting.pose is None else sighting.pose.world.tobytes()
