"""A fixed part of the campaign: commands with unusable files and folders."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from coach.body.recording.recording_writer import write_recording
from coach.catalogue.library import load_exercise
from coach.performer.motion.choreography import Performance
from coach.performer.render.camera import Camera
from coach.performer.sources import Truth
from tests.campaign.hostile_places import Case, cases
from tests.campaign.watched_run import Run, watch

SEED = 11
EVERY = 15
"""One in this number of cases is run; 'poe campaign' runs all."""


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    squat = Performance("squat", load_exercise("squat").poses, depths=(1.0,), camera=Camera(yaw_deg=90.0))
    stage = Truth(squat)
    write_recording(tmp_path / "squats.npz", replace(stage.facts, sha256=squat.digest), stage)
    return tmp_path / "squats.npz"


@pytest.fixture
def hostile(tmp_path: Path, recording: Path) -> Iterator[list[Case]]:
    folder = tmp_path / "places"
    folder.mkdir()
    yield cases(folder, SEED, recording=recording)
    for each, folders, _ in os.walk(folder):  # so that pytest can delete them
        for name in folders:
            (Path(each) / name).chmod(0o700)
    shutil.rmtree(folder)


@pytest.mark.slow
def test_no_place_causes_a_traceback_or_a_hang(hostile: list[Case], tmp_path: Path) -> None:
    where = tmp_path / "where"
    where.mkdir()
    faults = {}
    for case in hostile[::EVERY]:
        environment = {"COACH_HOME": str(tmp_path / "good"), **case.environment}
        outcome = watch(Run(case.kind, case.typed, where, environment), where)
        if outcome.faults:
            faults[case.kind, case.typed] = (outcome.faults, outcome.err[-500:])
    assert not faults
    assert len(hostile) >= 300
