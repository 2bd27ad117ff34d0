"""Colours, consoles and tables of the terminal output."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import IO, Any

from rich import box
from rich.console import Console, ConsoleOptions, RenderableType, RenderHook
from rich.file_proxy import FileProxy
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from coach.terminal_text import gate_output, printable, ungated

# Blue and orange differ for every common colour blindness, on dark and on light backgrounds.
# Colour is never the only sign: a word always says the same.
FULL = "#1e88c8"
PARTIAL = "#d55e00"
HEADLINE = "bold"
HEADING = "bold"
ASIDE = "dim"
WARNING = "#d55e00"
TIME = "bold"
"""A running time: a rest or a countdown."""

PIPE_WIDTH = 160
"""Columns without a terminal: enough that no output wraps."""


class SafeConsole(Console):
    """The console for all output: it prints text literally and strips control characters.

    A film named ``[/x].mp4`` or ``:bell:.mp4`` is not markup, and a name with escape sequences has no effect.
    The console's own colours bypass the gate.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"markup": False, "emoji": False, "highlight": False, **options})

    @property
    def file(self) -> IO[str]:
        """The file that it writes to."""
        return ungated(super().file)

    @file.setter
    def file(self, new_file: IO[str]) -> None:
        self._file = new_file

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """Segments of a renderable, with control characters removed from text."""
        if isinstance(renderable, Text) and printable(renderable.plain) != renderable.plain:
            renderable = renderable.copy()  # safe before it is measured
            renderable.plain = printable(renderable.plain)
        for each in super().render(renderable, options):
            yield each if each.control is not None else _safe(each)

    def push_render_hook(self, hook: RenderHook) -> None:
        """Begin a live display; its proxies for standard output and error get a gate too."""
        super().push_render_hook(hook)
        if isinstance(sys.stdout, FileProxy) or isinstance(sys.stderr, FileProxy):
            gate_output()


def _safe(segment: Segment) -> Segment:
    text = printable(segment.text)
    return segment if text is segment.text else Segment(text, segment.style)


def screen() -> Console:
    """The console on standard output; respects ``COLUMNS``, ``NO_COLOR`` and pipes."""
    console = SafeConsole()
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console = SafeConsole(width=PIPE_WIDTH)
    return console


def error_screen() -> Console:
    """The console on standard error."""
    return SafeConsole(stderr=True)


def open_table(options: ConsoleOptions, *, gap: int = 2) -> Table:
    """An empty table: a line under the header on a terminal, bare columns in a pipe.

    Args:
        options: The console to draw on.
        gap: Spaces between columns.
    """
    if options.is_terminal:  # the box adds one column
        padding = (0, gap - 1, 0, 0)
        return Table(
            box=box.SIMPLE_HEAD, show_edge=False, padding=padding, pad_edge=False, header_style=HEADING
        )
    return Table(box=None, padding=(0, gap, 0, 0), pad_edge=False, header_style=HEADING)
