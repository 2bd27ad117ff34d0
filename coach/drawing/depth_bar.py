"""A bar that fills with the depth of a movement, with a mark at a full rep."""

from __future__ import annotations

from coach.body.crop import Pixels
from coach.drawing.colours import GOOD, INK, PAPER, bgr
from coach.drawing.lettering import darken, draw_text, text_height, text_width
from coach.opencv import cv2

_TALL, _WIDE = 0.4, 0.02
"""Size of the bar as shares of the picture's height and of its shorter side."""
_TOP = 1.25
"""Depth at the end of the bar, in full reps."""
_FULL = "full"


def draw_depth_bar(picture: Pixels, depth: float) -> None:
    """Draw the bar at the right edge; it fills upwards.

    Args:
        picture: Blue, green, red, shape (height, width, 3); it is changed.
        depth: Share of a full rep: 0 in the start position, 1 at a full rep.
    """
    rows, columns = picture.shape[:2]
    height = text_height(picture, 0.7)
    wide = max(4, round(_WIDE * min(rows, columns)))
    tall = max(8, round(_TALL * rows))
    right, top = columns - height, (rows - tall) // 2
    left, bottom = right - wide, top + tall
    darken(picture, (left - 2, top - 2, right + 2, bottom + 2))
    filled = round(min(max(depth, 0.0), _TOP) / _TOP * tall)
    mark = bottom - round(tall / _TOP)
    colour = bgr(GOOD if depth >= 1.0 else PAPER)
    if filled:
        cv2.rectangle(picture, (left, bottom - filled), (right - 1, bottom - 1), colour, cv2.FILLED)
    for ink, thick in ((INK, 3), (PAPER, 1)):
        cv2.line(picture, (left - wide // 2, mark), (right + 1, mark), bgr(ink), thick)
    at = left - wide // 2 - text_width(_FULL, height) - 2, mark + 0.35 * height
    draw_text(picture, _FULL, at, height)
