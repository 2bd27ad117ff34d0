"""Pictures made of characters: half blocks in colour, or a stick figure where there is no colour."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from typing import Self

import cv2
import numpy as np
from rich.color import Color
from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.segment import Segment
from rich.style import Style

from coach.body.framing import Pixels
from coach.body.pose import FloatArray
from coach.ui.stick import StickFigure

_HALF = "▀"
_STEP = 8
"""Tones are rounded to this, so that neighbours share an escape sequence; no eye sees it at this size."""
_ENOUGH_COLOURS = ("256", "truecolor")


class Picture:
    """A picture in half blocks: each character holds two pixels, one above the other.

    Where the terminal has too few colours or characters for that, the body in it is drawn as a stick figure.
    """

    def __init__(self, pixels: Pixels, body: FloatArray | None, columns: int, rows: int) -> None:
        """Take what is shown.

        Args:
            pixels: Blue, green, red, shape (height, width, 3).
            body: The landmarks in it as shares of width and height, shape (33, 2); None when nobody is.
            columns: Width in characters.
            rows: Height in characters.
        """
        self._pixels, self._body = pixels, body
        self.columns, self.rows = columns, rows

    @classmethod
    def fitted(cls, pixels: Pixels, body: FloatArray | None, columns: int, rows: int) -> Self:
        """The picture as large as it can be in so many columns and rows, its proportions kept."""
        height, width = pixels.shape[:2]
        columns = max(min(columns, round(2 * rows * width / height)), 1)
        return cls(pixels, body, columns, max(min(rows, round(columns * height / width / 2)), 1))

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if not in_colour(console):
            yield StickFigure(self._body, self.columns, self.rows)
            return
        small = cv2.resize(self._pixels, (self.columns, 2 * self.rows), interpolation=cv2.INTER_AREA)
        tones = np.minimum(small[..., ::-1].astype(int) // _STEP * _STEP + _STEP // 2, 255)
        for upper, lower in zip(tones[::2].tolist(), tones[1::2].tolist(), strict=True):
            for (above, below), run in groupby(zip(upper, lower, strict=True)):
                yield Segment(_HALF * len(list(run)), _style(*above, *below))
            yield Segment.line()

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement(self.columns, self.columns)


def in_colour(console: Console) -> bool:
    """Whether a console can show a picture in half blocks."""
    return console.color_system in _ENOUGH_COLOURS and not console.no_color and not console.options.ascii_only


@lru_cache(maxsize=8192)
def _style(*tones: int) -> Style:
    return Style(color=Color.from_rgb(*tones[:3]), bgcolor=Color.from_rgb(*tones[3:]))
