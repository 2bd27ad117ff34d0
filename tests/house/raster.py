"""Draws coloured terminal text as pixels, for the GIF of the live screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import matplotlib
import numpy as np
from numpy.typing import NDArray
from rich.cells import cell_len
from rich.console import Console
from rich.style import Style
from rich.terminal_theme import SVG_EXPORT_THEME
from rich.text import Text

from coach.opencv import cv2

Pixels = NDArray[np.uint8]
"""Blue, green and red, shape (height, width, 3)."""
Color = NDArray[np.int_]
"""Blue, green and red, shape (3,)."""

CELL = (9, 18)
"""Width and height of a character in pixels."""
_FONT_SIZE = 14
_BASELINE = 14
_FONTS = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
"""MediaPipe requires matplotlib, which includes a font of fixed width."""
_BRAILLE_DOTS = ((0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3))
"""Column and row of the dot behind each bit of a Braille character."""
_LEFT_BLOCKS, _LOWER_BLOCKS = "▏▎▍▌▋▊▉█", "▁▂▃▄▅▆▇█"
_SHADES = {"░": 0.25, "▒": 0.5, "▓": 0.75}


def rasterize(rows: Sequence[str], size: tuple[int, int]) -> Pixels:
    """Rows with their ANSI colours as a picture of ``size`` columns and rows."""
    columns, height = size
    background = np.array(SVG_EXPORT_THEME.background_color[::-1], np.uint8)
    pixels = np.empty((height * CELL[1], columns * CELL[0], 3), np.uint8)
    pixels[:] = background
    for row, text in enumerate(rows[:height]):
        for column, character, style in _cells(text):
            if column < columns:
                _draw(_cell(pixels, column, row), character, *_colors(style), bold=bool(style.bold))
    return pixels


def _cells(text: str) -> Iterator[tuple[int, str, Style]]:
    """Column, character and style of everything in a row."""
    console = Console(width=1000, force_terminal=True, color_system="truecolor", no_color=False)
    column = 0
    for segment in Text.from_ansi(text).render(console):
        for character in segment.text.rstrip("\n"):
            yield column, character, segment.style or Style()
            column += cell_len(character)


def _cell(pixels: Pixels, column: int, row: int) -> Pixels:
    width, height = CELL
    return pixels[row * height : (row + 1) * height, column * width : (column + 1) * width]


def _colors(style: Style) -> tuple[Color, Color]:
    """Foreground and background."""
    theme = SVG_EXPORT_THEME
    front, back = np.array(theme.foreground_color), np.array(theme.background_color)
    if style.color:
        front = np.array(style.color.get_truecolor(theme))
    if style.bgcolor:
        back = np.array(style.bgcolor.get_truecolor(theme, foreground=False))
    if style.reverse:
        front, back = back, front
    if style.dim:
        front = (front + back) // 2
    return front[::-1], back[::-1]


def _draw(cell: Pixels, character: str, front: Color, back: Color, *, bold: bool) -> None:
    coverage = _glyph(character, bold)[:, :, None]
    cell[:] = np.round(coverage * front + (1 - coverage) * back)


@cache
def _glyph(character: str, bold: bool) -> NDArray[np.float64]:
    """How much of each pixel a character covers, 0 to 1, shape (height, width)."""
    width, height = CELL
    covered = np.zeros((height, width))
    if character in _LEFT_BLOCKS:
        covered[:, : round(width * (_LEFT_BLOCKS.index(character) + 1) / 8)] = 1
    elif character in _LOWER_BLOCKS:
        covered[height - round(height * (_LOWER_BLOCKS.index(character) + 1) / 8) :] = 1
    elif character == "▀":
        covered[: height // 2] = 1
    elif character in _SHADES:
        covered[:] = _SHADES[character]
    elif 0x2800 <= ord(character) < 0x2900:
        _dots(covered, ord(character) - 0x2800)
    elif not character.isspace():
        drawn = np.zeros((height, width, 3), np.uint8)
        cv2.putText(drawn, character, (0, _BASELINE), (255, 255, 255), _font(bold), _FONT_SIZE)
        covered = drawn[:, :, 0] / 255
    return covered


def _dots(covered: NDArray[np.float64], bits: int) -> None:
    width, height = CELL
    for bit, (column, row) in enumerate(_BRAILLE_DOTS):
        if bits >> bit & 1:
            x, y = round((column + 0.5) * width / 2), round((row + 0.5) * height / 4)
            covered[y - 1 : y + 1, x - 1 : x + 1] = 1


@cache
def _font(bold: bool) -> cv2.FontFace:
    return cv2.FontFace(str(_FONTS / ("DejaVuSansMono-Bold.ttf" if bold else "DejaVuSansMono.ttf")))
