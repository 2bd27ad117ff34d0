"""What is no camera, is not there, or is somebody else's; nothing of it needs a camera."""

from __future__ import annotations

import grp
import os
import subprocess
import time
from pathlib import Path

import pytest

from coach.errors import CameraMissing, CameraRefused, CoachError, FilmMissing
from coach.vision.live.camera import Webcam, camera_index
from coach.vision.live.device import check_device, index_of, permission_hint, refusal, users_of, where_none_is
from coach.vision.live.live_sources import open_live
from coach.vision.live.surroundings import surroundings

NOWHERE = 97


def test_an_index_and_a_device_file_mean_a_camera() -> None:
    assert camera_index("2") == 2
    assert camera_index("/dev/video3") == 3


def test_another_name_of_a_device_file_means_the_same(tmp_path: Path) -> None:
    (tmp_path / "usb-webcam").symlink_to("/dev/video4")
    assert camera_index(str(tmp_path / "usb-webcam")) == 4


def test_a_name_is_no_path() -> None:
    assert index_of("Integrated Webcam") is None
    with pytest.raises(CameraMissing, match="no camera called 'Integrated Webcam'; here: ") as caught:
        camera_index("Integrated Webcam")
    assert "coach doctor" in caught.value.hint


def test_what_is_no_device_of_a_camera_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    for path in ("/dev/null", str(tmp_path / "fifo"), str(tmp_path)):
        with pytest.raises(CameraRefused, match=r" is no camera\.") as caught:
            open_live(path)
        assert path in str(caught.value)
        assert "--source" in caught.value.hint


def test_what_is_not_there_is_missing(tmp_path: Path) -> None:
    with pytest.raises(CameraMissing, match=r"There is no .*nothing\."):
        open_live(str(tmp_path / "nothing"))
    with pytest.raises(FilmMissing):
        open_live(str(tmp_path / "nothing.mp4"))


def test_no_such_index() -> None:
    with pytest.raises(CameraMissing, match=rf"no camera {NOWHERE} \(/dev/video{NOWHERE} is not there"):
        Webcam(NOWHERE, time.monotonic)


def test_a_file_in_its_place(tmp_path: Path) -> None:
    (tmp_path / "video0").touch()
    with pytest.raises(CameraRefused, match="is no camera"):
        check_device(tmp_path / "video0", 0)


def test_one_that_somebody_holds(tmp_path: Path) -> None:
    device = tmp_path / "video0"
    device.touch()
    assert list(users_of(device)) == []
    with (
        device.open() as held,
        subprocess.Popen(["sleep", "60"], stdin=held) as other,
    ):
        told = str(refusal(device, 0, "It gives no picture."))
        other.kill()
    assert told == f"Camera 0 is in use by sleep (process {other.pid})."
    assert str(refusal(device, 0, "It gives no picture.")) == "It gives no picture."


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
def test_where_a_camera_is_hard_to_get_is_known(
    file: str, text: str, here: str | None, tmp_path: Path
) -> None:
    (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / file).write_text(text)
    assert surroundings(tmp_path, {}) == here
    assert surroundings(tmp_path, {"SSH_CONNECTION": "10.0.0.1 5 10.0.0.2 22"}) == here or "SSH"


def test_without_a_camera_it_says_what_the_place_needs() -> None:
    told = where_none_is("WSL")
    for word in (
        "usbipd attach --wsl",
        "uvcvideo",
        "'coach analyze film.mp4'",
        "--source http://",
        "coach demo",
    ):
        assert word in told
    assert "--device /dev/video0" in where_none_is("container")
    assert "plugged into this machine" in where_none_is("SSH")


def test_a_closed_device_says_how_it_opens(tmp_path: Path) -> None:
    device = tmp_path / "video0"
    device.touch(0o600)
    assert permission_hint(device).startswith(f"'sudo chmod a+rw {device}'")
    device.chmod(0o660)
    if os.getuid() == 0:
        os.chown(device, -1, grp.getgrnam("video").gr_gid)
        assert permission_hint(device).startswith("'sudo usermod -aG video $USER'")


def test_every_refusal_says_what_to_do() -> None:
    for error in (CameraMissing, CameraRefused):
        assert issubclass(error, CoachError)
    assert "Close what else uses it" in refusal(Path("/dev/video97"), 97, "No.").hint
