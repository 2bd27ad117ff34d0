"""Rows of characters of an exact width, for screens that are redrawn often."""

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
    """A text in ASCII, for terminals without Unicode."""
    return text.translate(_PLAIN).encode("ascii", "replace").decode("ascii")


def row(width: int, *parts: Part, ascii_only: bool = False, fill: str = " ") -> Row:
    """Parts side by side, cut or filled to the width; the fill has the style of the last part.

    Args:
        width: Characters.
        parts: The texts.
        ascii_only: Write with plain characters.
        fill: Characters to fill the row with.
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
    """Parts at the left and right edges; if both do not fit, only the left ones."""
    styled = [(part, "") if isinstance(part, str) else part for part in right]
    styled = [(plainly(text) if ascii_only else text, style) for text, style in styled]
    taken = sum(cell_len(text) for text, _ in styled)
    used = sum(cell_len(part if isinstance(part, str) else part[0]) for part in left)
    if used + taken + 2 > width:
        return row(width, *left, "", ascii_only=ascii_only)
    return row(width - taken, *left, "", ascii_only=ascii_only) + row(taken, *styled)


def filled(lines: Iterable[str], style: str, width: int) -> list[Row]:
    """Finished lines as rows."""
    return [row(width, (line, style), "") for line in lines]


def wrapped(text: str, style: str, width: int, most: int, *, ascii_only: bool = False) -> list[Row]:
    """A text on up to ``most`` rows."""
    lines = wrap(plainly(text) if ascii_only else text, max(width, 1))
    if len(lines) > most:
        lines = [*lines[: most - 1], " ".join(lines[most - 1 :])] if most else []
    return [row(width, (line, style), "", ascii_only=ascii_only) for line in lines]


def high(rows: Sequence[Row], height: int, width: int) -> list[Row]:
    """Exactly ``height`` rows: padded with empty ones, or cut."""
    return [*rows[:height], *(row(width) for _ in range(height - len(rows)))]


def reversed_rows(rows: Sequence[Row]) -> list[Row]:
    """The rows in reverse video, each in the style of its first segment."""
    return [_reversed_row(each) for each in rows]


def _reversed_row(drawn: Row) -> Row:
    style = drawn[0].style or Style.null()
    reverse = style + Style(reverse=not style.reverse)
    return [Segment(each.text, reverse) for each in drawn]
