"""Joint angles of a recording as CSV: those of the landmarks, with the ± of the shipped table."""

from __future__ import annotations

import csv
import io

import pytest

from coach.body.angle_errors import read_angle_errors
from coach.body.angles import angles_of
from coach.body.recording.recording import Recording, read_recording
from coach.body.recording.recording_writer import write_recording
from coach.catalogue.library import load_exercise
from coach.export.angle_csv import COLUMNS, export_angles
from coach.performer.motion.choreography import Performance
from coach.performer.render.camera import Camera
from coach.performer.sources import Truth


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Recording:
    """A squat from the side, as landmarks."""
    poses = load_exercise("squat").poses
    stage = Truth(Performance("squat", poses, depths=(1.0,), camera=Camera(yaw_deg=90.0)))
    path = tmp_path_factory.mktemp("recording") / "squat.npz"
    write_recording(path, stage.facts, stage)
    return read_recording(path)


def test_each_frame_has_its_angles_with_their_errors(recording: Recording) -> None:
    stream = io.StringIO()
    assert export_angles(recording, stream) == len(recording.times)
    stream.seek(0)
    rows = list(csv.DictReader(stream))
    assert len(rows) == len(recording.times)
    errors = read_angle_errors()
    for row, sighting in list(zip(rows, recording, strict=True))[::20]:
        assert sighting.pose is not None
        angles = angles_of(sighting.pose)
        assert float(row["time_s"]) == pytest.approx(sighting.time, abs=0.001)
        assert float(row["knee_left_deg"]) == pytest.approx(angles.joint("knee", "left"), abs=0.06)
        assert float(row["inclination_deg"]) == pytest.approx(angles.inclination, abs=0.06)
        bar = errors.bar("knee", angles.view)
        assert bar is not None
        assert float(row["knee_left_error_deg"]) == pytest.approx(bar.bar_deg, abs=0.06)


def test_every_angle_has_an_error_beside_it() -> None:
    for name in COLUMNS:
        if name.endswith("_deg") and not name.endswith("_error_deg"):
            assert COLUMNS[COLUMNS.index(name) + 1] == name.replace("_deg", "_error_deg")


def test_a_frame_without_a_body_has_its_time_only(recording: Recording) -> None:
    nobody = Recording(
        recording.facts, recording.times[:2], recording.found[:2] & False, recording.landmarks[:0]
    )
    stream = io.StringIO()
    assert export_angles(nobody, stream) == 2
    stream.seek(0)
    for row in csv.DictReader(stream):
        assert row.pop("time_s")
        assert not any(row.values())
