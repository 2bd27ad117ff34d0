"""The GIF of the screen shows terminal text as a terminal does: blocks, Braille, letters and colours."""

from __future__ import annotations

import numpy as np

from tests.house.raster import CELL, Pixels, rasterize

WIDTH, HEIGHT = CELL
RED, BLUE = (0, 0, 255), (255, 0, 0)
"""In OpenCV's order of channels."""
_RED_ON_BLUE = "\x1b[38;2;255;0;0;48;2;0;0;255m"


def cell(text: str) -> Pixels:
    return rasterize([f"{_RED_ON_BLUE}{text}\x1b[0m"], (1, 1))


def test_a_half_block_is_half_in_each_colour() -> None:
    drawn = cell("▀")
    assert drawn.shape == (HEIGHT, WIDTH, 3)
    assert (drawn[: HEIGHT // 2] == RED).all()
    assert (drawn[HEIGHT // 2 :] == BLUE).all()


def test_reverse_swaps_the_colours() -> None:
    assert (cell("\x1b[7m█") == BLUE).all()


def test_a_braille_dot_is_where_it_belongs() -> None:
    red = np.argwhere((cell("⠁") == RED).all(axis=2))
    assert len(red)
    assert red[:, 0].max() < HEIGHT / 4
    assert red[:, 1].max() < WIDTH / 2


def test_a_letter_is_drawn_and_a_space_is_not() -> None:
    assert (cell("M") != cell(" ")).any()
    assert (cell(" ") == BLUE).all()


def test_rows_and_columns_outside_the_screen_are_left_out() -> None:
    assert rasterize(["abc", "d"], (2, 1)).shape == (HEIGHT, 2 * WIDTH, 3)
