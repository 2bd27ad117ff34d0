"""Makes untrusted text safe for a terminal by replacing control characters with visible ones."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable
from typing import IO, TYPE_CHECKING, Any

_HARMFUL = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 except tab and newline, DEL, C1
    "\u00ad\u061c\u180e\u200b\u200e\u200f"  # soft hyphen, zero-width characters, direction marks
    "\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"  # line separators, direction overrides, annotations
    "\ud800-\udfff"  # surrogates, which can't be encoded
    "\U000e0000-\U000e007f"  # invisible tags
    "]"
)
"""Joiners (U+200C, U+200D) stay: Persian, Hindi and many emoji need them."""
_BREAKS = str.maketrans("\n\t", "␊␉")
_UNKNOWN, _DELETE, _PICTURES = "\N{REPLACEMENT CHARACTER}", "\N{SYMBOL FOR DELETE}", 0x2400


def printable(text: str) -> str:
    """Replace control characters except newline and tab; the length stays the same."""
    return _HARMFUL.sub(_visible, text)


def one_line(text: str) -> str:
    """Like :func:`printable`, for a name: newlines and tabs become visible too, so it can't forge a line."""
    return printable(text).translate(_BREAKS)


def json_line(facts: Any) -> str:
    """One line of JSON, safe for a terminal, that parses back to the same value; NaN becomes null."""
    try:
        line = json.dumps(facts, ensure_ascii=False, allow_nan=False)
    except ValueError:  # NaN or infinity, which are not valid JSON
        known = json.loads(json.dumps(facts), parse_constant=lambda _: None)
        line = json.dumps(known, ensure_ascii=False)
    return _HARMFUL.sub(_escaped, line)


class Gate:
    """An output stream wrapper that makes text :func:`printable`.

    Attributes:
        ungated: The wrapped stream, for callers whose text is already safe and has colours.
    """

    def __init__(self, stream: IO[str]) -> None:
        self.ungated = stream

    def write(self, text: str) -> int:
        """Write text after making it safe."""
        return self.ungated.write(printable(text))

    def writelines(self, lines: Iterable[str]) -> None:
        """Write lines after making them safe."""
        self.ungated.writelines(map(printable, lines))

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            return getattr(self.ungated, name)


def gate_output() -> None:
    """Wrap standard output and standard error in a gate, unless they already are."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is not None and not isinstance(stream, Gate):
            setattr(sys, name, Gate(stream))


def ungated(stream: IO[str] | Gate) -> IO[str]:
    """The stream behind a gate."""
    return stream.ungated if isinstance(stream, Gate) else stream


def _visible(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(_PICTURES + code)
    return _DELETE if code == 0x7F else _UNKNOWN


def _escaped(match: re.Match[str]) -> str:
    return json.dumps(match[0])[1:-1]
