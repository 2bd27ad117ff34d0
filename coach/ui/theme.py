"""How things look, in one place: colours that colour-blind eyes tell apart, and the screen they go to."""

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


class SafeConsole(Console):
    """The only console there is: it shows every text as it is, and makes it safe for a terminal.

    A film called ``[/x].mp4`` or ``:bell:.mp4`` is no markup, and one whose name clears the screen does not.
    Its own colours go past the gate.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"markup": False, "emoji": False, "highlight": False, **options})

    @property
    def file(self) -> IO[str]:
        """What it writes to."""
        return ungated(super().file)

    @file.setter
    def file(self, new_file: IO[str]) -> None:
        self._file = new_file

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """Segments of something, of which only those that are meant to control the terminal do."""
        if isinstance(renderable, Text) and printable(renderable.plain) != renderable.plain:
            renderable = renderable.copy()  # made safe before it is measured
            renderable.plain = printable(renderable.plain)
        for each in super().render(renderable, options):
            yield each if each.control is not None else _safe(each)

    def push_render_hook(self, hook: RenderHook) -> None:
        """Begin a live display; what it puts before standard output and error gets a gate too."""
        super().push_render_hook(hook)
        if isinstance(sys.stdout, FileProxy) or isinstance(sys.stderr, FileProxy):
            gate_output()


def _safe(segment: Segment) -> Segment:
    text = printable(segment.text)
    return segment if text is segment.text else Segment(text, segment.style)


def screen() -> Console:
    """The console on standard output; ``COLUMNS``, ``NO_COLOR`` and a pipe are respected."""
    console = SafeConsole()
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console = SafeConsole(width=PIPE_WIDTH)
    return console


def error_screen() -> Console:
    """The console on standard error."""
    return SafeConsole(stderr=True)


def open_table(options: ConsoleOptions, *, gap: int = 2) -> Table:
    """An empty table: a line under its head on a terminal, bare columns in a pipe; ``gap`` columns apart."""
    if options.is_terminal:  # whose box puts one column between
        padding = (0, gap - 1, 0, 0)
        return Table(
            box=box.SIMPLE_HEAD, show_edge=False, padding=padding, pad_edge=False, header_style=HEADING
        )
    return Table(box=None, padding=(0, gap, 0, 0), pad_edge=False, header_style=HEADING)
