"""Malicious recordings are refused with a sentence and without much memory."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest

from coach.body.recording.recording import MOST_FRAMES, holds_recording, read_recording
from coach.errors import RecordingUnreadable
from tests.campaign.hostile_recordings import (
    bomb,
    claiming,
    hostile_recordings,
    mutated_recordings,
    packed,
    sound,
)


def test_the_intact_recording_is_read(tmp_path: Path) -> None:
    path = tmp_path / "sound.npz"
    path.write_bytes(packed(sound()))
    assert len(list(read_recording(path))) == 40


@pytest.mark.parametrize("content", [pytest.param(each, id=name) for name, each in hostile_recordings()])
def test_each_malicious_recording_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "hostile.npz"
    path.write_bytes(content)
    assert holds_recording(path) in (True, False)
    with pytest.raises(RecordingUnreadable) as refusal:
        read_recording(path)
    assert refusal.value.hint
    str(refusal.value).encode()


def test_damaged_recordings_are_read_or_refused(tmp_path: Path) -> None:
    path = tmp_path / "spoilt.npz"
    read = 0
    for _, content in mutated_recordings(seed=3, count=150):
        path.write_bytes(content)
        try:
            read_recording(path)
        except RecordingUnreadable:
            continue
        read += 1
    assert read < 75


def test_a_long_recording_takes_little_more_than_its_arrays(tmp_path: Path) -> None:
    path, frames = tmp_path / "long.npz", 60_000
    path.write_bytes(bomb(frames))
    tracemalloc.start()
    try:
        recording = read_recording(path)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    arrays = recording.landmarks.nbytes + recording.times.nbytes + recording.found.nbytes
    assert arrays > 60e6
    assert peak <= 1.2 * arrays


def test_more_than_twelve_hours_allocate_no_memory(tmp_path: Path) -> None:
    path, parts = tmp_path / "endless.npz", sound()
    parts["about"]["facts"]["frame_count"] = MOST_FRAMES + 1
    parts["landmarks"] = claiming(MOST_FRAMES + 1)
    path.write_bytes(packed(parts))
    tracemalloc.start()
    try:
        with pytest.raises(RecordingUnreadable, match="may have 12 hours"):
            read_recording(path)
        assert tracemalloc.get_traced_memory()[1] < 5e6
    finally:
        tracemalloc.stop()
