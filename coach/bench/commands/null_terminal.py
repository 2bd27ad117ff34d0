"""A terminal that discards its output, to measure the cost of drawing."""

from __future__ import annotations

import io
import re
from typing import Annotated

import typer

from coach.catalogue.definition import Exercise
from coach.sinks.screen import Screen
from coach.ui.theme import SafeConsole

NONE = "none"


def _size(text: str) -> str:
    if text != NONE and not re.fullmatch(r"\d{2,3}x\d{2,3}", text):
        raise typer.BadParameter("type columns and lines, such as 80x24, or none.")
    return text


Size = Annotated[
    str,
    typer.Option(
        "--screen", metavar="SIZE", callback=_size, help="Set the size of the terminal to draw on, or 'none'."
    ),
]


class NullTerminal(io.StringIO):
    """Discards what is written to it.

    Attributes:
        drawn: The number of flushes with new output.
    """

    drawn = 0
    _waiting = False

    def write(self, text: str, /) -> int:
        """Discard the text."""
        self._waiting = self._waiting or bool(text)
        return len(text)

    def flush(self) -> None:
        """Count a redraw."""
        self.drawn += self._waiting
        self._waiting = False


def null_screen(exercise: Exercise, size: str, terminal: NullTerminal) -> Screen:
    """The screen of a set on a null terminal of this size."""
    width, height = map(int, size.split("x"))
    console = SafeConsole(
        file=terminal, force_terminal=True, color_system="truecolor", width=width, height=height
    )
    return Screen(exercise, console, heading="a rendered athlete")
