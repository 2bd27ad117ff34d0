"""Classifies a typed source: a camera, an address, a film, a recording or the rendered athlete."""

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
"""The name of the rendered athlete as a source."""

_RECORDING_ENDING = ".npz"
_ENDINGS = "3g2 3gp asf avi flv gif m2ts m4v mjpeg mjpg mkv mov mp4 mpeg mpg mts mxf ogg ogv ts vob webm wmv"
_FILM_ENDINGS = frozenset(f".{ending}" for ending in _ENDINGS.split(" "))


def source_kind(wish: str) -> SourceKind:
    """The kind of a typed source, without opening it.

    A film is an existing file, or a name with the ending of a film; names of cameras may contain a dot.
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
    """Whether it is a film or a recording, existing or not."""
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
    except SourceError:  # opening it raises the error
        return path.suffix.lower() == _RECORDING_ENDING
