"""Colours of the marks: left and right sides differ for every common colour blindness."""

from __future__ import annotations

from functools import cache

from coach.body.landmarks import Landmark

Colour = tuple[int, int, int]

LEFT_BONES, RIGHT_BONES, MIDDLE_BONES = (86, 180, 233), (255, 170, 40), (245, 245, 245)
"""Red, green, blue: sky blue and orange, as light as possible."""
INK, PAPER = (16, 16, 16), (255, 255, 255)
GOOD, BAD = (90, 200, 250), (255, 120, 60)
"""A full rep, and a partial one or a fault. A word always says the same."""


@cache
def side_colour(*landmarks: Landmark) -> Colour:
    """The colour of a line through landmarks: that of their side, or of the middle."""
    sides = {_side(each) for each in landmarks} - {""}
    if len(sides) != 1:
        return MIDDLE_BONES
    return LEFT_BONES if "left" in sides else RIGHT_BONES


def bgr(colour: Colour) -> Colour:
    """Blue, green, red from red, green, blue."""
    return colour[2], colour[1], colour[0]


def _side(landmark: Landmark) -> str:
    """left, right, or empty for the nose."""
    name = landmark.name.lower()
    return next((side for side in ("left", "right") if side in name.split("_")), "")
