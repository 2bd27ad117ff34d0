"""Reads photos: upright, in colour, with limits on their size."""

from __future__ import annotations

import io
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

from coach.errors import PhotoUnreadable
from coach.regular_file import read_regular

Picture = NDArray[np.uint8]

_FORMATS = ("JPEG", "PNG", "WEBP")
_SEVERAL = "MPO"
"""A JPEG with further pictures behind the first, as some phones write; the first is the photo."""
SUPPORTED = "coach reads photos as jpg, png and webp."
MOST_BYTES = 256 << 20
MOST_PIXELS = 120_000_000
"""The largest sensors of phones and cameras that are common have 108 million."""
LONGEST_SIDE = 4096
"""Larger photos are shrunk to this many pixels; the pose model looks at 256 x 256."""
SHORTEST_SIDE = 32
"""A body in a smaller picture can't be made out."""

_ORIENTATION, _DETAILS, _TAKEN, _OFFSET = 0x0112, 0x8769, 0x9003, 0x9011
"""Tags of EXIF: Orientation, the directory of details, and in it DateTimeOriginal, OffsetTimeOriginal."""
_BAD_CONTENT = (OSError, SyntaxError, ValueError, EOFError, IndexError, OverflowError, struct.error)
"""What Pillow raises for damaged files, besides its own errors, which are among these."""
_WHITE = (255, 255, 255, 255)
_DAMAGED = ("incomplete or damaged", "Copy it again from the camera or phone.")
_KINDS: tuple[tuple[bytes, int, str, str], ...] = (
    (b"GIF8", 0, "a GIF", "'coach analyze' counts reps in it; for a still, save it as png."),
    (b"ftyphei", 4, "an HEIC photo", "Save it as JPEG; an iPhone's camera calls that 'Most Compatible'."),
    (b"ftypmif", 4, "an HEIC photo", "Save it as JPEG; an iPhone's camera calls that 'Most Compatible'."),
    (b"ftypavi", 4, "an AVIF photo", "Save it as jpg, png or webp."),
    (b"ftyp", 4, "a film", "'coach analyze' counts reps in films."),
    (b"\x1aE\xdf\xa3", 0, "a film", "'coach analyze' counts reps in films."),
    (b"AVI ", 8, "a film", "'coach analyze' counts reps in films."),
    (b"\xff\xd8\xff", 0, *_DAMAGED),
    (b"\x89PNG", 0, *_DAMAGED),
    (b"WEBP", 8, *_DAMAGED),
    (b"%PDF", 0, "a PDF", "Save the picture in it as jpg, png or webp."),
)
"""Beginnings of files that can't be opened, where they stand, what the files are, and what to do."""


@dataclass(frozen=True, slots=True, eq=False)
class Photo:
    """A photo, upright.

    Attributes:
        path: Its file.
        picture: Blue, green, red, shape (height, width, 3); transparent parts are white.
        full_size: Width and height in pixels before it was shrunk to ``LONGEST_SIDE``.
        taken_at: When it was taken, according to the camera; None if unknown.
    """

    path: Path
    picture: Picture
    full_size: tuple[int, int]
    taken_at: datetime | None

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the picture in pixels."""
        height, width = self.picture.shape[:2]
        return width, height


def read_photo(path: Path) -> Photo:
    """Read a photo: jpg, png or webp, grey or colour, 8 or 16 bits, turned as its camera says.

    Raises:
        PhotoUnreadable: It does not exist, is something else, damaged, animated, or too large or small.
    """
    content = _content(path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of odd tags and of many pixels; the limit below is our own
        with _reported(path, content), Image.open(io.BytesIO(content), formats=_FORMATS) as image:
            _check(path, image)
            full_size = image.size
            turns, taken_at = _orientation(image), _taken_at(image)
            image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # decodes a large JPEG at a smaller scale
            picture = _bgr(_upright(image, turns))
    return Photo(path, picture, full_size[::-1] if turns in _SIDEWAYS else full_size, taken_at)


def _content(path: Path) -> bytes:
    try:
        content = read_regular(path, most_bytes=MOST_BYTES)
    except FileNotFoundError as error:
        raise PhotoUnreadable(f"There is no photo {path}.", path=path, hint="Check the path.") from error
    except (OSError, ValueError) as error:  # ValueError: a null character in the path
        reason = getattr(error, "strerror", None) or error
        raise PhotoUnreadable(
            f"{path} can't be read: {reason}.", path=path, hint="Name a photo (jpg, png or webp)."
        ) from error
    if not content:
        raise PhotoUnreadable(f"{path.name} is empty (0 bytes).", path=path, hint="Copy it again.")
    return content


@contextmanager
def _reported(path: Path, content: bytes) -> Iterator[None]:
    """Turn Pillow's errors into a sentence."""
    try:
        yield
    except PhotoUnreadable:
        raise
    except UnidentifiedImageError as error:
        kind, hint = _kind(content)
        raise PhotoUnreadable(f"{path.name} is {kind}.", path=path, hint=hint) from error
    except (Image.DecompressionBombError, MemoryError) as error:
        raise _too_large(path) from error
    except _BAD_CONTENT as error:
        raise PhotoUnreadable(
            f"{path.name} is incomplete or damaged.",
            path=path,
            hint="Copy it again from the camera or phone.",
        ) from error


def _kind(content: bytes) -> tuple[str, str]:
    """What another file is, and what to do."""
    for start, at, kind, hint in _KINDS:
        if content[at : at + len(start)] == start:
            return kind, hint
    return "not a photo that coach can read", SUPPORTED


def _check(path: Path, image: Image.Image) -> None:
    """Check size and number of pictures, before any is decoded.

    Raises:
        PhotoUnreadable: It is too large, too small or animated.
    """
    width, height = image.size
    if width * height > MOST_PIXELS:
        raise _too_large(path, image.size)
    shrunk = min(1.0, LONGEST_SIDE / max(width, height))
    if min(width, height) * shrunk < SHORTEST_SIDE:
        raise PhotoUnreadable(
            f"{path.name} is too small or too narrow: {width} x {height} pixels.",
            path=path,
            hint=f"Name a photo of at least {SHORTEST_SIDE} pixels on each side, better 500.",
        )
    if image.format != _SEVERAL and getattr(image, "is_animated", False):
        raise PhotoUnreadable(
            f"{path.name} is animated.", path=path, hint="Save the picture that you mean on its own."
        )


def _too_large(path: Path, size: tuple[int, int] | None = None) -> PhotoUnreadable:
    measured = "" if size is None else f": {size[0]} x {size[1]} pixels"
    return PhotoUnreadable(
        f"{path.name} is too large{measured}.",
        path=path,
        hint=f"At most {MOST_PIXELS / 1e6:.0f} million pixels are read; two million are enough.",
    )


_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What makes a picture upright, by EXIF's orientation."""
_SIDEWAYS = (5, 6, 7, 8)


def _orientation(image: Image.Image) -> int:
    """EXIF's orientation, 1 to 8; 1 if it is missing or damaged."""
    with suppress(*_BAD_CONTENT):
        value = image.getexif().get(_ORIENTATION)
        return value if value in _TURNS else 1
    return 1


def _taken_at(image: Image.Image) -> datetime | None:
    """EXIF's date; without an offset, it is taken for local time."""
    with suppress(*_BAD_CONTENT, TypeError):
        details = image.getexif().get_ifd(_DETAILS)
        taken, offset = details.get(_TAKEN), details.get(_OFFSET)
        if offset:
            return datetime.strptime(f"{taken}{offset}", "%Y:%m:%d %H:%M:%S%z")
        return datetime.strptime(str(taken), "%Y:%m:%d %H:%M:%S").astimezone()
    return None


def _upright(image: Image.Image, orientation: int) -> Image.Image:
    """The picture in colour, shrunk and turned."""
    image.load()
    colour = _coloured(image)
    if max(colour.size) > LONGEST_SIDE:
        colour.thumbnail((LONGEST_SIDE, LONGEST_SIDE), reducing_gap=2.0)
    return colour.transpose(_TURNS[orientation]) if orientation in _TURNS else colour


def _coloured(image: Image.Image) -> Image.Image:
    """The picture in red, green and blue with 8 bits; transparent parts become white."""
    if image.mode.startswith("I"):  # grey with 16 bits, which Pillow would cut off at 255
        return Image.fromarray((np.asarray(image, np.uint32) >> 8).clip(0, 255).astype(np.uint8)).convert(
            "RGB"
        )
    if image.has_transparency_data:
        above = image.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", above.size, _WHITE), above).convert("RGB")
    return image if image.mode == "RGB" else image.convert("RGB")


def _bgr(image: Image.Image) -> Picture:
    return np.ascontiguousarray(np.asarray(image)[:, :, ::-1])
