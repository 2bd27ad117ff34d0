"""Text in pictures, in the proportional typeface that is built into OpenCV (Rubik, SIL Open Font License)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from coach.body.crop import Pixels
from coach.drawing.colours import INK, PAPER, Colour, bgr
from coach.opencv import cv2

REGULAR, BOLD = 400, 700
_FACE = cv2.FontFace("sans")
_SMALLEST_PX = 9
_SHARE = 1 / 36
"""Height of normal text as a share of the picture's shorter side."""
_LINE = 1.3
"""Distance between two lines of text, in text heights."""
_PAPER_SHARE = 0.62
"""Opacity of the dark box behind a caption."""


def text_height(picture: Pixels, scale: float = 1.0) -> int:
    """Height of text in pixels that is readable in a picture of this size."""
    return max(_SMALLEST_PX, round(scale * _SHARE * float(min(picture.shape[:2]))))


def text_width(text: str, height: int, weight: int = REGULAR) -> int:
    """Width of a line of text in pixels."""
    _, _, width, _ = cv2.getTextSize((0, 0), text, (0, 0), _FACE, height, weight, 0, (0, 1 << 20))
    return int(width)


def draw_text(
    picture: Pixels,
    text: str,
    at: tuple[float, float],
    height: int,
    colour: Colour = PAPER,
    *,
    weight: int = REGULAR,
    outlined: bool = True,
) -> None:
    """Draw one line of text.

    Args:
        picture: Blue, green, red, shape (height, width, 3); it is changed.
        text: The text; letters that the typeface doesn't have become question marks.
        at: Left end of the baseline, in pixels.
        height: Size of the typeface in pixels.
        colour: Red, green, blue.
        weight: 400 is regular, 700 is bold.
        outlined: Whether a dark outline sets it off from any background.
    """
    x, y = round(at[0]), round(at[1])
    if outlined:
        by = max(1, height // 14)
        for across, down in ((-by, 0), (by, 0), (0, -by), (0, by)):
            _put(picture, text, (x + across, y + down), bgr(INK), height, weight)
    _put(picture, text, (x, y), bgr(colour), height, weight)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a caption.

    Attributes:
        text: The text.
        scale: Its size relative to normal text.
        colour: Red, green, blue.
        weight: 400 is regular, 700 is bold.
    """

    text: str
    scale: float = 1.0
    colour: Colour = PAPER
    weight: int = REGULAR


def draw_caption(
    picture: Pixels, lines: list[Line], *, right: bool = False, bottom: bool = False
) -> tuple[int, int]:
    """Draw lines of text on a dark box in a corner of a picture.

    Lines that are too wide are set smaller, then cut off with an ellipsis.

    Args:
        picture: Blue, green, red, shape (height, width, 3); it is changed.
        lines: The lines from top to bottom.
        right: Whether the box stands to the right.
        bottom: Whether the box stands at the bottom.

    Returns:
        Width and height of the box in pixels; zeros without a line.
    """
    if not lines:
        return 0, 0
    rows, columns = picture.shape[:2]
    margin = text_height(picture, 0.6)
    room = max(columns - 4 * margin, 1)
    set_lines = [_fitted(line, text_height(picture, line.scale), room) for line in lines]
    width = max(text_width(text, height, line.weight) for line, text, height in set_lines) + 2 * margin
    tall = round(sum(_LINE * height for _, _, height in set_lines)) + margin
    left = columns - margin - width if right else margin
    top = rows - margin - tall if bottom else margin
    darken(picture, (left, top, left + width, top + tall))
    y = top + margin / 2
    for line, text, height in set_lines:
        y += _LINE * height
        draw_text(
            picture,
            text,
            (left + margin, y - 0.3 * height),
            height,
            line.colour,
            weight=line.weight,
            outlined=False,
        )
    return width, tall


def darken(picture: Pixels, box: tuple[int, int, int, int]) -> None:
    """Darken a part of a picture, so that text on it is readable.

    Args:
        picture: Blue, green, red, shape (height, width, 3); it is changed.
        box: Left, top, right and bottom edge in pixels.
    """
    left, top, right, bottom = (max(edge, 0) for edge in box)
    part = picture[top:bottom, left:right]
    if part.size:
        np.copyto(part, cv2.convertScaleAbs(part, alpha=1.0 - _PAPER_SHARE))


def _fitted(line: Line, height: int, room: int) -> tuple[Line, str, int]:
    """A line with its text and its height in pixels, so that it fits into ``room`` pixels."""
    width = text_width(line.text, height, line.weight)
    if width > room:
        height = max(_SMALLEST_PX, height * room // width)
    text = line.text
    while len(text) > 1 and text_width(text, height, line.weight) > room:
        text = text.rstrip("…")[:-1].rstrip() + "…"
    return line, text, height


def _put(picture: Pixels, text: str, at: tuple[int, int], colour: Colour, height: int, weight: int) -> None:
    cv2.putText(picture, text, at, colour, _FACE, height, weight, 0, (0, 1 << 20))
