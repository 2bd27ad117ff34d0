"""Writes pictures to files that get their name when they are complete."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from coach.atomic_file import check_target, replacing
from coach.errors import PictureUnwritable

LOSSLESS = (".png", ".webp")
SUFFIXES = (*LOSSLESS, ".jpg", ".jpeg")
"""Suffixes of the pictures that can be written."""
_QUALITY = 92
_SPACE = "Free some space, or choose another place."


def check_picture_place(path: Path) -> None:
    """Check that a picture can be written to a path, before time is spent on it.

    Raises:
        PictureUnwritable: The folder does not exist, or the path is not that of a file.
    """
    try:
        check_target(path)
    except (OSError, ValueError) as error:
        raise _unwritable(path, error, "Name a file in an existing folder.") from error


def write_picture(path: Path, picture: NDArray[np.uint8]) -> None:
    """Write a picture in the format of the path's suffix; webp and png without loss.

    Args:
        path: The file; an existing one is replaced.
        picture: Grey, shape (height, width); blue, green, red, shape (height, width, 3); or with alpha, shape
            (height, width, 4), which jpg can't hold.

    Raises:
        PictureUnwritable: It can't be written.
    """
    if picture.ndim > 2:  # Pillow's order is red, green, blue
        picture = np.ascontiguousarray(picture[..., [2, 1, 0, 3][: picture.shape[2]]])
    image = Image.fromarray(picture)
    form = "JPEG" if path.suffix.lower() in (".jpg", ".jpeg") else path.suffix.lower().lstrip(".").upper()
    try:
        with replacing(path, private=False) as part:
            image.save(part, form, **({"quality": _QUALITY} if form == "JPEG" else {"lossless": True}))
    except (OSError, ValueError) as error:
        raise _unwritable(path, error, _SPACE) from error


def _unwritable(path: Path, error: Exception, hint: str) -> PictureUnwritable:
    reason = getattr(error, "strerror", None) or str(error)
    return PictureUnwritable(path, reason[:1].lower() + reason[1:], hint)
