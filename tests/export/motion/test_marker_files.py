"""Recordings as TRC and C3D, read again, and as a table of landmarks."""

from __future__ import annotations

import csv
import io
import sys
from dataclasses import replace
from pathlib import Path

import ezc3d
import numpy as np
import pytest

from coach.body.recording.recording import Recording, read_recording
from coach.body.recording.recording_writer import write_recording
from coach.catalogue.library import load_exercise
from coach.errors import ExtraMissing, NothingToExport
from coach.export.motion.landmark_csv import export_recorded_landmarks
from coach.export.motion.marker_files import export_c3d, export_trc
from coach.export.motion.marker_tracks import NAMES, marker_tracks
from coach.performer.motion.choreography import Performance
from coach.performer.render.camera import Camera
from coach.performer.sources import Truth


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Recording:
    """A squat from the front, as landmarks."""
    stage = Truth(
        Performance("squat", load_exercise("squat").poses, depths=(1.0,), camera=Camera(yaw_deg=0.0))
    )
    path = tmp_path_factory.mktemp("recording") / "squat.npz"
    write_recording(path, stage.facts, stage)
    return read_recording(path)


def without(recording: Recording, first: int, last: int) -> Recording:
    """The recording without a body in some frames."""
    found = recording.found.copy()
    found[first:last] = False
    return replace(recording, found=found, landmarks=recording.landmarks[found[recording.found]])


def test_trc_has_every_marker_of_every_frame_with_y_up(recording: Recording) -> None:
    stream = io.StringIO()
    count = export_trc(recording, stream)
    lines = stream.getvalue().split("\n")
    assert lines[1].split("\t")[:4] == ["DataRate", "CameraRate", "NumFrames", "NumMarkers"]
    rate, _, frames, markers, units = lines[2].split("\t")[:5]
    assert (int(frames), int(markers), units) == (count, 33, "mm")
    assert [each for each in lines[3].split("\t")[2:] if each] == list(NAMES)
    rows = [line.split("\t") for line in lines[6:] if line]
    assert len(rows) == count and {len(row) for row in rows} == {2 + 33 * 3}
    assert float(rows[-1][1]) == pytest.approx((count - 1) / float(rate), abs=1e-3)
    first = next(iter(recording)).pose
    assert first is not None
    nose = [float(each) / 1000 for each in rows[0][2:5]]
    assert nose == pytest.approx(first.world[0] * [1, -1, -1], abs=1e-3)
    assert nose[1] > 0.4, "the nose is above the hips"


def test_c3d_is_read_back_with_missing_points_as_missing(recording: Recording, tmp_path: Path) -> None:
    file = tmp_path / "squat.c3d"
    gap = without(recording, 10, 20)
    count = export_c3d(gap, file)
    read = ezc3d.c3d(str(file))
    points = read["data"]["points"]
    assert points.shape == (4, 33, count)
    assert read["parameters"]["POINT"]["LABELS"]["value"] == list(NAMES)
    expected = marker_tracks(gap).positions
    assert np.isnan(expected[12]).all() and not np.isnan(expected[25]).any()
    there = ~np.isnan(expected[:, 0, 0])
    assert np.allclose(points[:3, :, there].transpose(2, 1, 0), expected[there], atol=0.01)
    assert np.isnan(points[0, 0, 12]) and not np.isnan(points[0, 0, 25])


def test_a_missed_frame_is_filled_and_a_gap_is_not(recording: Recording) -> None:
    whole = marker_tracks(recording).positions
    one = marker_tracks(without(recording, 12, 13)).positions
    assert not np.isnan(one).any()
    assert np.abs(one[12] - whole[12]).max() < 20, "millimetres"
    assert np.isnan(marker_tracks(without(recording, 0, 5)).positions[:4]).all()


def test_uneven_times_become_even(recording: Recording) -> None:
    uneven = replace(recording, times=recording.times + 0.012 * np.sin(np.arange(len(recording.times)) * 2.4))
    tracks = marker_tracks(uneven)
    assert np.diff(tracks.times) == pytest.approx(np.full(len(tracks.times) - 1, 1 / tracks.rate))
    knee = NAMES.index("left_knee")
    last = marker_tracks(recording).positions[:, knee, 1]
    assert np.nanmax(tracks.positions[:, knee, 1]) == pytest.approx(last.max(), abs=15)


def test_nothing_to_write_and_a_missing_library_are_said(
    recording: Recording, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = without(recording, 0, len(recording.times))
    with pytest.raises(NothingToExport, match="fewer than two frames"):
        export_trc(empty, tmp_path / "a.trc")
    monkeypatch.setitem(sys.modules, "ezc3d", None)
    with pytest.raises(ExtraMissing) as raised:
        export_c3d(recording, tmp_path / "a.c3d")
    assert "ezc3d" in str(raised.value) + raised.value.hint
    assert not list(tmp_path.iterdir())


def test_the_table_has_eight_figures_of_each_landmark(recording: Recording) -> None:
    stream = io.StringIO()
    assert export_recorded_landmarks(without(recording, 3, 4), stream) == len(recording.times)
    stream.seek(0)
    rows = list(csv.DictReader(stream))
    pose = next(iter(recording)).pose
    assert pose is not None
    assert float(rows[0]["right_heel_world_y_m"]) == pytest.approx(float(pose.world[30, 1]), abs=1e-4)
    assert rows[3]["nose_x"] == "" and rows[3]["time_s"] != ""
    assert len(rows[0]) == 1 + 33 * 8
