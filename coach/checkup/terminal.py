"""Checks of the terminal: size, characters and colours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from coach.finding import Finding, ok, warn

LEAST_COLUMNS, LEAST_ROWS = 80, 24


@dataclass(frozen=True, slots=True)
class TerminalFacts:
    """Facts about the terminal.

    Attributes:
        is_terminal: Whether standard output is a terminal.
        columns: Width.
        rows: Height.
        colours: "truecolor", "256", "standard", or None.
        encoding: Character encoding.
        dumb: Whether it can't move the cursor.
    """

    is_terminal: bool
    columns: int
    rows: int
    colours: str | None
    encoding: str
    dumb: bool

    @property
    def unicode(self) -> bool:
        """Whether it can show all of Unicode."""
        return self.encoding.lower().startswith("utf")

    @property
    def picture(self) -> bool:
        """Whether it can show a picture in half blocks, by the rule of ``coach.ui.picture.in_colour``.

        That function is not called because it imports OpenCV, which may be broken here.
        """
        return self.colours in ("256", "truecolor") and self.unicode


def terminal(facts: TerminalFacts, environment: Mapping[str, str]) -> Iterator[Finding]:
    """Whether it is large enough and can show the camera picture."""
    if not facts.is_terminal:
        yield warn(
            "the output is not a terminal: plain lines, no live screen",
            "Run it directly in the terminal, not in a pipe.",
        )
        return
    inside = _inside(environment)
    if facts.dumb:
        yield warn(f"the cursor can't be moved (TERM is {environment.get('TERM', 'not set')}){inside}", _TERM)
        return
    size = f"{facts.columns} columns × {facts.rows} rows{inside}"
    if facts.columns < LEAST_COLUMNS or facts.rows < LEAST_ROWS:
        yield warn(
            f"{size}: too small for the count and the picture",
            f"Enlarge the window or shrink the font, to {LEAST_COLUMNS} × {LEAST_ROWS} or more.",
        )
    else:
        yield ok(size)
    yield from _characters(facts)
    yield from _colours(facts, environment)


_TERM = "If the terminal can do more than it reports, try 'TERM=xterm-256color coach start …'."


def _inside(environment: Mapping[str, str]) -> str:
    """Text that names tmux and ssh if the program runs inside them."""
    between = [
        name
        for name, variables in (("tmux", ("TMUX",)), ("ssh", ("SSH_CONNECTION", "SSH_TTY")))
        if any(environment.get(each) for each in variables)
    ]
    return f", inside {' over '.join(between)}" if between else ""


def _characters(facts: TerminalFacts) -> Iterator[Finding]:
    if facts.unicode:
        yield ok(f"characters: {facts.encoding}")
    else:
        yield warn(
            f"characters: {facts.encoding}, which lacks bars and half blocks",
            "If the terminal can show Unicode, run 'export LANG=C.UTF-8' first.",
        )


def _colours(facts: TerminalFacts, environment: Mapping[str, str]) -> Iterator[Finding]:
    number = {"truecolor": "16 million", "256": "256", "standard": "16"}.get(facts.colours or "", "none")
    if facts.picture:
        yield ok(f"colours: {number}; the camera picture can be shown")
    elif environment.get("NO_COLOR"):
        yield ok("colours: none (NO_COLOR is set); a stick figure replaces the camera picture")
    else:
        yield warn(f"colours: {number}; a stick figure replaces the camera picture", _TERM)
