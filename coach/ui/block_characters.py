"""Dots as characters: half blocks hold two dots, braille holds eight."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_HALVES = np.array([" ", "▀", "▄", "█"])
_BRAILLE = 0x2800
_DOTS = np.array([[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]])
"""The bit of a braille character for each of its 4 x 2 dots."""


def blocks(dots: NDArray[np.bool_], *, ascii_only: bool = False) -> tuple[str, ...]:
    """Dots in half blocks, a row of characters for every two rows of dots.

    Args:
        dots: Shape (rows, columns).
        ascii_only: Draw with plain characters, one row per row of dots.
    """
    if ascii_only:
        return tuple("".join(row) for row in np.where(dots, "#", " ").tolist())
    if len(dots) % 2:
        dots = np.concatenate([dots, np.zeros((1, dots.shape[1]), bool)])
    return tuple("".join(row) for row in _HALVES[dots[::2] + 2 * dots[1::2]].tolist())


def braille(dots: NDArray[np.bool_]) -> list[str]:
    """Dots in braille, shape (4 x rows, 2 x columns); an empty cell is a space, which every font has."""
    rows, columns = dots.shape[0] // 4, dots.shape[1] // 2
    cells = dots.reshape(rows, 4, columns, 2).transpose(0, 2, 1, 3)
    codes = _BRAILLE + (cells * _DOTS).sum(axis=(2, 3))
    return ["".join(map(chr, row)).replace(chr(_BRAILLE), " ") for row in codes.tolist()]
