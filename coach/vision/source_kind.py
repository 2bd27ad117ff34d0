"""What somebody means by a source: a camera, an address, a film, a recording or the rendered athlete."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Literal

from coach.addresses import is_address
from coach.errors import SourceError
from coach.regular_file import is_regular
from coach.vision.film.film_file import is_recording

SourceKind = Literal["performer", "address", "index", "device", "name", "film", "recording"]

PERFORMER = "performer"
"""The source that is no camera: the rendered athlete, who never tires."""

_RECORDING_ENDING = ".npz"
_ENDINGS = "3g2 3gp asf avi flv gif m2ts m4v mjpeg mjpg mkv mov mp4 mpeg mpg mts mxf ogg ogv ts vob webm wmv"
_FILM_ENDINGS = frozenset(f".{ending}" for ending in _ENDINGS.split(" "))


def source_kind(wish: str) -> SourceKind:
    """What is meant by a source; nothing is opened.

    A film is a file that exists, or a name that ends like a film's: a dot alone is in many a camera's name.
    """
    if wish == PERFORMER:
        return "performer"
    if is_address(wish):
        return "address"
    if wish.isdecimal():
        return "index"
    if _is_device(wish):
        return "device"
    ending = Path(wish).suffix.lower()
    if is_regular(Path(wish)):
        return "recording" if _holds_recording(Path(wish)) else "film"
    if ending == _RECORDING_ENDING:
        return "recording"
    if ending in _FILM_ENDINGS:
        return "film"
    return "device" if "/" in wish else "name"


def is_film(wish: str) -> bool:
    """Whether a film or a recording is meant, also one that is not there."""
    return source_kind(wish) in ("film", "recording")


def _is_device(wish: str) -> bool:
    if wish.startswith("/dev/"):
        return not is_regular(Path(wish))
    try:
        return stat.S_ISCHR(Path(wish).stat().st_mode)
    except (OSError, ValueError):
        return False


def _holds_recording(path: Path) -> bool:
    try:
        return is_recording(path)
    except SourceError:  # whoever opens it says what is wrong with it
        return path.suffix.lower() == _RECORDING_ENDING
