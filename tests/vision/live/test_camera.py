"""Errors for missing, busy and forbidden cameras; no camera is needed."""

from __future__ import annotations

import grp
import os
import subprocess
import time
from pathlib import Path

import pytest

from coach.errors import CameraMissing, CameraRefused, CoachError, FilmMissing
from coach.vision.live.camera import Webcam, camera_index
from coach.vision.live.device import (
    check_device,
    index_of,
    no_camera_hint,
    permission_hint,
    refusal,
    users_of,
)
from coach.vision.live.live_sources import open_live
from coach.vision.live.surroundings import surroundings

NOWHERE = 97


def test_a_camera_by_index_and_device_file() -> None:
    assert camera_index("2") == 2
    assert camera_index("/dev/video3") == 3


def test_a_camera_by_a_link_to_its_device_file(tmp_path: Path) -> None:
    (tmp_path / "usb-webcam").symlink_to("/dev/video4")
    assert camera_index(str(tmp_path / "usb-webcam")) == 4


def test_a_name_is_not_a_path() -> None:
    assert index_of("Integrated Webcam") is None
    with pytest.raises(CameraMissing, match="no camera called 'Integrated Webcam'; available: ") as caught:
        camera_index("Integrated Webcam")
    assert "coach doctor" in caught.value.hint


def test_other_devices_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    for path in ("/dev/null", str(tmp_path / "fifo"), str(tmp_path)):
        with pytest.raises(CameraRefused, match=r" is not a camera\.") as caught:
            open_live(path)
        assert path in str(caught.value)
        assert "--source" in caught.value.hint


def test_a_missing_device_or_film(tmp_path: Path) -> None:
    with pytest.raises(CameraMissing, match=r"nothing does not exist\."):
        open_live(str(tmp_path / "nothing"))
    with pytest.raises(FilmMissing):
        open_live(str(tmp_path / "nothing.mp4"))


def test_a_missing_index() -> None:
    with pytest.raises(CameraMissing, match=rf"no camera {NOWHERE} \(/dev/video{NOWHERE} does not exist"):
        Webcam(NOWHERE, time.monotonic)


def test_a_file_instead_of_a_device(tmp_path: Path) -> None:
    (tmp_path / "video0").touch()
    with pytest.raises(CameraRefused, match="is not a camera"):
        check_device(tmp_path / "video0", 0)


def test_a_camera_in_use_names_the_program(tmp_path: Path) -> None:
    device = tmp_path / "video0"
    device.touch()
    assert list(users_of(device)) == []
    with (
        device.open() as held,
        subprocess.Popen(["sleep", "60"], stdin=held) as other,
    ):
        sentence = str(refusal(device, 0, "It sends no pictures."))
        other.kill()
    assert sentence == f"Camera 0 is in use by sleep (process {other.pid})."
    assert str(refusal(device, 0, "It sends no pictures.")) == "It sends no pictures."


@pytest.mark.parametrize(
    ("file", "text", "here"),
    [
        ("proc/sys/kernel/osrelease", "5.15.153.1-microsoft-standard-WSL2\n", "WSL"),
        ("proc/version", "Linux version 4.4.0-19041-Microsoft (Microsoft@Microsoft.com)\n", "WSL"),
        ("proc/sys/kernel/osrelease", "6.12.48+deb13-amd64\n", None),
        (".dockerenv", "", "container"),
        ("run/.containerenv", 'engine="podman-5.4"\n', "container"),
        ("etc/hostname", "laptop\n", None),
    ],
)
def test_surroundings_without_cameras_are_detected(
    file: str, text: str, here: str | None, tmp_path: Path
) -> None:
    (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / file).write_text(text)
    assert surroundings(tmp_path, {}) == here
    assert surroundings(tmp_path, {"SSH_CONNECTION": "10.0.0.1 5 10.0.0.2 22"}) == here or "SSH"


def test_the_hint_without_a_camera_depends_on_the_surroundings() -> None:
    hint = no_camera_hint("WSL")
    for word in (
        "usbipd attach --wsl",
        "uvcvideo",
        "'coach analyze film.mp4'",
        "--source http://",
        "coach demo",
    ):
        assert word in hint
    assert "--device /dev/video0" in no_camera_hint("container")
    assert "plugged into this machine" in no_camera_hint("SSH")


def test_the_hint_for_a_forbidden_device(tmp_path: Path) -> None:
    device = tmp_path / "video0"
    device.touch(0o600)
    assert permission_hint(device).startswith(f"Run 'sudo chmod a+rw {device}'")
    device.chmod(0o660)
    if os.getuid() == 0:
        os.chown(device, -1, grp.getgrnam("video").gr_gid)
        assert permission_hint(device).startswith("Run 'sudo usermod -aG video $USER'")


def test_every_refusal_has_a_hint() -> None:
    for error in (CameraMissing, CameraRefused):
        assert issubclass(error, CoachError)
    assert "Close other programs that use it" in refusal(Path("/dev/video97"), 97, "No.").hint
