"""Writer of looping GIFs."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

from coach.atomic_file import check_target, replacing
from coach.errors import PictureUnwritable
from coach.opencv import cv2
from coach.performer.render.scene import Picture
from coach.regular_file import open_regular, path_exists

LARGEST = 2_000_000
"""Largest size of a GIF in bytes; a larger one is scaled down."""
_MAGIC, _END = b"GIF8", b";"
_UNDITHERED = [cv2.IMWRITE_GIF_DITHER, 3]
_TRIES = 4


def check_gif(path: Path) -> None:
    """Check that a GIF can be written to ``path``: the path is free, or holds an older GIF.

    Raises:
        PictureUnwritable: The path holds something else, or its folder is missing.
    """
    try:
        there = path_exists(check_target(path))
    except FileNotFoundError as error:
        reason = str(error.strerror)
        raise PictureUnwritable(path, reason, "Create the folder first, or choose another one.") from error
    except OSError as error:
        raise PictureUnwritable(path, str(error.strerror or error), "Choose another file.") from error
    if there and not _is_gif(path):
        reason = "the file exists and is not a GIF"
        raise PictureUnwritable(path, reason, "Choose another file.")


def write_gif(path: Path, pictures: Sequence[Picture], *, rate: float, size: int = 320) -> None:
    """Write a GIF atomically; an older one is replaced.

    Args:
        path: The file.
        pictures: Pictures, all of the same shape (height, width, 3).
        rate: Pictures per second.
        size: Width in pixels; smaller if the file would be larger than ``LARGEST``.

    Raises:
        PictureUnwritable: The file can't be written.
    """
    check_gif(path)
    try:
        with replacing(path, private=False) as unfinished:
            _write(str(unfinished), pictures, rate, size)
    except OSError as error:
        reason = str(error.strerror or error)
        raise PictureUnwritable(path, reason, "Choose a writable folder.") from error


def _write(name: str, pictures: Sequence[Picture], rate: float, size: int) -> None:
    for _ in range(_TRIES):
        if not cv2.imwriteanimation(name, _animation(pictures, rate, size), _UNDITHERED):
            raise OSError(None, "the disk may be full")
        bytes_written = _whole_size(Path(name))
        if bytes_written <= LARGEST:
            return
        size = int(0.95 * size * math.sqrt(LARGEST / bytes_written))


def _animation(pictures: Sequence[Picture], rate: float, size: int) -> cv2.Animation:
    animation = cv2.Animation()
    animation.loop_count = 0  # endless
    height = round(size * pictures[0].shape[0] / pictures[0].shape[1])
    animation.frames = [cv2.resize(each, (size, height), interpolation=cv2.INTER_AREA) for each in pictures]
    animation.durations = [round(1000 / rate)] * len(pictures)
    return animation


def _whole_size(path: Path) -> int:
    """The size of a complete GIF; OpenCV does not report a full disk."""
    content = path.read_bytes()
    if not (content.startswith(_MAGIC) and content.endswith(_END)):
        raise OSError(None, "the disk may be full")
    return len(content)


def _is_gif(path: Path) -> bool:
    try:
        with open_regular(path) as file:
            return file.read(len(_MAGIC)) == _MAGIC
    except OSError as error:
        reason = str(error.strerror or error)
        raise PictureUnwritable(path, reason, "Choose another file.") from error
