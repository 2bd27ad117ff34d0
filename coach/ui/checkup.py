"""Results of a checkup: a mark, a fact, and a hint for each problem."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group as Stack
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from coach.finding import Group, Mark, can_train
from coach.ui import theme

_MARKS: dict[Mark, tuple[str, str]] = {
    "ok": ("ok", theme.FULL),
    "warn": ("warn", theme.WARNING),
    "fail": ("FAIL", f"{theme.WARNING} reverse"),
}
"""Each is a word, so that meaning does not depend on colour."""


def group_view(group: Group) -> RenderableType:
    """One group under its title; nothing for a group without findings."""
    if not group.findings:
        return Stack()
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(width=max(len(word) for word, _ in _MARKS.values()), no_wrap=True)
    table.add_column()
    for finding in group.findings:
        word, style = _MARKS[finding.mark]
        table.add_row(Text(word, style=style), Text(finding.what))
        if finding.hint:
            table.add_row("", Text(finding.hint, style=theme.HEADLINE))
    return Stack(Text(group.title, style=theme.HEADING), table, Text())


def verdict(groups: Sequence[Group]) -> Text:
    """The overall result: whether you can train."""
    warned, failed = _places("warn", groups), _places("fail", groups)
    warnings = f"{len(warned)} warning{'' if len(warned) == 1 else 's'}"
    if can_train(groups):
        also = f" {warnings}, see above: {_named(warned)}." if warned else ""
        return Text(f"You can train.{also}", style=theme.HEADLINE)
    also = f" Also, {warnings}: {_named(warned)}." if warned else ""
    problems = f"{len(failed)} problem{'' if len(failed) == 1 else 's'}"
    text = f"You can't train yet. {problems}, see above: {_named(failed)}.{also}"
    return Text(text, style=theme.HEADLINE)


def _places(mark: Mark, groups: Sequence[Group]) -> list[str]:
    """The group title of each finding with this mark."""
    return [group.title for group in groups for finding in group.findings if finding.mark == mark]


def _named(titles: list[str]) -> str:
    return ", ".join(dict.fromkeys(titles)).lower()
