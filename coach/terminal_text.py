"""Foreign text made safe for a terminal: what it would obey is made visible instead."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable
from typing import IO, TYPE_CHECKING, Any

_HARMFUL = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 except tab and newline, DEL, C1
    "\u00ad\u061c\u180e\u200b\u200e\u200f"  # soft hyphen, invisible spaces, marks of direction
    "\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"  # line separators, turns of direction, annotations
    "\ud800-\udfff"  # halves of a character, which no terminal can be sent
    "\U000e0000-\U000e007f"  # tags, which nobody sees
    "]"
)
"""Joiners (U+200C, U+200D) are left alone: Persian, Hindi and many an emoji can't be written without them."""
_BREAKS = str.maketrans("\n\t", "␊␉")
_UNKNOWN, _DELETE, _PICTURES = "\N{REPLACEMENT CHARACTER}", "\N{SYMBOL FOR DELETE}", 0x2400


def printable(text: str) -> str:
    """Text without anything that a terminal obeys; newlines and tabs stay, and so does the length."""
    return _HARMFUL.sub(_shown, text)


def one_line(text: str) -> str:
    """Like :func:`printable`, for a name: a newline in it becomes visible too, so it can't forge a line."""
    return printable(text).translate(_BREAKS)


def json_line(facts: Any) -> str:
    """A line of JSON, safe for a terminal, that reads back as what it was; null for what is no number."""
    try:
        line = json.dumps(facts, ensure_ascii=False, allow_nan=False)
    except ValueError:  # NaN or infinity, which JSON doesn't have
        known = json.loads(json.dumps(facts), parse_constant=lambda _: None)
        line = json.dumps(known, ensure_ascii=False)
    return _HARMFUL.sub(_escaped, line)


class Gate:
    """An output stream that lets only :func:`printable` text through; the rest is the stream's own.

    Attributes:
        ungated: The stream behind it, for who has made their text safe and adds colours.
    """

    def __init__(self, stream: IO[str]) -> None:
        self.ungated = stream

    def write(self, text: str) -> int:
        """Write text, made safe."""
        return self.ungated.write(printable(text))

    def writelines(self, lines: Iterable[str]) -> None:
        """Write lines, made safe."""
        self.ungated.writelines(map(printable, lines))

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            return getattr(self.ungated, name)


def gate_output() -> None:
    """Put a gate before standard output and standard error; where there is one, nothing changes."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is not None and not isinstance(stream, Gate):
            setattr(sys, name, Gate(stream))


def ungated(stream: IO[str] | Gate) -> IO[str]:
    """The stream behind a gate."""
    return stream.ungated if isinstance(stream, Gate) else stream


def _shown(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(_PICTURES + code)
    return _DELETE if code == 0x7F else _UNKNOWN


def _escaped(match: re.Match[str]) -> str:
    return json.dumps(match[0])[1:-1]
