"""Pictures made of characters: half blocks in colour, or a stick figure where there is no colour."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import Self

import numpy as np
from rich.color import Color
from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.segment import Segment
from rich.style import Style

from coach.body.crop import Pixels
from coach.body.landmarks import BONES
from coach.body.pose import FloatArray
from coach.drawing.colours import side_colour
from coach.opencv import cv2
from coach.ui.ansi_encoding import Tones, encode_rows, palette_tones
from coach.ui.row_layout import Row
from coach.ui.stick_figure import StickFigure

_HALF = "▀"
_STEP = 8
"""Tones are rounded to this step, so that neighbours share an escape sequence; invisible at this size."""
_ENOUGH_COLOURS = ("256", "truecolor")
_DIMMED = 0.7
"""Brightness of the picture behind a skeleton."""
_THICK_FROM = 72
"""Columns from which bones are two dots wide."""
_SAMPLES = 4
"""Each dot is the mean of this many pixels per side."""
_FINER = 4
"""Fraction bits for placing the ends of bones."""


class Picture:
    """A picture in half blocks: each character holds two pixels, one above the other.

    On a terminal without the colours or characters for that, it is a stick figure.
    """

    def __init__(
        self,
        pixels: Pixels,
        body: FloatArray | None,
        columns: int,
        rows: int,
        *,
        skeleton: bool = False,
        mirrored: bool = False,
    ) -> None:
        """Create a picture.

        Args:
            pixels: Blue, green, red, shape (height, width, 3).
            body: Landmarks as shares of width and height, shape (33, 2); None without a person.
            columns: Width in characters.
            rows: Height in characters.
            skeleton: Whether to draw the bones over it.
            mirrored: Whether to mirror all of it.
        """
        self._pixels, self._skeleton, self._mirrored = pixels, skeleton, mirrored
        self._body = body * (-1, 1) + (1, 0) if mirrored and body is not None else body
        self.columns, self.rows = columns, rows

    @classmethod
    def fitted(
        cls,
        pixels: Pixels,
        body: FloatArray | None,
        columns: int,
        rows: int,
        *,
        skeleton: bool = False,
        mirrored: bool = False,
    ) -> Self:
        """The picture as large as fits into columns and rows, in its own proportions."""
        height, width = pixels.shape[:2]
        columns = max(min(columns, round(2 * rows * width / height)), 1)
        rows = max(min(rows, round(columns * height / width / 2)), 1)
        return cls(pixels, body, columns, rows, skeleton=skeleton, mirrored=mirrored)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if in_colour(console):
            yield from self._segments(console)
        else:
            yield StickFigure(self._body, self.columns, self.rows)

    def rows_for(self, console: Console) -> list[Row]:
        """Rows for fast redraws: ready-made escape sequences, unless the console records its output."""
        if not in_colour(console):
            figure = StickFigure(self._body, self.columns, self.rows)
            return [[Segment(line)] for line in figure.lines(ascii_only=console.options.ascii_only)]
        if console.record:
            return list(Segment.split_lines(self._segments(console)))
        palette = console.color_system == "256"
        return [[Segment(line, None, [])] for line in encode_rows(self._tones(), palette=palette)]

    def _segments(self, console: Console) -> Iterator[Segment]:
        tones = self._tones()
        if console.color_system == "256":
            tones = palette_tones(tones)
        for upper, lower in zip(tones[::2].tolist(), tones[1::2].tolist(), strict=True):
            for (above, below), run in groupby(zip(upper, lower, strict=True)):
                yield Segment(_HALF * len(list(run)), _style(*above, *below))
            yield Segment.line()

    def _tones(self) -> Tones:
        """Red, green and blue of every dot, shape (2 x rows, columns, 3)."""
        size = self.columns, 2 * self.rows
        small = _shrunk(self._pixels, size)[..., ::-1]
        if self._mirrored:  # after shrinking: mirroring a large picture would copy it
            small = small[:, ::-1]
        small = np.ascontiguousarray(small)
        if self._skeleton and self._body is not None:
            small = (small * _DIMMED).astype(np.uint8)
            _draw_bones(small, self._body * size - 0.5)
        tones: Tones = np.minimum(small.astype(int) // _STEP * _STEP + _STEP // 2, 255)
        return tones

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement(self.columns, self.columns)


def in_colour(console: Console) -> bool:
    """Whether a console can show pictures in half blocks."""
    return console.color_system in _ENOUGH_COLOURS and not console.no_color and not console.options.ascii_only


@lru_cache(maxsize=8192)
def _style(*tones: int) -> Style:
    return Style(color=Color.from_rgb(*tones[:3]), bgcolor=Color.from_rgb(*tones[3:]))


def _shrunk(pixels: Pixels, size: tuple[int, int]) -> Pixels:
    """A picture resized to columns and rows; a large one is sampled first."""
    enough = _SAMPLES * size[0], _SAMPLES * size[1]
    if pixels.shape[1] > enough[0] and pixels.shape[0] > enough[1]:
        pixels = cv2.resize(pixels, enough, interpolation=cv2.INTER_NEAREST).astype(np.uint8, copy=False)
    return cv2.resize(pixels, size, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)


def _draw_bones(picture: Pixels, body: FloatArray) -> None:
    """Draw the bones with known ends; the person's left and right sides differ in colour."""
    thick = 2 if picture.shape[1] >= _THICK_FROM else 1
    for start, end in BONES:
        ends = body[[start, end]]
        if np.isfinite(ends).all():
            low, high = np.round(np.clip(ends, -1e4, 1e4) * 2**_FINER).astype(int).tolist()
            cv2.line(picture, low, high, side_colour(start, end), thick, cv2.LINE_AA, _FINER)
