"""Reads the size of a JPEG from its header, without decoding it."""

from __future__ import annotations

_FRAME_MARKERS = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Start-of-frame markers; the three excluded ones are tables."""
_WITHOUT_LENGTH = frozenset((0x01, *range(0xD0, 0xD9)))
"""Markers without a length."""


def jpeg_size(data: bytes) -> tuple[int, int] | None:
    """Width and height in pixels; None if it is not a JPEG."""
    if data[:2] != b"\xff\xd8":
        return None
    at = 2
    while at + 9 <= len(data):
        if data[at] != 0xFF:
            return None
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
        elif marker in _WITHOUT_LENGTH:
            at += 2
        elif marker in _FRAME_MARKERS:
            return int.from_bytes(data[at + 7 : at + 9]), int.from_bytes(data[at + 5 : at + 7])
        else:
            at += 2 + max(int.from_bytes(data[at + 2 : at + 4]), 2)
    return None
