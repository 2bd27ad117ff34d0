"""Reads from a file's header what FFmpeg doesn't report: the kind of a non-film, and a missing end."""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal

from coach.regular_file import open_regular

Content = Literal["film", "archive", "cut off", "unknown"]

_HEAD = 16
_MP4_ATOMS = frozenset(
    (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot", b"uuid", b"styp", b"moof", b"sidx")
)
_INDEXES = frozenset((b"moov", b"moof", b"meta"))
"""For films, fragmented films and still pictures."""
_GIF = b"GIF8"
_GIF_END = b";"
_FILMS = (
    _GIF,
    b"RIFF",  # AVI
    b"\x1a\x45\xdf\xa3",  # Matroska, WebM
    b"FLV\x01",
    b"\x30\x26\xb2\x75",  # WMV
    b"\x00\x00\x01\xba",  # MPEG programme stream
    b"\x00\x00\x01\xb3",  # MPEG video
    b"OggS",
)
_ZIP = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Container:
    """The kind of a file, from its first bytes and its index.

    Attributes:
        content: "film" if it starts like one, "cut off" for a film without an index, "archive" for a zip, or
            "unknown", which FFmpeg may still recognise.
        whole: False if its end is missing; True if that is unknown.
    """

    content: Content
    whole: bool = True


def read_container(path: Path) -> Container:
    """Read a file's header without decoding it."""
    with open_regular(path) as file:
        head = file.read(_HEAD)
        if head[4:8] in _MP4_ATOMS:
            return Container("film" if _INDEXES.intersection(_atoms(file)) else "cut off")
        if head.startswith(_FILMS):
            file.seek(-1, os.SEEK_END)
            return Container("film", whole=not head.startswith(_GIF) or file.read(1) == _GIF_END)
    return Container("archive" if head.startswith(_ZIP) else "unknown")


def _atoms(file: BinaryIO) -> Iterator[bytes]:
    """The type of each top-level atom."""
    place = 0
    while True:
        file.seek(place)
        head = file.read(16)
        if len(head) < 8:
            return
        size = int(struct.unpack(">I", head[:4])[0])
        skip = 8
        if size == 1 and len(head) == 16:
            size, skip = int(struct.unpack(">Q", head[8:])[0]), 16
        if size == 0:
            size = file.seek(0, 2) - place
        if size < skip or place + size > 1 << 62:
            return
        yield head[4:8]
        place += size
