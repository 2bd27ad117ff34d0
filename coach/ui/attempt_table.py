"""The list of attempts: every movement that could be a rep, and why it counts or not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from coach.judging.candidates.attempt_list import ListedAttempt
from coach.ui import theme

_FOLDED_FROM = 4
"""This many movements in a row with the same reason share one line."""


class AttemptTable:
    """Every movement in order: when it turned, its side, its verdict and the reason.

    Smaller movements within a rep are only counted, below the table.
    """

    def __init__(self, rows: Sequence[ListedAttempt]) -> None:
        self.rows = rows

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if not self.rows:
            yield Text("No movement was large enough to be a rep.", style=theme.ASIDE)
            return
        shown = [each for each in self.rows if each.attempt.rule != "same-movement"]
        sides = any(each.attempt.side != "both" for each in shown)
        sets = len({each.set_number for each in shown if each.set_number is not None}) > 1
        table = theme.open_table(options)
        table.add_column("time", justify="right", no_wrap=True)
        if sets:
            table.add_column("set", justify="right", no_wrap=True)
        if sides:
            table.add_column("side", no_wrap=True)
        table.add_column("verdict", no_wrap=True)
        table.add_column("why")
        for alike in _folded(shown):
            attempt = alike[0].attempt
            table.add_row(
                f"{attempt.turn_s:.1f} s",
                *([str(alike[0].set_number or "")] if sets else []),
                *(["" if attempt.side == "both" else attempt.side] if sides else []),
                Text(_verdict_text(alike), style=_style(alike[0])),
                attempt.text,
            )
        yield table
        within = len(self.rows) - len(shown)
        if within:
            movements = "movement" if within == 1 else "movements"
            yield Text(
                f"{within} smaller {movements} within these not listed; --json lists everything",
                style=theme.ASIDE,
            )


def _folded(rows: Sequence[ListedAttempt]) -> Iterator[list[ListedAttempt]]:
    """The rows of each line: one, or several in a row with the same reason."""
    for counted, group in groupby(rows, key=_reason_key):
        alike = list(group)
        if counted is None or len(alike) < _FOLDED_FROM:
            yield from ([each] for each in alike)
        else:
            yield alike


def _reason_key(row: ListedAttempt) -> tuple[str, str, int | None] | None:
    """What rows must share to share a line; None for reps."""
    attempt = row.attempt
    return None if attempt.is_counted else (attempt.rule, attempt.measure, row.set_number)


def _verdict_text(alike: Sequence[ListedAttempt]) -> str:
    attempt, rep = alike[0].attempt, alike[0].rep
    if not attempt.is_counted:
        return "not counted" if len(alike) == 1 else f"{len(alike)} not counted"
    name = attempt.verdict if rep is None else f"rep {rep}"
    return f"{name}, partial" if attempt.verdict == "partial" and rep is not None else name


def _style(row: ListedAttempt) -> str:
    match row.attempt.verdict:
        case "full":
            return theme.FULL
        case "partial":
            return theme.PARTIAL
        case "not counted":
            return theme.ASIDE
