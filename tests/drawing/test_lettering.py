"""Text fits into the picture, and its signs are in the typeface."""

from __future__ import annotations

import numpy as np
import pytest

from coach.drawing.lettering import BOLD, Line, draw_caption, draw_text, text_height, text_width


def black(width: int, height: int) -> np.ndarray:
    return np.zeros((height, width, 3), np.uint8)


@pytest.mark.parametrize("sign", "°±–…×é")
def test_signs_are_not_replaced(sign: str) -> None:
    drawn, replaced = black(60, 60), black(60, 60)
    draw_text(drawn, sign, (10, 40), 40)
    draw_text(replaced, "?", (10, 40), 40)
    assert drawn.any()
    assert (drawn != replaced).any()


def test_width_is_that_of_the_drawn_text() -> None:
    picture = black(400, 60)
    draw_text(picture, "12 reps", (10, 40), 40, weight=BOLD, outlined=False)
    columns = np.nonzero(picture.any(axis=(0, 2)))[0]
    assert columns.max() - 10 == pytest.approx(text_width("12 reps", 40, BOLD), abs=6)


@pytest.mark.parametrize("size", [(1280, 720), (160, 120), (40, 30)])
def test_a_caption_stays_inside_the_picture(size: tuple[int, int]) -> None:
    width, height = size
    picture = np.full((height, width, 3), 200, np.uint8)
    wide, tall = draw_caption(
        picture, [Line("Half rep: " + "go deeper " * 30), Line("2", 2.0)], bottom=True, right=True
    )
    assert wide <= width
    assert tall > 0
    assert (picture[:, 0] == 200).all()
    assert (picture[height // 2 :] < 200).any()


def test_text_is_larger_in_a_larger_picture_and_never_too_small_to_read() -> None:
    assert text_height(black(1920, 1080)) == pytest.approx(1.5 * text_height(black(1280, 720)), abs=1)
    assert text_height(black(100, 80)) >= 9


def test_no_lines_draw_nothing() -> None:
    picture = np.full((80, 80, 3), 200, np.uint8)
    assert draw_caption(picture, []) == (0, 0)
    assert (picture == 200).all()
