"""The key help of the live screen."""

from __future__ import annotations

from collections.abc import Sequence

from coach.ui import theme
from coach.ui.row_layout import Row, row


def help_width(keys: Sequence[tuple[str, str]]) -> int:
    """Columns that the help needs so that nothing is cut off."""
    return _column(keys) + max((len(what) for _, what in keys), default=0) + 2


def _column(keys: Sequence[tuple[str, str]]) -> int:
    return max((len(key) for key, _ in keys), default=0) + 2


def help_rows(
    keys: Sequence[tuple[str, str]], width: int, height: int, *, ascii_only: bool = False
) -> list[Row]:
    """Every key and what it does, with empty rows between if they fit."""
    wide = _column(keys)
    air = [row(width)] if height >= 2 * len(keys) + 2 else []
    rows = [row(width, (" Keys ", "bold reverse"), ""), *([row(width)] if height > len(keys) + 1 else [])]
    for key, what in keys:
        parts = ((f" {key}".ljust(wide + 1), f"bold {theme.FULL}"), f" {what}")
        rows += [row(width, *parts, ascii_only=ascii_only), *air]
    return rows[:height]
