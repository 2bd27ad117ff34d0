"""What training came to: figures with their spread, and what was taken for what."""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_letters

from rich.table import Table
from rich.text import Text

from coach.ui.theme import ASIDE, PARTIAL

_NOTHING = "·"


def interval(value: float | None, low: float | None, high: float | None) -> str:
    """A share and between what it lies, such as '0.93 (0.85–0.98)'; a dash where there is none."""
    if value is None:
        return "–"
    if low is None or high is None:
        return f"{value:.2f}"
    return f"{value:.2f} ({low:.2f}–{high:.2f})"


def percent(value: float | None, low: float | None, high: float | None) -> str:
    """A share in hundredths and between what it lies, as in '1.8 % (0.9–3.1)'; a dash for none."""
    if value is None:
        return "–"
    if low is None or high is None:
        return f"{value:.1%}".replace("%", " %")
    return f"{100 * value:.1f} % ({100 * low:.1f}–{100 * high:.1f})"


def confusion(names: Sequence[str], counts: Sequence[Sequence[int]]) -> Table:
    """What (rows) was called what (columns): columns go by the letter that stands before the row's name.

    Each column is as wide as its largest figure, so that two dozen classes fit into 80 columns.

    Args:
        names: The classes.
        counts: For each class, of how many it was called each.
    """
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False)
    table.add_column("", no_wrap=True)
    table.add_column("", no_wrap=True)
    for letter, _ in zip(ascii_letters, names, strict=False):
        table.add_column(letter, justify="right", no_wrap=True)
    for row, (letter, name) in enumerate(zip(ascii_letters, names, strict=False)):
        cells = [_cell(count, right=row == column) for column, count in enumerate(counts[row])]
        table.add_row(letter, name, *cells)
    return table


def _cell(count: int, *, right: bool) -> Text:
    if not count:
        return Text(_NOTHING, style=ASIDE)
    return Text(str(count), style="bold" if right else PARTIAL)


def wrong_films(rows: Sequence[tuple[str, str, float, str]]) -> Table:
    """Films that were called something else: what they are, were called, how surely, and their names."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("actual", no_wrap=True)
    table.add_column("predicted", no_wrap=True)
    table.add_column("confidence", justify="right", no_wrap=True)
    table.add_column("film", overflow="fold")
    for label, called, sure, name in rows:
        table.add_row(label, called, f"{sure:.2f}", Text(name))
    return table
