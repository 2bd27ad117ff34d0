"""Checks of the program: versions, libraries, settings and blocked telemetry."""

from __future__ import annotations

import importlib.metadata
import platform
import re
import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

from coach import __version__
from coach.checkup.check_group import error_finding
from coach.errors import LibraryError
from coach.finding import Finding, fail, ok, warn
from coach.settings import read_settings
from coach.vision.landmarker.telemetry_lock import CLOSED_PORT, block_telemetry, telemetry_blocked

_OWN_CV2 = re.compile(r"^cv2/", re.MULTILINE)
_WANTED = "opencv-contrib-python"


def versions() -> Iterator[Finding]:
    """Versions of coach, Python and the system."""
    system = f"{platform.system()} {platform.release()} {platform.machine()}"
    yield ok(f"coach {__version__}, Python {platform.python_version()}, {system}")


def libraries() -> Iterator[Finding]:
    """Whether PyAV, OpenCV and MediaPipe can be loaded."""
    for name, version in (("PyAV", _pyav), ("OpenCV", _opencv), ("MediaPipe", _mediapipe)):
        try:
            yield ok(f"{name} {version()}")
        except LibraryError as error:
            yield error_finding(error)
            if name == "OpenCV":
                return  # MediaPipe needs OpenCV and would fail with the same error


def _pyav() -> str:
    from coach.pyav import av

    return f"{av.__version__} with FFmpeg {av.ffmpeg_version_info}"


def _opencv() -> str:
    from coach.opencv import cv2

    return cv2.__version__


def _mediapipe() -> str:
    from coach.vision.landmarker.mediapipe_library import load_mediapipe
    from coach.vision.landmarker.native_stderr import native_stderr_off

    with native_stderr_off():
        load_mediapipe()
    return importlib.metadata.version("mediapipe")


def cv2_package() -> Iterator[Finding]:
    """Whether only one package provides ``cv2``.

    Packages that provide it overwrite each other's files, and uninstalling one breaks the other; pip
    reports neither.
    """
    owners = owners_of_cv2()
    packages = " and ".join(f"{name} {version}" for name, version in owners)
    if len(owners) > 1:
        names = " ".join(name for name, _ in owners)
        yield warn(
            f"several packages provide cv2 and overwrite each other: {packages}",
            f"Run 'pip uninstall {names}', then 'pip install {_WANTED}'.",
        )
    else:
        yield ok(f"cv2 is provided by {packages or 'no pip package'}")


def owners_of_cv2() -> list[tuple[str, str]]:
    """Name and version of every installed package with ``cv2`` files."""
    found = {
        (each.name, each.version)
        for each in importlib.metadata.distributions()
        if _OWN_CV2.search(each.read_text("RECORD") or "")
    }
    return sorted(found)


def settings() -> Iterator[Finding]:
    """Whether the settings can be read.

    Raises:
        SettingsError: They can't.
    """
    names = [name for name, _, by_file in read_settings().lines() if by_file and name != "format"]
    changed = list(dict.fromkeys(name.partition('."')[0] for name in names))  # names of sources are private
    yield ok(f"settings: you changed {', '.join(changed)}" if changed else "settings: defaults")


def telemetry() -> Iterator[Finding]:
    """Whether MediaPipe's telemetry is blocked."""
    block_telemetry()
    if not telemetry_blocked():
        yield fail("MediaPipe telemetry is not blocked", "Don't use coach for now, and please report this.")
    elif _has_listener(CLOSED_PORT):
        yield warn(
            f"MediaPipe telemetry goes to {CLOSED_PORT}, and a program on this machine listens there",
            "The data stays on this machine. Stop that program if you don't know it.",
        )
    else:
        yield ok("MediaPipe telemetry is blocked")


def _has_listener(address: str) -> bool:
    parts = urlsplit(address)
    with socket.socket() as attempt:
        attempt.settimeout(0.5)
        return attempt.connect_ex((parts.hostname or "", parts.port or 0)) == 0
