"""Recordings are read as they were written; damaged, implausible and newer ones are refused."""

from __future__ import annotations

import io
import json
import os
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from coach.body.pose import Pose
from coach.body.recording.recording import COMPACT_FORMAT, FORMAT, Recording, read_recording
from coach.body.recording.recording_writer import RecordingWriter, write_recording
from coach.body.stream import Sighting, SourceFacts
from coach.errors import RecordingUnreadable

FACTS = SourceFacts(
    kind="film",
    name="squats.mp4",
    size=(640, 360),
    frame_rate=29.97,
    frame_count=5,
    duration_s=0.2,
    sha256="ab" * 32,
    recorded_at=datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC),
    model_sha256="cd" * 32,
    model_grade="full",
)


def sightings() -> list[Sighting]:
    """Five sightings, the third one without a body."""
    generator = np.random.default_rng(7)

    def figures(*shape: int) -> np.ndarray[Any, np.dtype[np.float32]]:
        return generator.normal(size=shape).astype(np.float32)

    return [
        Sighting(
            number / 29.97,
            None
            if number == 2
            else Pose(number / 29.97, figures(33, 3), figures(33, 3), figures(33), figures(33), (640, 360)),
        )
        for number in range(5)
    ]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An intact recording."""
    path = tmp_path / "squats.npz"
    write_recording(path, FACTS, sightings(), "squats.mp4 breaks off at 0.2 s.")
    return path


def test_a_recording_is_read_as_written(path: Path) -> None:
    recording = read_recording(path)
    assert recording.facts == FACTS
    assert recording.trouble == "squats.mp4 breaks off at 0.2 s."
    with recording as source:
        again = list(source)
    assert len(again) == 5
    for before, after in zip(sightings(), again, strict=True):
        assert before.time == after.time
        assert (before.pose is None) == (after.pose is None)
        if before.pose is not None and after.pose is not None:
            for name in ("image", "world", "visibility", "presence"):
                np.testing.assert_array_equal(getattr(before.pose, name), getattr(after.pose, name))
            assert (after.pose.time, after.pose.size) == (after.time, (640, 360))
    assert list(recording)[-1].time == again[-1].time


def test_numpy_can_read_it(path: Path) -> None:
    with np.load(path, allow_pickle=False) as arrays:
        assert arrays["landmarks"].shape == (4, 33, 8)
        assert json.loads(arrays["about"].tobytes())["format"] == FORMAT


def test_a_recording_without_a_body(tmp_path: Path) -> None:
    path = tmp_path / "nobody.npz"
    write_recording(path, FACTS, [Sighting(0.5, None)])
    assert [sighting.pose for sighting in read_recording(path)] == [None]
    write_recording(path, FACTS, [])
    assert list(read_recording(path)) == []


def test_an_unfinished_recording_leaves_no_file(path: Path) -> None:
    before = path.read_bytes()
    with RecordingWriter(path) as writer:
        writer.add(sightings()[0])
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def rewritten(path: Path, change: Callable[[dict[str, Any]], None]) -> None:
    """Write a recording again with changed arrays; ``about`` is a dictionary."""
    with np.load(path) as arrays:
        parts: dict[str, Any] = dict(arrays)
    parts["about"] = json.loads(parts["about"].tobytes())
    change(parts)
    if isinstance(parts["about"], dict):
        parts["about"] = np.frombuffer(json.dumps(parts["about"]).encode(), np.uint8)
    np.savez(path, **parts)


def _with(name: str, value: object) -> Callable[[dict[str, Any]], None]:
    return lambda parts: parts.update({name: value})


def _fact(name: str, value: object) -> Callable[[dict[str, Any]], None]:
    return lambda parts: parts["about"]["facts"].update({name: value})


@pytest.mark.parametrize(
    "change",
    [
        _with("time", np.array([0.0, 0.1, np.nan, 0.3, 0.4])),
        _with("time", np.array([0.0, 0.1, np.inf, 0.3, 0.4])),
        _with("time", np.array([0.0, 0.2, 0.1, 0.3, 0.4])),
        _with("time", np.array([0.0, 0.1, 0.1, 0.3, 0.4])),
        _with("time", np.zeros((5, 1))),
        _with("time", np.arange(4.0)),
        _with("time", np.array([f"{number}" for number in range(5)])),
        _with("found", np.ones(5, bool)),
        _with("landmarks", np.zeros((4, 33, 7), np.float32)),
        _with("landmarks", np.zeros((4, 34, 8), np.float32)),
        _with("landmarks", np.full((4, 33, 8), np.nan, np.float32)),
        _with("about", np.frombuffer(b"{", np.uint8)),
        _with("about", np.frombuffer(b"[]", np.uint8)),
        _with("about", np.frombuffer(b"\xff\xfe", np.uint8)),
        _fact("size", "large"),
        _fact("size", [1, 2, 3]),
        _fact("size", [-1, 0]),
        _fact("size", [float("inf"), 1]),
        _fact("kind", "dream"),
        _fact("name", 7),
        _fact("recorded_at", "yesterday"),
        _fact("frame_rate", "fast"),
        _fact("duration_s", float("nan")),
        _fact("frame_count", "many"),
        _fact("sha256", 12),
        lambda parts: parts.pop("found"),
        lambda parts: parts["about"].pop("facts"),
        lambda parts: parts["about"].update(format="one"),
        lambda parts: parts["about"].update(trouble=["a", "list"]),
    ],
)
def test_implausible_values_are_refused(path: Path, change: Callable[[dict[str, Any]], None]) -> None:
    rewritten(path, change)
    with pytest.raises(RecordingUnreadable, match="is not a recording, or is damaged"):
        read_recording(path)


def test_pickles_are_never_opened(path: Path) -> None:
    opened = path.parent / "opened"

    class Trap:
        def __reduce__(self) -> tuple[Any, ...]:
            return opened.write_text, ("caught",)

    rewritten(path, _with("time", np.array([Trap()], dtype=object)))
    with pytest.raises(RecordingUnreadable):
        read_recording(path)
    assert not opened.exists()


def test_an_absurd_size_allocates_no_memory(path: Path) -> None:
    """A header of a few bytes that declares a petabyte."""
    header = io.BytesIO()
    np.lib.format.write_array_header_1_0(
        header, {"descr": "<f4", "fortran_order": False, "shape": (10**12, 33, 8)}
    )
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members["landmarks.npy"] = header.getvalue()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    with pytest.raises(RecordingUnreadable):
        read_recording(path)


def test_a_newer_recording_says_update(path: Path) -> None:
    rewritten(path, lambda parts: parts["about"].update(format=COMPACT_FORMAT + 1))
    with pytest.raises(RecordingUnreadable, match="newer version of coach") as refusal:
        read_recording(path)
    assert refusal.value.hint == "Update coach."


@pytest.mark.parametrize("length", [0, 1, 10, 500, -1, -30])
def test_a_truncated_recording_is_refused(path: Path, length: int) -> None:
    path.write_bytes(path.read_bytes()[:length])
    with pytest.raises(RecordingUnreadable):
        read_recording(path)


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "missing.npz", tmp_path):
        with pytest.raises(RecordingUnreadable) as refusal:
            read_recording(path)
        assert refusal.value.path == path
        assert refusal.value.hint


def test_size_per_frame(tmp_path: Path) -> None:
    path = tmp_path / "long.npz"
    one = sightings()[0].pose
    assert one is not None
    write_recording(path, FACTS, [Sighting(number / 30, one) for number in range(300)])
    assert path.stat().st_size < 300 * 1100
    assert isinstance(read_recording(path), Recording)


def test_a_film_name_that_is_not_valid_text(tmp_path: Path) -> None:
    """Linux allows any bytes in a name; Python reads invalid ones as lone surrogates."""
    path = tmp_path / "odd.npz"
    write_recording(path, replace(FACTS, name="\udcff.mp4"), sightings(), "\udcff.mp4 breaks off.")
    again = read_recording(path)
    assert (again.facts.name, again.trouble) == ("?.mp4", "?.mp4 breaks off.")


@pytest.mark.parametrize("place", ["/dev/zero", "/dev/null", "fifo"])
def test_pipes_and_devices_are_refused_without_waiting(tmp_path: Path, place: str) -> None:
    path = tmp_path / place
    if place == "fifo":
        os.mkfifo(path)
    with pytest.raises(RecordingUnreadable):
        read_recording(path)


def test_an_absurd_date_is_omitted(tmp_path: Path) -> None:
    path = tmp_path / "odd.npz"
    write_recording(path, replace(FACTS, recorded_at=datetime(9999, 12, 31, tzinfo=UTC)), sightings())
    assert read_recording(path).facts.recorded_at is None
