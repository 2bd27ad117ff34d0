"""Results of training a model: scores with their intervals, and confusions."""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_letters

from rich.table import Table
from rich.text import Text

from coach.ui.theme import ASIDE, PARTIAL

_NOTHING = "·"


def interval(value: float | None, low: float | None, high: float | None) -> str:
    """A share with its interval, such as '0.93 (0.85–0.98)'; a dash for None."""
    if value is None:
        return "–"
    if low is None or high is None:
        return f"{value:.2f}"
    return f"{value:.2f} ({low:.2f}–{high:.2f})"


def percent(value: float | None, low: float | None, high: float | None) -> str:
    """A percentage with its interval, such as '1.8 % (0.9–3.1)'; a dash for None."""
    if value is None:
        return "–"
    if low is None or high is None:
        return f"{value:.1%}".replace("%", " %")
    return f"{100 * value:.1f} % ({100 * low:.1f}–{100 * high:.1f})"


def confusion(names: Sequence[str], counts: Sequence[Sequence[int]]) -> Table:
    """A confusion matrix: actual classes in rows, predicted ones in columns named by the letters of the rows.

    Each column is as wide as its largest figure, so that two dozen classes fit into 80 columns.

    Args:
        names: The classes.
        counts: Predictions per class, shape (actual, predicted).
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
    """Films with a wrong prediction: actual class, predicted class, confidence and name of the film."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("actual", no_wrap=True)
    table.add_column("predicted", no_wrap=True)
    table.add_column("confidence", justify="right", no_wrap=True)
    table.add_column("film", overflow="fold")
    for label, called, sure, name in rows:
        table.add_row(label, called, f"{sure:.2f}", Text(name))
    return table
