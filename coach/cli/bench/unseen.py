"""A terminal nobody sees, so that drawing on it costs what it costs."""

from __future__ import annotations

import os
import re
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.catalogue.definition import Exercise
    from coach.sinks.screen import Screen

NONE = "none"


def _size(text: str) -> str:
    if text != NONE and not re.fullmatch(r"\d{2,3}x\d{2,3}", text):
        raise typer.BadParameter("Columns and lines, as 80x24, or none.")
    return text


Size = Annotated[
    str,
    typer.Option(
        "--screen", metavar="SIZE", callback=_size, help="Of the terminal that is drawn on, or «none»."
    ),
]


@contextmanager
def unseen_screen(exercise: Exercise, size: str) -> Iterator[Screen]:
    """The screen of a set on a terminal of this size, that leads nowhere."""
    from rich.console import Console

    from coach.sinks.screen import Screen

    width, height = map(int, size.split("x"))
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        console = Console(
            file=nowhere, force_terminal=True, color_system="truecolor", width=width, height=height
        )
        with Screen(exercise, console, heading="a rendered athlete") as screen:
            yield screen
