"""Damages films and recordings as disks, phones and people do; deterministic."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

Spoil = Callable[[bytes, Random], bytes]

_NUMBERS = (0, 1, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)
_WRONG_ENDINGS = (".mp4", ".avi", ".webm", ".gif", ".npz", ".txt", ".jpg", "")


@dataclass(frozen=True)
class Case:
    """One damaged file.

    Attributes:
        path: The file.
        fault: The kind of damage.
        sound: The sound file it was made from.
    """

    path: Path
    fault: str
    sound: Path


def truncated(content: bytes, random: Random) -> bytes:
    return content[: random.randrange(len(content))]


def bits_flipped(content: bytes, random: Random) -> bytes:
    spoilt = bytearray(content)
    for _ in range(random.choice((1, 10, 100, 1000))):
        spoilt[random.randrange(len(spoilt))] ^= 1 << random.randrange(8)
    return bytes(spoilt)


def block_lost(content: bytes, random: Random) -> bytes:
    size = random.randrange(1, max(2, len(content) // 4))
    start = random.randrange(len(content) - size)
    return content[:start] + bytes(size) + content[start + size :]


def absurd_sizes(content: bytes, random: Random) -> bytes:
    """Replaces widths, heights, counts and lengths, big-endian as in MP4 and little-endian as in AVI."""
    return _numbers_replaced(content, random, (b"tkhd", b"mp4v", b"stsz", b"stsc", b"strf", b"strh", b"\xb0"))


def absurd_times(content: bytes, random: Random) -> bytes:
    """Replaces time scales, durations and frame times."""
    return _numbers_replaced(content, random, (b"mvhd", b"mdhd", b"stts", b"elst", b"avih", b"\x44\x89"))


def _numbers_replaced(content: bytes, random: Random, marks: tuple[bytes, ...]) -> bytes:
    spoilt = bytearray(content)
    found = [place for mark in marks if (place := content.find(mark)) >= 0] or [8]
    for _ in range(4):
        place = random.choice(found) + 4 * random.randrange(1, 12)
        order = random.choice("<>")
        if place + 4 <= len(spoilt):
            struct.pack_into(f"{order}I", spoilt, place, random.choice(_NUMBERS))
    return bytes(spoilt)


SPOILS: dict[str, Spoil] = {
    "truncated": truncated,
    "bits flipped": bits_flipped,
    "a block lost": block_lost,
    "absurd sizes": absurd_sizes,
    "absurd times": absurd_times,
}


def spoilt_files(sound: list[Path], folder: Path, number: int, seed: int) -> Iterator[Case]:
    """Write ``number`` damaged files, cycling through faults and sound files."""
    random = Random(seed)
    faults = [*SPOILS, "wrong ending"]
    for index in range(number):
        fault, original = faults[index % len(faults)], sound[index // len(faults) % len(sound)]
        if fault == "wrong ending":
            ending = random.choice([each for each in _WRONG_ENDINGS if each != original.suffix])
            path, content = folder / f"{index:03}{ending}", original.read_bytes()
        else:
            path = folder / f"{index:03}{original.suffix}"
            content = SPOILS[fault](original.read_bytes(), random)
        path.write_bytes(content)
        yield Case(path, fault, original)
