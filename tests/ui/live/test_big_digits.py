"""Numbers and words in large characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.ui.live.big_digits import clock, digits
from coach.ui.live.big_text import letters


@pytest.mark.parametrize(
    ("rows", "ascii_only"),
    [(3, False), *((rows, plain) for rows in (5, 7, 9, 12, 20) for plain in (False, True))],
)
def test_all_digits_differ_in_every_size(rows: int, ascii_only: bool) -> None:
    drawn = [digits(str(digit), 60, rows, ascii_only=ascii_only) for digit in range(10)]
    assert {len(each) for each in drawn} == {rows}
    assert len(set(drawn)) == 10
    for one in drawn:
        for other in drawn:
            differing = sum(
                a != b
                for line, their in zip(one, other, strict=True)
                for a, b in zip(line, their, strict=True)
            )
            assert one is other or differing >= rows // 3


@given(st.integers(0, 1999), st.integers(1, 120), st.integers(1, 30), st.booleans())
def test_a_number_never_leaves_its_space(number: int, columns: int, rows: int, ascii_only: bool) -> None:
    drawn = digits(str(number), columns, rows, ascii_only=ascii_only)
    assert 1 <= len(drawn) <= rows
    assert max(map(len, drawn)) <= columns
    assert not ascii_only or "".join(drawn).isascii()


@given(st.integers(0, 999), st.integers(20, 120), st.integers(3, 30))
def test_more_space_never_makes_a_number_smaller(number: int, columns: int, rows: int) -> None:
    assert len(digits(str(number), columns + 1, rows)) >= len(digits(str(number), columns, rows))
    assert len(digits(str(number), columns, rows + 1)) >= len(digits(str(number), columns, rows))


@pytest.mark.parametrize(("figure", "columns", "rows"), [("88", 24, 9), ("888", 33, 9), ("8:88", 33, 9)])
def test_two_and_three_digits_fit_the_panel_of_a_small_terminal(figure: str, columns: int, rows: int) -> None:
    assert len(digits(figure, columns, rows)) == rows


@pytest.mark.parametrize(
    ("seconds", "expected"), [(0, "0"), (59, "59"), (60, "1:00"), (65, "1:05"), (3600, "60:00")]
)
def test_a_time_shows_minutes_from_one_minute_on(seconds: int, expected: str) -> None:
    assert clock(seconds) == expected


def test_words_are_capitals_on_as_few_lines_as_possible() -> None:
    assert letters("lit", 40, 3) == (
        "▄    ▄▄▄ ▄▄▄▄▄",
        "█     █    █  ",
        "█▄▄▄ ▄█▄   █  ",
    )
    assert len(letters("step back: feet out of frame", 80, 6)) == 6
    assert letters("step back: feet out of frame", 80, 3) == ()


def test_words_grow_with_the_space() -> None:
    heights = [len(letters("rest", 200, rows)) for rows in (2, 3, 5, 8, 10, 30)]
    assert heights == [0, 3, 5, 8, 10, 10]


@given(st.text("ABC XYZ.:!?'-/+019", min_size=1), st.integers(1, 120), st.integers(1, 20), st.booleans())
def test_words_never_leave_their_space(text: str, columns: int, rows: int, ascii_only: bool) -> None:
    drawn = letters(text, columns, rows, ascii_only=ascii_only)
    assert len(drawn) <= rows
    assert max(map(len, drawn), default=0) <= columns
    assert not ascii_only or "".join(drawn).isascii()


def test_text_with_an_unknown_character_is_not_drawn() -> None:
    assert letters("61° of 70°", 200, 20) == ()
    assert letters("", 80, 20) == ()
