"""The program itself: its versions, who owns ``cv2``, and the lock on usage metrics."""

from __future__ import annotations

import importlib.metadata
import platform
import re
import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

from coach import __version__
from coach.checkup.check_group import refused
from coach.errors import LibraryError
from coach.finding import Finding, fail, ok, warn
from coach.settings import read_settings
from coach.vision.landmarker.telemetry_lock import CLOSED_PORT, lock_metrics, metrics_locked

_OWN_CV2 = re.compile(r"^cv2/", re.MULTILINE)
_WANTED = "opencv-contrib-python"


def versions() -> Iterator[Finding]:
    """Which coach, which Python, which system."""
    system = f"{platform.system()} {platform.release()} {platform.machine()}"
    yield ok(f"coach {__version__}, Python {platform.python_version()}, {system}")


def libraries() -> Iterator[Finding]:
    """That the libraries which see can be loaded, with what they need of the system."""
    for name, version in (("PyAV", _pyav), ("OpenCV", _opencv), ("MediaPipe", _mediapipe)):
        try:
            yield ok(f"{name} {version()}")
        except LibraryError as error:
            yield refused(error)
            if name == "OpenCV":
                return  # MediaPipe loads it, so it would say the same


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


def ownership() -> Iterator[Finding]:
    """That only one package brings ``cv2``.

    Packages that bring it overwrite each other's files, and taking one away destroys the other's: the
    package manager says nothing of either.
    """
    owners = owners_of_cv2()
    told = " and ".join(f"{name} {version}" for name, version in owners)
    if len(owners) > 1:
        names = " ".join(name for name, _ in owners)
        yield warn(
            f"cv2 belongs to more than one package: {told}",
            f"'pip uninstall {names}', then 'pip install {_WANTED}': they overwrite each other.",
        )
    else:
        yield ok(f"cv2 belongs to {told or 'no package of pip'}")


def owners_of_cv2() -> list[tuple[str, str]]:
    """Name and version of every installed package that claims files of ``cv2``."""
    found = {
        (each.name, each.version)
        for each in importlib.metadata.distributions()
        if _OWN_CV2.search(each.read_text("RECORD") or "")
    }
    return sorted(found)


def preferences() -> Iterator[Finding]:
    """That the user's settings can be read.

    Raises:
        SettingsError: They can't.
    """
    said = [name for name, _, by_file in read_settings().lines() if by_file and name != "format"]
    own = list(dict.fromkeys(name.partition('."')[0] for name in said))  # what a source is called is private
    yield ok(
        f"settings: {', '.join(own)} as you want them, the rest as usual" if own else "settings: as usual"
    )


def privacy() -> Iterator[Finding]:
    """That usage metrics of the pose library can't leave this machine."""
    lock_metrics()
    if not metrics_locked():
        yield fail("the lock on MediaPipe's usage metrics is off", "Do not train with it; please report it.")
    elif _listened_to(CLOSED_PORT):
        yield warn(
            f"usage metrics are sent to {CLOSED_PORT}, where a program of this machine listens",
            "They still do not leave by themselves; stop that program if you do not know it.",
        )
    else:
        yield ok("usage metrics of MediaPipe are locked in")


def _listened_to(address: str) -> bool:
    parts = urlsplit(address)
    with socket.socket() as attempt:
        attempt.settimeout(0.5)
        return attempt.connect_ex((parts.hostname or "", parts.port or 0)) == 0
