"""The kind of a source, by its name and by existing files."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.body.recording.recording_writer import write_recording
from coach.body.stream import Sighting, SourceFacts
from coach.vision.source_kind import SourceKind, is_film, source_kind


@pytest.mark.parametrize(
    ("wish", "kind"),
    [
        ("performer", "performer"),
        ("0", "index"),
        ("http://phone.example/v.mjpg", "address"),
        ("HTTPS://x", "address"),
        ("rtsp://camera.example/live.mp4", "address"),
        ("USB2.0 HD UVC WebCam", "name"),
        ("Logi", "name"),
        ("HD Webcam C920 v1.3", "name"),
        ("/dev/video0", "device"),
        ("/dev/v4l/by-path/pci-0000:00:14.0-usb-0:1:1.0-video-index0", "device"),
        ("/dev/null", "device"),
        ("gone.mp4", "film"),
        ("clips/GONE.MOV", "film"),
        ("12:30.mp4", "film"),
        ("gone.npz", "recording"),
        ("clips/squats", "device"),
    ],
)
def test_by_its_name(wish: str, kind: SourceKind) -> None:
    assert source_kind(wish) == kind
    assert is_film(wish) == (kind in ("film", "recording"))


def test_by_existing_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "holiday").write_bytes(b"anything at all")
    write_recording(tmp_path / "squats.mp4", SourceFacts("film", "s", (64, 64)), [Sighting(0.0, None)])
    (tmp_path / "http:" / "phone.example").mkdir(parents=True)
    (tmp_path / "http:" / "phone.example" / "f.mp4").write_bytes(b"a trap")
    (tmp_path / "usb").mkdir()
    assert source_kind("holiday") == "film"
    assert source_kind("squats.mp4") == "recording"
    assert source_kind("http:/phone.example/f.mp4") == "film"
    assert source_kind("http://phone.example/f.mp4") == "address"
    assert source_kind("usb") == "name"
