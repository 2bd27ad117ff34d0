"""Typed addresses: their kind, and the errors for those that coach can't open."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.errors import CameraMissing, StreamRefused
from coach.vision.address_kind import AddressKind, address_kind, completed_source, download_error, file_path
from coach.vision.film.film_file import check_file
from coach.vision.live.address import open_stream
from coach.vision.live.camera import camera_index

PAGES = (
    "www.youtube.com/watch?v=abc",
    "youtu.be/abc",
    "m.youtube.com/shorts/abc",
    "vimeo.com/1",
    "x.com/me/1",
)


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        *((f"https://{page}", "film page") for page in PAGES),
        ("http://phone.example:8080/video", "web"),
        ("https://" + "notyoutu.be/abc", "web"),
        ("http://[fe80::1", "web"),
        ("rtsp://phone/x", "live stream"),
        ("RTMP://phone/x", "live stream"),
        ("ftp://phone/x.mp4", "file server"),
        ("htp://phone", "mistyped"),
    ],
)
def test_the_kind_of_an_address(address: str, kind: AddressKind) -> None:
    assert address_kind(address) == kind


@pytest.mark.parametrize(
    "typed",
    [
        "192.168.1.7:8080/video",
        "192.168.1.7",
        "phone.local:8080",
        "phone.local/video",
        "phone:8080",
        "localhost:8080/?action=stream",
        "me:s3cr3t@phone.local:8080/video",
        "[fe80::1]:8080/video",
        "youtu.be/abc",
    ],
)
def test_an_address_may_lack_its_scheme(typed: str) -> None:
    assert completed_source(typed) == f"http://{typed}"


@pytest.mark.parametrize(
    "typed",
    [
        "performer",
        "0",
        "Logi",
        "HD Webcam C920 v1.3",
        "Integrated Camera: Integrated C",
        "/dev/video0",
        "/dev/v4l/by-path/pci-0000:00:14.0-usb-0:1:1.0-video-index0",
        "12:30.mp4",
        "16:9",
        "films.old/squat",
        "C:/clips/squat.mp4",
        "http://phone:8080/video",
        "rtsp://phone",
    ],
)
def test_other_sources_stay_unchanged(typed: str) -> None:
    assert completed_source(typed) == typed
    assert file_path(Path(typed)) == Path(typed)


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("file:///clips/my%20squats.mp4", "/clips/my squats.mp4"),
        ("file:/clips/squats.mp4", "/clips/squats.mp4"),
        ("file://localhost/clips/squats.mp4", "/clips/squats.mp4"),
        ("FILE:///C:/clips/squats.mp4", "C:/clips/squats.mp4"),
    ],
)
def test_the_address_of_a_file_is_its_path(typed: str, path: str) -> None:
    assert completed_source(typed) == path
    assert file_path(Path(typed)) == Path(path)


def test_an_existing_file_takes_precedence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("phone:8080", "youtu.be/abc"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"a film")
        assert completed_source(name) == name
        check_file(Path(name))


@pytest.mark.parametrize(
    ("typed", "sentence", "hint"),
    [
        *(
            (f"https://{page}", "coach doesn't download films, and https://", "Save the film")
            for page in PAGES
        ),
        ("youtu.be/abc", "is a web page", "then run 'coach analyze film.mp4'"),
        ("http://phone/film.mp4", "and http://phone/film.mp4 is not on this machine", "Save the film"),
        ("http:/phone/film.mp4", "and http://phone/film.mp4 is not on this machine", "Save the film"),
        ("phone.local:8080/video", "phone.local:8080/video is not", "'coach start --source"),
        ("ftp://phone/film.mp4", "and ftp://phone/film.mp4 is not on this machine", "Save the film"),
        (
            "rtsp://me:s3cr3t@phone/x",
            "rtsp://phone/x is a live stream, not a film",
            "'ffmpeg -i rtsp://phone/x ",
        ),
        ("udp://phone:1234", "is a live stream", "Record it first"),
    ],
)
def test_an_address_in_place_of_a_film_is_not_downloaded(typed: str, sentence: str, hint: str) -> None:
    error = download_error(Path(typed))
    assert error is not None
    assert sentence in str(error)
    assert hint in error.hint
    assert "s3cr3t" not in f"{error} {error.hint}"
    with pytest.raises(type(error), match=r"coach doesn't download|is a live stream"):
        check_file(Path(typed))


@pytest.mark.parametrize(
    ("address", "sentence", "hint"),
    [
        (f"https://{PAGES[0]}", "it is a web page, and coach doesn't download films", "Save the film"),
        ("rtsp://me:s3cr3t@phone/x", "coach reads motion JPEG (http://), not RTSP", "-f mpjpeg"),
        ("ftp://phone/x.mp4", "only http:// and https:// addresses can be opened", "Save the film"),
        ("htp://me:s3cr3t@phone/v", "only http:// and https:// addresses", "Did you mean http://phone/v?"),
        ("gopher://phone", "only http:// and https:// addresses", "'http://'"),
    ],
)
def test_an_unsuitable_address_is_refused_before_connecting(address: str, sentence: str, hint: str) -> None:
    with pytest.raises(StreamRefused) as refused:
        open_stream(address, lambda: 0.0)
    assert sentence in str(refused.value)
    assert hint in refused.value.hint
    assert "s3cr3t" not in f"{refused.value} {refused.value.hint}"


@pytest.mark.parametrize("typed", ["http:/phone:8080/v", "http//phone:8080/v", "http;//phone:8080/v"])
def test_a_mistyped_address_is_corrected(typed: str) -> None:
    with pytest.raises(CameraMissing) as missing:
        camera_index(typed)
    assert missing.value.hint == "Did you mean http://phone:8080/v?"
