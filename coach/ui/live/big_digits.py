"""Numbers in large digits that you can read from across the room."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from coach.ui.block_characters import blocks

_SEGMENTS = {
    "0": "top upper-left upper-right lower-left lower-right bottom",
    "2": "top upper-right middle lower-left bottom",
    "3": "top upper-right middle lower-right bottom",
    "4": "upper-left upper-right middle lower-right",
    "5": "top upper-left middle lower-right bottom",
    "6": "top upper-left middle lower-left lower-right bottom",
    "7": "top upper-right lower-right",
    "8": "top upper-left upper-right middle lower-left lower-right bottom",
    "9": "top upper-left upper-right middle lower-right bottom",
}
_WIDE, _NARROWEST = 0.6, 0.34
"""Width of a digit as a share of its height: preferred, and the narrowest that is still legible."""
_STROKE = 1 / 7
_LOWEST = 5
"""Least height of a digit in dots: three strokes and the gaps between."""

Dots = NDArray[np.bool_]


@lru_cache(maxsize=64)
def digits(figure: str, columns: int, rows: int, *, ascii_only: bool = False) -> tuple[str, ...]:
    """A number as large as fits into columns and rows: digits and colons.

    Plain text if not even the smallest digits fit.
    """
    high, stretch = (1, 2) if ascii_only else (2, 1)
    for height in range(rows, -(-_LOWEST // high) - 1, -1):
        dots = _fitted(figure, columns, high * height, stretch)
        if dots is not None:
            return blocks(dots, ascii_only=ascii_only)
    return (figure[:columns],)


def clock(seconds: int) -> str:
    """Whole seconds as text; from one minute on with minutes, such as '1:05'."""
    return f"{seconds // 60}:{seconds % 60:02}" if seconds >= 60 else str(seconds)


def _fitted(figure: str, columns: int, height: int, stretch: int) -> Dots | None:
    """The number in dots that are ``stretch`` times as high as wide; None if it is too wide."""
    stroke = max(round(height * _STROKE), 1)
    upright = max(stroke * stretch, 2)
    gap = max(upright * 2 // 3, 1)
    colons = figure.count(":")
    left = columns - colons * upright - gap * (len(figure) - 1)
    narrowest = max(round(height * stretch * _NARROWEST), 2 * upright + 1)
    width = min(left // max(len(figure) - colons, 1), max(round(height * stretch * _WIDE), narrowest))
    if width < narrowest:
        return None
    drawn = [
        _colon(height, stroke, upright) if each == ":" else _digit(each, height, width, stroke, upright)
        for each in figure
    ]
    between = np.zeros((height, gap), bool)
    parts = [part for each in drawn for part in (each, between)]
    return np.concatenate(parts[:-1], axis=1)


def _digit(digit: str, height: int, width: int, stroke: int, upright: int) -> Dots:
    dots = np.zeros((height, width), bool)
    if digit == "1":
        stem = (width - upright) // 2
        dots[:, stem : stem + upright] = True
        dots[:stroke, max(stem - upright, 0) : stem] = True
        dots[-stroke:, max(stem - upright, 0) : stem + 2 * upright] = True
        return dots
    middle = (height - stroke) // 2
    places = {
        "top": np.s_[:stroke, :],
        "middle": np.s_[middle : middle + stroke, :],
        "bottom": np.s_[-stroke:, :],
        "upper-left": np.s_[: middle + stroke, :upright],
        "upper-right": np.s_[: middle + stroke, -upright:],
        "lower-left": np.s_[middle:, :upright],
        "lower-right": np.s_[middle:, -upright:],
    }
    for segment in _SEGMENTS[digit].split():
        dots[places[segment]] = True
    return dots


def _colon(height: int, stroke: int, upright: int) -> Dots:
    dots = np.zeros((height, upright), bool)
    for middle in (height // 3, height - height // 3):
        dots[middle - stroke // 2 : middle - stroke // 2 + max(stroke, 1)] = True
    return dots
