"""Rows of characters, each exactly as wide as asked: what a screen that is drawn often is made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from textwrap import wrap

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style

from coach.terminal_text import one_line

Row = list[Segment]
Part = str | tuple[str, str]
"""A text, or a text and its style."""

_PLAIN = str.maketrans(
    {
        "°": " deg",
        "±": "+-",
        "…": "~",
        "–": "-",
        "×": "x",
        "·": "-",
        "✓": "+",
        "✗": "x",
        "’": "'",
    }
)


def plainly(text: str) -> str:
    """A text in plain characters, for terminals that know no others."""
    return text.translate(_PLAIN).encode("ascii", "replace").decode("ascii")


def row(width: int, *parts: Part, ascii_only: bool = False, fill: str = " ") -> Row:
    """Parts beside one another; what does not fit is cut, and the rest filled up in the last one's style.

    Args:
        width: Characters.
        parts: What stands in it.
        ascii_only: Write with plain characters.
        fill: What it is filled up with.
    """
    drawn: Row = []
    left, style = width, ""
    for part in parts:
        text, style = (part, "") if isinstance(part, str) else part
        text = one_line(plainly(text) if ascii_only else text)
        taken = cell_len(text)
        if taken > left:
            text = set_cell_size(text, max(left - 1, 0)) + ("~" if ascii_only else "…") * (left > 0)
            taken = left
        if text:
            drawn.append(Segment(text, Style.parse(style)))
            left -= taken
    if left:
        drawn.append(Segment((fill * left)[:left], Style.parse(style)))
    return drawn


def spread(width: int, left: Sequence[Part], right: Sequence[Part], *, ascii_only: bool = False) -> Row:
    """Parts at the left and at the right edge; where both don't fit, the left ones go first."""
    told = [(part, "") if isinstance(part, str) else part for part in right]
    told = [(plainly(text) if ascii_only else text, style) for text, style in told]
    taken = sum(cell_len(text) for text, _ in told)
    used = sum(cell_len(part if isinstance(part, str) else part[0]) for part in left)
    if used + taken + 2 > width:
        return row(width, *left, "", ascii_only=ascii_only)
    return row(width - taken, *left, "", ascii_only=ascii_only) + row(taken, *told)


def filled(lines: Iterable[str], style: str, width: int) -> list[Row]:
    """Lines that are drawn already, as rows."""
    return [row(width, (line, style), "") for line in lines]


def wrapped(text: str, style: str, width: int, most: int, *, ascii_only: bool = False) -> list[Row]:
    """A text on several rows, ``most`` at most."""
    lines = wrap(plainly(text) if ascii_only else text, max(width, 1))
    if len(lines) > most:
        lines = [*lines[: most - 1], " ".join(lines[most - 1 :])] if most else []
    return [row(width, (line, style), "", ascii_only=ascii_only) for line in lines]


def high(rows: Sequence[Row], height: int, width: int) -> list[Row]:
    """Exactly so many rows: empty ones below, or the last ones left out."""
    return [*rows[:height], *(row(width) for _ in range(height - len(rows)))]


def turned(rows: Sequence[Row]) -> list[Row]:
    """The same rows with ground and figure exchanged, each all in the style that it begins with."""
    return [_turned(each) for each in rows]


def _turned(drawn: Row) -> Row:
    style = drawn[0].style or Style.null()
    turned_round = style + Style(reverse=not style.reverse)
    return [Segment(each.text, turned_round) for each in drawn]
