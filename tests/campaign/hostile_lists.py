"""Damaged or malicious lists of clips (CSV): pairs of a name and the file's content."""

from __future__ import annotations

import random
from collections.abc import Iterator

HEAD = b"path,exercise,group,reps,start_s,end_s\n"
SOUND = HEAD + b"a.mp4,squat,anna,3,,\nb.mp4,squat,ben,4,1.5,9\nc.mp4,none,anna,,,\nd.mp4,none,ben,,,\n"
ODD_CELLS: tuple[bytes, ...] = (
    b"", b" ", b"9" * 5000, b"-1", b"1e400", b"nan", b"inf", "²".encode(), "٣".encode(), b"\xff\xfe",
    b"\x00", b"\x1b[2J", b"x" * 2000, b"x" * 200_000, b'"', b'""', b'"a\nb"',
    b"../../../etc/passwd", b"/dev/zero", b"\xed\xa0\x80", b"[/x]",
    "\u202e.mp4".encode(), b"=1+1", b"a" * 300 + b".mp4",
)  # fmt: skip
"""Odd cells."""


def hostile_lists() -> Iterator[tuple[str, bytes]]:
    """Unusable lists."""
    yield "empty", b""
    yield "a head alone", HEAD
    yield "NULs", bytes(100)
    yield "a NUL in a row", HEAD + b"a.mp4\x00,squat,anna,3,,\n"
    yield "no UTF-8", SOUND + b"\xff.mp4,squat,anna,3,,\n"
    yield "half a character", SOUND + b"\xed\xa0\x80.mp4,squat,anna,3,,\n"
    yield "UTF-16", SOUND.decode().encode("utf-16")
    yield "a huge cell", SOUND + b"x" * 200_000 + b",squat,anna,3,,\n"
    yield "a quote that does not end", SOUND + b'"e.mp4,squat,anna,3,,\n'
    yield "other columns", b"film,label\na.mp4,squat\n"
    yield "a column twice", b"path,path,exercise,reps\na.mp4,b.mp4,squat,3\n"
    yield "no commas", b"path;exercise;reps\na.mp4;squat;3\n"
    yield "blank lines", HEAD + b"\n" * 1000
    yield "a film", b"\x00\x00\x00\x18ftypmp42" + bytes(range(256)) * 20
    yield "seventeen megabytes", SOUND + b"\n" * (17 << 20)


def mutated_lists(seed: int, count: int) -> Iterator[tuple[str, bytes]]:
    """Valid lists with odd cells or some bytes changed; they may still be valid."""
    chance = random.Random(seed)
    for number in range(count):
        rows = [line.split(b",") for line in SOUND.splitlines()]
        for _ in range(chance.randint(1, 4)):
            row = chance.choice(rows)
            row[chance.randrange(len(row))] = chance.choice(ODD_CELLS)
        content = b"\n".join(b",".join(row) for row in rows)
        if chance.random() < 0.3:
            place = chance.randrange(len(content))
            content = content[:place] + bytes([chance.randrange(256)]) + content[place:]
        yield f"{seed}-{number}", content
