import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.addresses import is_address, without_password, without_passwords
from coach.errors import CameraMissing, CoachError

SECRET = "s3cr3t"


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("http://phone:8080/video", "http://phone:8080/video"),
        ("http://me:s3cr3t@phone:8080/video", "http://phone:8080/video"),
        ("http://me:s3cr3t/s3cr3t@phone/video", "http://phone/video"),
        ("http://me:s3@cr3t/s3cr3t@phone/video", "http://phone/video"),
        ("http://me:12?s3cr3t@phone/video?action=stream", "http://…"),
        ("http://me:#s3cr3t@phone/video", "http://…"),
        ("http://phone/video?action=stream&password=s3cr3t", "http://phone/video?action=stream&password=…"),
        ("http://phone/video?loginuse=me&loginpas=s3cr3t", "http://phone/video?loginuse=…&loginpas=…"),
        ("http://phone/video?s3cr3t", "http://phone/video?…"),
        ("http://phone/video#token=s3cr3t", "http://phone/video"),
        ("http://phone/video?user=a@b.c&password=s3cr3t", "http://…"),
        ("htp://me:s3cr3t@phone/video", "htp://phone/video"),
        ("http:/me:s3cr3t@phone/video", "http:/phone/video"),
        ("rtsp://me:s3cr3t@phone", "rtsp://phone"),
        ("me:s3cr3t@phone:8080/video", "phone:8080/video"),
        ("http://phone/video?resolution=640x480", "http://phone/video?resolution=640x480"),
    ],
)
def test_an_address_is_shown_without_passwords_and_keys(address: str, shown: str) -> None:
    assert without_password(address) == shown
    assert without_passwords(f"From «{address}»: why.") == f"From «{shown}»: why."
    assert without_passwords(f"From {address}: why.") == f"From {shown}: why."
    assert without_passwords(f"Did you mean {address}?") == f"Did you mean {shown}?"


@given(st.text(st.characters(exclude_characters="\n«»")))
def test_no_password_is_shown_with_any_characters(text: str) -> None:
    address = f"http://me:{text}{SECRET}{text}@phone/video"
    assert SECRET not in without_password(address)
    assert SECRET not in without_passwords(f"{address} sends no pictures.")


@pytest.mark.parametrize(
    "name", ["2", "/dev/video0", "USB2.0 HD UVC WebCam", "squats 12:30.mp4", "performer"]
)
def test_other_text_is_unchanged(name: str) -> None:
    assert without_passwords(name) == name
    assert without_password(name) == name
    assert not is_address(name)


def test_no_error_contains_a_password() -> None:
    error = CameraMissing("There is no camera «htp://me:s3cr3t@phone».", hint="Type http://me:s3cr3t@phone.")
    assert (str(error), error.hint) == ("There is no camera «htp://phone».", "Type http://phone.")
    assert isinstance(error, CoachError)


@pytest.mark.parametrize("piece", ["a", "a:", "a:/", "a@", "a.-1", "x:y@"])
def test_a_long_text_takes_little_time(piece: str) -> None:
    started = time.process_time()
    without_passwords(piece * (100_000 // len(piece)))
    assert time.process_time() - started < 5.0
