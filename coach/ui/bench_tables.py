"""Tables of measurements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.table import Table

Row = Sequence[str]


def figures(head: Row, rows: Iterable[Row], *, title: str = "") -> Table:
    """A table of figures: names aligned left, numbers right."""
    table = Table(title=title or None, title_justify="left", box=None, pad_edge=False, padding=(0, 3, 0, 0))
    for index, name in enumerate(head):
        table.add_column(name, justify="right" if index else "left")
    for row in rows:
        table.add_row(*row)
    return table


def markdown(head: Row, rows: Iterable[Row]) -> str:
    """The same table as Markdown."""
    lines = [head, ["---", *("---:" for _ in head[1:])], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def share(value: float | None) -> str:
    """A share with three decimals, or a dash for None."""
    return "–" if value is None else f"{value:.3f}"
