"""Pictures written as a GIF that goes round for ever."""

from __future__ import annotations

import math
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from coach.errors import PictureUnwritable
from coach.opencv import cv2
from coach.performer.scene import Picture

LARGEST = 2_000_000
"""Bytes that a GIF may have; where more would come out, it is made smaller."""
_MAGIC = b"GIF8"
_UNDITHERED = [cv2.IMWRITE_GIF_DITHER, 3]
_TRIES = 4


def check_gif(path: Path) -> None:
    """See that a GIF may be put at ``path``: nothing is there, or an older GIF.

    Raises:
        PictureUnwritable: Something else is there, or there is no such folder.
    """
    if not path.parent.is_dir():
        raise PictureUnwritable(
            path, f"there is no folder {path.parent}", "Make the folder first, or name another."
        )
    if path.is_dir():
        raise PictureUnwritable(path, "what is there is a folder", "Name a file in it.")
    if path.exists() and not _is_gif(path):
        reason = "what is there is no GIF, and would be overwritten"
        raise PictureUnwritable(path, reason, "Name another file.")


def write_gif(path: Path, pictures: Sequence[Picture], *, rate: float, size: int = 320) -> None:
    """Write a GIF, which appears under its name only when it is whole; an older one is replaced.

    Args:
        path: Where.
        pictures: All of the same shape (height, width, 3).
        rate: Pictures a second.
        size: Width in pixels, less where the file would be larger than ``LARGEST``.

    Raises:
        PictureUnwritable: It can't be written there.
    """
    check_gif(path)
    try:
        handle, name = tempfile.mkstemp(suffix=".gif", dir=path.parent)
        os.close(handle)
        unfinished = Path(name)
        try:
            _write(name, pictures, rate, size)
            unfinished.chmod(0o666 & ~_umask())
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)
    except OSError as error:
        reason = str(error.strerror or error)
        raise PictureUnwritable(path, reason, "Name a place that can be written to.") from error


def _write(name: str, pictures: Sequence[Picture], rate: float, size: int) -> None:
    for _ in range(_TRIES):
        if not cv2.imwriteanimation(name, _animation(pictures, rate, size), _UNDITHERED):
            raise OSError(None, "the disk may be full")
        bytes_written = Path(name).stat().st_size
        if bytes_written <= LARGEST:
            return
        size = int(0.95 * size * math.sqrt(LARGEST / bytes_written))


def _animation(pictures: Sequence[Picture], rate: float, size: int) -> cv2.Animation:
    animation = cv2.Animation()
    animation.loop_count = 0  # for ever
    height = round(size * pictures[0].shape[0] / pictures[0].shape[1])
    animation.frames = [cv2.resize(each, (size, height), interpolation=cv2.INTER_AREA) for each in pictures]
    animation.durations = [round(1000 / rate)] * len(pictures)
    return animation


def _is_gif(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(_MAGIC)) == _MAGIC
    except OSError as error:
        reason = str(error.strerror or error)
        raise PictureUnwritable(path, reason, "Name another file.") from error


def _umask() -> int:
    """What new files are kept from; there is no way to ask but to set it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
