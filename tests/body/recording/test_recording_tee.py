"""A recording of a source is saved completely or not at all, and replaces only recordings."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from coach.body.recording.recording import read_recording
from coach.body.recording.recording_tee import NamedRecording, RecordingTee, check_recording_path
from coach.body.recording.recording_writer import write_recording
from coach.errors import RecordingUnwritable
from tests.body.recording.test_recording import FACTS, sightings


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A recording as a source."""
    path = tmp_path / "source.npz"
    write_recording(path, FACTS, sightings(), "squats.mp4 breaks off at 0.2 s.")
    return path


def test_a_recording_has_the_facts_and_trouble_of_its_source(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.npz"
    with RecordingTee(read_recording(source), lambda: NamedRecording(out)) as passing:
        assert [each.time for each in passing] == [each.time for each in sightings()]
    assert out.read_bytes() == source.read_bytes()


def test_an_unfinished_recording_replaces_nothing(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.npz"
    with RecordingTee(read_recording(source), lambda: NamedRecording(out)) as passing:
        going = iter(passing)
        next(going)
        del going
    assert list(tmp_path.iterdir()) == [source]


def test_only_a_recording_is_overwritten(source: Path, tmp_path: Path) -> None:
    check_recording_path(source)
    check_recording_path(tmp_path / "new.npz")
    letter = tmp_path / "letter.npz"
    letter.write_text("Dear coach")
    for place, sentence in (
        (letter, "the existing file is not a recording"),
        (tmp_path, "it is a folder"),
        (tmp_path / "none" / "out.npz", "there is no folder"),
    ):
        with pytest.raises(RecordingUnwritable, match=sentence) as refusal:
            check_recording_path(place)
        assert refusal.value.hint


def test_an_unwritable_path_is_an_error(source: Path) -> None:
    with (
        pytest.raises(RecordingUnwritable, match="can't be written"),
        RecordingTee(read_recording(source), lambda: NamedRecording(Path("/proc/out.npz"))) as passing,
    ):
        list(passing)


def test_a_device_or_a_pipe_is_refused_early() -> None:
    reading, writing = os.pipe()
    for place in ("/dev/full", "/dev/null", f"/proc/self/fd/{writing}"):
        with pytest.raises(RecordingUnwritable, match="it is a device or a pipe") as refusal:
            check_recording_path(Path(place))
        assert refusal.value.hint == "Name another file."
    os.close(reading)
    os.close(writing)
