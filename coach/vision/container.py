"""What a film file says of itself: its container, whether it holds pictures, and when it was recorded."""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import BinaryIO, Literal

from coach.regular_file import open_regular

Content = Literal["film", "sound", "picture", "archive", "cut off", "unknown"]

_HEAD = 1 << 16
_MOST_INDEX = 1 << 25
_MP4_ATOMS = frozenset(
    (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot", b"uuid", b"styp", b"moof", b"sidx")
)
_MP4_EPOCH = datetime(1904, 1, 1, tzinfo=UTC)
_GIF_END = b";"
_EARLIEST = datetime(1970, 1, 2, tzinfo=UTC)
_FILMS = (
    b"\x1a\x45\xdf\xa3",  # Matroska, WebM
    b"GIF8",
    b"FLV\x01",
    b"\x30\x26\xb2\x75",  # WMV
    b"\x00\x00\x01\xba",  # MPEG programme stream
    b"\x00\x00\x01\xb3",  # MPEG video
    b"OggS",
    b"YUV4MPEG2",
)
_SOUNDS = (b"ID3", b"fLaC", b"\xff\xfb", b"\xff\xf3", b"\xff\xf1", b"\xff\xf9")
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"BM", b"II*\x00", b"MM\x00*")
_ZIP = b"PK\x03\x04"
_TS_PACKET = 188
_MARKS: dict[Content, tuple[bytes, ...]] = {
    "picture": _PICTURES,
    "sound": _SOUNDS,
    "archive": (_ZIP,),
}


@dataclass(frozen=True, slots=True)
class Container:
    """What a file's first bytes and its index say.

    Attributes:
        content: "film" when it may hold moving pictures, "sound", "picture", "cut off" when a film's
            index was never written, "archive" for a zip, or "unknown" when it is none of these.
        recorded_at: When it was recorded, or None when it does not say.
        whole: False when its end is missing; True also when it does not say.
    """

    content: Content
    recorded_at: datetime | None = None
    whole: bool = True


def read_container(path: Path) -> Container:
    """Look into a file without decoding it."""
    with open_regular(path) as file:
        head = file.read(_HEAD)
        if head[4:8] in _MP4_ATOMS:
            return _mp4(file)
        file.seek(-1, os.SEEK_END)
        whole = not head.startswith(b"GIF8") or file.read(1) == _GIF_END
    return Container(_content(head), whole=whole)


def _content(head: bytes) -> Content:
    if head.startswith(b"RIFF"):
        return _riff(head)
    if head.startswith(_FILMS):
        return "sound" if _only_sound(head) else "film"
    if head[:1] == b"\x47" and head[_TS_PACKET : _TS_PACKET + 1] == b"\x47":
        return "film"
    for content, marks in _MARKS.items():
        if head.startswith(marks):
            return content
    return "unknown"


def _riff(head: bytes) -> Content:
    kind = head[8:12]
    if kind == b"AVI ":
        return "sound" if b"auds" in head and b"vids" not in head else "film"
    others: dict[bytes, Content] = {b"WAVE": "sound", b"WEBP": "picture"}
    return others.get(kind, "unknown")


def _only_sound(head: bytes) -> bool:
    """Whether a Matroska or Ogg file names sound tracks and no pictures."""
    sound = (b"A_OPUS", b"A_VORBIS", b"A_AAC", b"A_MPEG", b"A_FLAC", b"A_PCM", b"\x01vorbis", b"OpusHead")
    pictures = (b"V_", b"\x80theora", b"BBCD", b"OVP80")
    return any(mark in head for mark in sound) and not any(mark in head for mark in pictures)


def _mp4(file: BinaryIO) -> Container:
    index = b""
    for kind, start, size in _atoms(file):
        if kind == b"moof":
            return Container("film")
        if kind == b"moov":
            file.seek(start)
            index = file.read(min(size, _MOST_INDEX))
            break
    if not index:
        return Container("cut off")
    only_sound = b"soun" in index and b"vide" not in index
    return Container("sound" if only_sound else "film", _mp4_date(index))


def _atoms(file: BinaryIO) -> Iterator[tuple[bytes, int, int]]:
    """Kind, start and size of the content of each top-level atom."""
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
        yield head[4:8], place + skip, size - skip
        place += size


def _mp4_date(index: bytes) -> datetime | None:
    """The movie header's creation time, or None when it is absent, zero or absurd."""
    place = index.find(b"mvhd")
    body = index[place + 4 : place + 16] if place >= 0 else b""
    if len(body) < 12:
        return None
    seconds = struct.unpack(">Q", body[4:12])[0] if body[0] == 1 else struct.unpack(">I", body[4:8])[0]
    try:
        date = _MP4_EPOCH + timedelta(seconds=seconds)
    except OverflowError:
        return None
    return date if _EARLIEST <= date <= datetime.now(UTC) + timedelta(days=1) else None
