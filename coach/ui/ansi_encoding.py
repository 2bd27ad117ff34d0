"""Pictures in half blocks as what a terminal is sent: all of a picture at once, and nothing said twice.

Made for fifteen pictures a second: a style object for each of thousands of characters would take the time
that the pose model needs.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_HALF = "▀".encode()
_CUBE = np.clip((np.arange(256) - 35) // 40, 0, 5)
"""Which of the six levels of a palette of 256 colours comes next to a tone: 0, 95, 135, 175, 215, 255."""
_LEVELS = np.array([0, 95, 135, 175, 215, 255])
_NUMBERS = np.array([list(f"{number:03}".encode()) for number in range(256)], np.uint8)

Tones = NDArray[np.integer]


def packed(tones: Tones, *, palette: bool = False) -> list[str]:
    """Escape sequences and half blocks for each row of characters; a colour is told where it changes.

    Args:
        tones: Red, green, blue, 0 to 255, shape (2 x rows, columns, 3).
        palette: For terminals of 256 colours.
    """
    numbers = (16 + _CUBE[tones] @ np.array([36, 6, 1]))[..., None] if palette else tones
    above, below = _told(b"38", numbers[::2]), _told(b"48", numbers[1::2])
    half = np.broadcast_to(np.frombuffer(_HALF, np.uint8), (*above.shape[:2], len(_HALF)))
    page = np.concatenate([above, below, half], axis=2)
    said = np.ones(page.shape, bool)
    length = above.shape[2]
    said[:, 1:, :length] = (numbers[::2, 1:] != numbers[::2, :-1]).any(axis=2, keepdims=True)
    said[:, 1:, length : 2 * length] = (numbers[1::2, 1:] != numbers[1::2, :-1]).any(axis=2, keepdims=True)
    return [line[kept].tobytes().decode() + "\x1b[0m" for line, kept in zip(page, said, strict=True)]


def palette_tones(tones: Tones) -> Tones:
    """The tones that a terminal of 256 colours shows for some."""
    return _LEVELS[_CUBE[tones]]


def _told(ground: bytes, numbers: Tones) -> NDArray[np.uint8]:
    """The sequence that sets one ground to a colour, for every character, shape (rows, columns, bytes)."""
    rows, columns, figures = numbers.shape
    kind = b";5" if figures == 1 else b";2"
    parts = [_same(b"\x1b[" + ground + kind, rows, columns)]
    for figure in range(figures):
        parts += [_same(b";", rows, columns), _NUMBERS[numbers[..., figure]]]
    return np.concatenate([*parts, _same(b"m", rows, columns)], axis=2)


def _same(text: bytes, rows: int, columns: int) -> NDArray[np.uint8]:
    return np.broadcast_to(np.frombuffer(text, np.uint8), (rows, columns, len(text)))
