"""Words in large letters that you can read from three metres away."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from coach.ui.block_characters import blocks
from coach.ui.live.big_digits import Dots

_HEIGHT = 5
_LARGEST = 4
_ALPHABET = {
    "A": " ## ,#  #,####,#  #,#  #",
    "B": "### ,#  #,### ,#  #,### ",
    "C": " ###,#   ,#   ,#   , ###",
    "D": "### ,#  #,#  #,#  #,### ",
    "E": "####,#   ,### ,#   ,####",
    "F": "####,#   ,### ,#   ,#   ",
    "G": " ###,#   ,# ##,#  #, ###",
    "H": "#  #,#  #,####,#  #,#  #",
    "I": "###, # , # , # ,###",
    "J": "  ##,   #,   #,#  #, ## ",
    "K": "#  #,# # ,##  ,# # ,#  #",
    "L": "#   ,#   ,#   ,#   ,####",
    "M": "#   #,## ##,# # #,#   #,#   #",
    "N": "#   #,##  #,# # #,#  ##,#   #",
    "O": " ## ,#  #,#  #,#  #, ## ",
    "P": "### ,#  #,### ,#   ,#   ",
    "Q": " ##  ,#  # ,#  # ,# ## , ## #",
    "R": "### ,#  #,### ,# # ,#  #",
    "S": " ###,#   , ## ,   #,### ",
    "T": "#####,  #  ,  #  ,  #  ,  #  ",
    "U": "#  #,#  #,#  #,#  #, ## ",
    "V": "#   #,#   #, # # , # # ,  #  ",
    "W": "#   #,#   #,# # #,## ##,#   #",
    "X": "#   #, # # ,  #  , # # ,#   #",
    "Y": "#   #, # # ,  #  ,  #  ,  #  ",
    "Z": "####,   #, ## ,#   ,####",
    "0": " ## ,#  #,#  #,#  #, ## ",
    "1": " # ,## , # , # ,###",
    "2": "### ,   #, ## ,#   ,####",
    "3": "### ,   #, ## ,   #,### ",
    "4": "#  #,#  #,####,   #,   #",
    "5": "####,#   ,### ,   #,### ",
    "6": " ## ,#   ,### ,#  #, ## ",
    "7": "####,   #,  # , #  , #  ",
    "8": " ## ,#  #, ## ,#  #, ## ",
    "9": " ## ,#  #, ###,   #, ## ",
    " ": "  ,  ,  ,  ,  ",
    ".": " , , , ,#",
    ",": "  ,  ,  , #,# ",
    ";": "  , #,  , #,# ",
    ":": " ,#, ,#, ",
    "!": "#,#,#, ,#",
    "?": "### ,   #, ## ,    , #  ",
    "'": "#,#, , , ",
    "+": "   , # ,###, # ,   ",
    "-": "   ,   ,###,   ,   ",
    "/": "  #,  #, # ,#  ,#  ",
    "✗": "#   #, # # ,  #  , # # ,#   #",
    "✓": "     ,    #,   # ,# #  , #   ",
}


@lru_cache(maxsize=64)
def letters(text: str, columns: int, rows: int, *, ascii_only: bool = False) -> tuple[str, ...]:
    """A text in capitals as large as fits into columns and rows, on several lines if that helps.

    Empty if it does not fit, or if a character has no large shape.
    """
    spelled = text.upper().replace("’", "'").strip()
    if not spelled or not set(spelled) <= set(_ALPHABET):
        return ()
    wide, high = (2, 1) if ascii_only else (1, 2)
    for scale in range(_LARGEST, 0, -1):
        lines = _lines(spelled, columns // (wide * scale))
        height = ((_HEIGHT + 1) * len(lines) - 1) * scale
        if lines and height <= rows * high:
            dots = _dots(lines).repeat(scale, axis=0).repeat(wide * scale, axis=1)
            if len(dots) % high:  # half an empty row above
                dots = np.concatenate([np.zeros((1, dots.shape[1]), bool), dots])
            return blocks(dots, ascii_only=ascii_only)
    return ()


def _lines(text: str, width: int) -> list[str]:
    """A text broken into as few lines of ``width`` dots as possible; empty if a word is too long."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else ""
        if longer and _width(longer) <= width:
            lines[-1] = longer
        elif _width(word) <= width:
            lines.append(word)
        else:
            return []
    return lines


def _width(text: str) -> int:
    return sum(_ALPHABET[each].index(",") + 1 for each in text) - 1


def _dots(lines: list[str]) -> Dots:
    """Lines of capitals in dots, with an empty row between them."""
    width = max(map(_width, lines))
    page = np.zeros(((_HEIGHT + 1) * len(lines) - 1, width), bool)
    for number, line in enumerate(lines):
        left, top = 0, number * (_HEIGHT + 1)
        for each in line:
            shape = np.array([list(row) for row in _ALPHABET[each].split(",")]) == "#"
            page[top : top + _HEIGHT, left : left + shape.shape[1]] = shape
            left += shape.shape[1] + 1
    return page
