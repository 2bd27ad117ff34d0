"""How things look, in one place: colours that colour-blind eyes tell apart, and the screen they go to."""

from __future__ import annotations

import os
from functools import partial

from rich import box
from rich.console import Console, ConsoleOptions
from rich.table import Table

# Blue against orange holds for every common colour blindness, and both hold on dark and on light ground.
# Colour never speaks alone: whatever it says stands there as a word too.
FULL = "#1e88c8"
PARTIAL = "#d55e00"
HEADLINE = "bold"
HEADING = "bold"
ASIDE = "dim"
WARNING = "#d55e00"
TIME = "bold"
"""A time that runs: a rest, a countdown."""
LEFT_BONES, RIGHT_BONES, MIDDLE_BONES = (86, 180, 233), (255, 170, 40), (245, 245, 245)
"""Red, green, blue: sky against orange, as light as they go."""

PIPE_WIDTH = 160
"""Columns where there is no terminal to ask: enough that nothing of ours has to wrap."""


literal_console = partial(Console, markup=False, emoji=False, highlight=False)
"""The only way to make a console: a film called ``[/x].mp4`` or ``:bell:.mp4`` is printed as it is called."""


def screen() -> Console:
    """The console on standard output; ``COLUMNS``, ``NO_COLOR`` and a pipe are respected."""
    console = literal_console()
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console = literal_console(width=PIPE_WIDTH)
    return console


def open_table(options: ConsoleOptions, *, gap: int = 2) -> Table:
    """An empty table: a line under its head on a terminal, bare columns in a pipe; ``gap`` columns apart."""
    if options.is_terminal:  # whose box puts one column between
        padding = (0, gap - 1, 0, 0)
        return Table(
            box=box.SIMPLE_HEAD, show_edge=False, padding=padding, pad_edge=False, header_style=HEADING
        )
    return Table(box=None, padding=(0, gap, 0, 0), pad_edge=False, header_style=HEADING)
