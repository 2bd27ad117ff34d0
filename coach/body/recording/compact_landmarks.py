"""Landmarks in a third of their size, for recordings that are kept with every workout.

Coordinates and visibility are rounded to 1e-4 (of the picture's width or height, or metres), far less than
the landmarker's own error. Each frame is stored as the difference from the one before, low bytes and high
bytes apart, which compresses well. Coordinates more than 3.2 away from the origin are cut off there.
"""

from __future__ import annotations

from typing import IO

import numpy as np
from numpy.typing import NDArray

from coach.body.landmarks import Landmark

FIGURES = 8
"""Per landmark: image x, y, z, world x, y, z, visibility, presence."""

_STEP = 1e-4
_FARTHEST = 3.2
_BLOCK = 4096
"""Frames packed at a time, which bounds the memory; each block begins anew."""
_ROW = len(Landmark) * FIGURES
BYTES = 2 * _ROW
"""Bytes of a frame before compression."""


def pack(table: NDArray[np.float32]) -> bytes:
    """Pack one block of landmarks.

    Args:
        table: Landmarks of consecutive frames, shape (n, 33, 8), at most one block.
    """
    rounded = np.rint(np.clip(table, -_FARTHEST, _FARTHEST) / _STEP).astype(np.int32)
    steps = np.diff(rounded.reshape(len(table), _ROW), axis=0, prepend=0)
    folded = (steps & 0xFFFF).astype(np.uint16).T  # one figure after the other, over time
    planes = np.stack((folded & 0xFF, folded >> 8)).astype(np.uint8)
    return planes.tobytes()


def blocks(source: IO[bytes]) -> NDArray[np.uint8]:
    """Pack a file of 32-bit landmarks block by block.

    Returns:
        The packed bytes, shape (528 n,).
    """
    packed = bytearray()
    while content := source.read(_BLOCK * _ROW * 4):
        packed += pack(np.frombuffer(content, np.float32).reshape(-1, len(Landmark), FIGURES))
    return np.frombuffer(packed, np.uint8)


def unpacked(packed: NDArray[np.uint8]) -> NDArray[np.float32]:
    """The landmarks of packed bytes.

    Args:
        packed: Shape (528 n,).

    Returns:
        Shape (n, 33, 8).
    """
    count = len(packed) // BYTES
    table = np.empty((count, _ROW), np.float32)
    for first in range(0, count, _BLOCK):
        block = packed[first * BYTES : (first + _BLOCK) * BYTES]
        frames = len(block) // BYTES
        low, high = block.reshape(2, _ROW, frames).astype(np.uint16)
        # Sums wrap around in 16 bits, as the differences do.
        rounded = np.cumsum((low | high << 8).T, axis=0, dtype=np.uint16).view(np.int16)
        table[first : first + frames] = rounded * np.float32(_STEP)
    return table.reshape(count, len(Landmark), FIGURES)
