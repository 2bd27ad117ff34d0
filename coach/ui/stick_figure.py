"""A body as a stick figure of characters."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from rich.console import Console, ConsoleOptions, RenderResult
from rich.segment import Segment

from coach.body.landmarks import BONES, Landmark
from coach.body.pose import FloatArray
from coach.ui.block_characters import braille

_STROKES = "-\\|/"
_SHOULDERS = [Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER]
_EARS = [Landmark.LEFT_EAR, Landmark.RIGHT_EAR]
_HEAD_SHARE = 0.55
"""Radius of the head as a share of the distance from the neck to its centre."""


class StickFigure:
    """Landmarks and the lines between them, in braille, or in ASCII on terminals without Unicode."""

    def __init__(self, body: FloatArray | None, columns: int, rows: int) -> None:
        """Create a figure.

        Args:
            body: Landmarks as shares of width and height, shape (33, 2); None leaves the field empty.
            columns: Width in characters.
            rows: Height in characters.
        """
        self._body = body
        self.columns, self.rows = columns, rows

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for line in self.lines(ascii_only=options.ascii_only):
            yield Segment(line)
            yield Segment.line()

    def lines(self, *, ascii_only: bool) -> list[str]:
        """The figure as rows of characters."""
        return self._plain() if ascii_only else self._braille()

    def _braille(self) -> list[str]:
        dots = np.zeros((4 * self.rows, 2 * self.columns), bool)
        for line in self._lines():
            spots = _along(line * (2 * self.columns, 4 * self.rows))
            for across, down in _within(spots, dots.shape):
                dots[down, across] = True
        return braille(dots)

    def _plain(self) -> list[str]:
        field = np.full((self.rows, self.columns), " ")
        for line in self._lines():
            spots = line * (self.columns, self.rows)
            stroke = _stroke(spots[-1] - spots[0]) if len(spots) == 2 else "o"
            for across, down in _within(_along(spots), field.shape):
                field[down, across] = stroke
        return ["".join(row) for row in field.tolist()]

    def _lines(self) -> list[FloatArray]:
        """Every line as the points it goes through, in shares, each of shape (points, 2)."""
        if self._body is None:
            return []
        neck, head = self._body[_SHOULDERS].mean(axis=0), self._body[_EARS].mean(axis=0)
        around = np.linspace(0, 2 * np.pi, 17)[:, None]
        aspect = np.array([2 * self.rows / self.columns, 1.0])  # characters are twice as high as wide
        radius = _HEAD_SHARE * np.hypot(*((head - neck) / aspect))
        circle = head + radius * np.concatenate([np.cos(around), np.sin(around)], axis=1) * aspect
        lines = [*(self._body[[start, end]] for start, end in BONES), circle]
        return [line for line in lines if np.isfinite(line).all()]


def _along(points: FloatArray) -> FloatArray:
    """Points along the lines through the given ones, close enough to leave no gap."""
    parts = []
    for start, end in pairwise(points):
        steps = int(np.ceil(np.abs(end - start).max())) + 1
        parts.append(start + np.linspace(0, 1, steps)[:, None] * (end - start))
    return np.concatenate(parts)


def _within(spots: FloatArray, shape: tuple[int, ...]) -> list[tuple[int, int]]:
    """The points inside a field of (rows, columns), as (column, row)."""
    whole = np.floor(spots).astype(int)
    inside = ((whole >= 0) & (whole < (shape[1], shape[0]))).all(axis=1)
    return [(across, down) for across, down in whole[inside].tolist()]


def _stroke(direction: FloatArray) -> str:
    """The character closest to a line in this direction (columns, rows)."""
    angle = np.degrees(np.arctan2(2 * direction[1], direction[0])) % 180
    return _STROKES[int((angle + 22.5) // 45) % 4]
