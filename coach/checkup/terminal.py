"""What the terminal can show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from coach.finding import Finding, ok, warn

LEAST_COLUMNS, LEAST_ROWS = 80, 24


@dataclass(frozen=True, slots=True)
class TerminalFacts:
    """What is known of the terminal.

    Attributes:
        is_terminal: Whether standard output goes to one.
        columns: Its width.
        rows: Its height.
        colours: "truecolor", "256", "standard", or None without any.
        encoding: What characters are written in.
        dumb: Whether it can't even move the cursor.
    """

    is_terminal: bool
    columns: int
    rows: int
    colours: str | None
    encoding: str
    dumb: bool

    @property
    def unicode(self) -> bool:
        """Whether it can be written to in every character."""
        return self.encoding.lower().startswith("utf")

    @property
    def picture(self) -> bool:
        """Whether a picture in half blocks can be shown, as ``coach.ui.picture.in_colour`` decides too.

        That is not asked, because it loads OpenCV, which is one of the things that may not work here.
        """
        return self.colours in ("256", "truecolor") and self.unicode


def terminal(facts: TerminalFacts, environment: Mapping[str, str]) -> Iterator[Finding]:
    """Whether it is large enough, and what it shows the picture in."""
    if not facts.is_terminal:
        yield warn(
            "what is printed goes to no terminal: plain lines, no live screen",
            "Run it in the terminal that you train before, and not into a pipe.",
        )
        return
    where = _inside(environment)
    if facts.dumb:
        yield warn(f"it can't move its cursor (TERM is {environment.get('TERM', 'not set')}){where}", _TERM)
        return
    size = f"{facts.columns} columns × {facts.rows} rows{where}"
    if facts.columns < LEAST_COLUMNS or facts.rows < LEAST_ROWS:
        yield warn(
            f"{size}: the count and the picture have too little room",
            f"Make the window larger, or its letters smaller, to {LEAST_COLUMNS} × {LEAST_ROWS} and more.",
        )
    else:
        yield ok(size)
    yield from _characters(facts)
    yield from _colours(facts, environment)


_TERM = "'TERM=xterm-256color coach start …' helps where the terminal can do more than it says."


def _inside(environment: Mapping[str, str]) -> str:
    """What stands between the program and the screen."""
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
            f"characters: {facts.encoding}, too few for bars and half blocks",
            "'export LANG=C.UTF-8' before, if the terminal shows Unicode.",
        )


def _colours(facts: TerminalFacts, environment: Mapping[str, str]) -> Iterator[Finding]:
    told = {"truecolor": "16 million", "256": "256", "standard": "16"}.get(facts.colours or "", "none")
    if facts.picture:
        yield ok(f"colours: {told}; the camera's picture can be shown")
    elif environment.get("NO_COLOR"):
        yield ok("colours: none, as NO_COLOR wants it; a stick figure stands in for the picture")
    else:
        yield warn(f"colours: {told}; a stick figure stands in for the camera's picture", _TERM)
