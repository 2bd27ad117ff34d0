"""A terminal nobody sees, so that drawing on it costs what it costs."""

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
        raise typer.BadParameter("Columns and lines, as 80x24, or none.")
    return text


Size = Annotated[
    str,
    typer.Option(
        "--screen", metavar="SIZE", callback=_size, help="Of the terminal that is drawn on, or 'none'."
    ),
]


class NullTerminal(io.StringIO):
    """Takes what is written to a terminal and keeps none of it.

    Attributes:
        drawn: How often something new was shown.
    """

    drawn = 0
    _waiting = False

    def write(self, text: str, /) -> int:
        """Let it go."""
        self._waiting = self._waiting or bool(text)
        return len(text)

    def flush(self) -> None:
        """Show what was written."""
        self.drawn += self._waiting
        self._waiting = False


def unseen_screen(exercise: Exercise, size: str, nowhere: NullTerminal) -> Screen:
    """The screen of a set on a terminal of this size that leads nowhere."""
    width, height = map(int, size.split("x"))
    console = SafeConsole(
        file=nowhere, force_terminal=True, color_system="truecolor", width=width, height=height
    )
    return Screen(exercise, console, heading="a rendered athlete")
