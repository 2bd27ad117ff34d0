"""Hostile texts for file names, titles and camera responses."""

from __future__ import annotations

import re
from collections.abc import Iterator

PAYLOAD = "\x1b]0;PWNED\x07\x1b[2J\x1b[31m\x9b2J\x7f\u202egpj\u200b"
"""Sets the title, clears the screen, colours it, clears it with C1 too, deletes, turns the letters round."""

_OWN = re.compile(
    "\x1b\\[(?:[0-9;]*m"  # colours
    "|\\?(?:7|25|1049|2026)[hl]"  # wrapping, cursor, alternate screen, synchronised update
    "|[0-9]*A|[12]?K|2J|H|[0-9]+;1H)"  # progress bar and live screen
)
_OBEYED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)


def escapes(written: str, *, plain: bool = False) -> list[str]:
    """Control sequences in an output, except those that the program itself sends.

    Args:
        written: The output.
        plain: Whether the program sends no control sequences, as into a pipe.
    """
    rest = written if plain else _OWN.sub("", written)
    return _OBEYED.findall(rest)


def hostile_texts() -> Iterator[tuple[str, bytes]]:
    """Texts by name, as bytes for a file name."""
    yield "title", b"\x1b]0;PWNED\x07"
    yield "clear", b"\x1b[2J\x1b[H"
    yield "colour", b"\x1b[31m\x1b[8m"
    yield "link", b"\x1b]8;;http:example.invalid\x1b\\here\x1b]8;;\x1b\\"
    yield "answer", b"\x1b[6n\x1b[c\x05"
    yield "c1", "\x9b2J\x9d0;PWNED\x9c\x85".encode()
    yield "delete", b"abc\x08\x08\x08\x7f"
    yield "turned", "\u202egpj.exe\u202c\u2066x\u2069".encode()
    yield "unseen", "a\u200bb\ufeffc\u2060d\U000e0041".encode()
    yield "lines", "a\nb\rc\u2028d\x0b\x0c".encode()
    yield "half", b"\xed\xa0\x80\xff\xfe"
    yield "latin", b"caf\xe9"
    yield "markup", b"[red]x[-x] [-] {phrase} %s %03d $(x) `x`"
    yield "option", b"--json"
    yield "wide", ("深蹲" * 40).encode()
    yield "marks", ("e" + "\u0301" * 60).encode()
