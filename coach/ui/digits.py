"""Figures that can be read from across the room."""

from __future__ import annotations

from rich.console import Console, ConsoleOptions, RenderResult
from rich.segment import Segment
from rich.style import Style

HEIGHT = 5
_SHAPES = {
    "0": ("###", "# #", "# #", "# #", "###"),
    "1": (" # ", "## ", " # ", " # ", "###"),
    "2": ("###", "  #", "###", "#  ", "###"),
    "3": ("###", "  #", "###", "  #", "###"),
    "4": ("# #", "# #", "###", "  #", "  #"),
    "5": ("###", "#  ", "###", "  #", "###"),
    "6": ("###", "#  ", "###", "# #", "###"),
    "7": ("###", "  #", "  #", "  #", "  #"),
    "8": ("###", "# #", "###", "# #", "###"),
    "9": ("###", "# #", "###", "  #", "###"),
}


class Digits:
    """A whole number, five rows high."""

    def __init__(self, number: int, style: str) -> None:
        self._digits, self._style = str(number), style

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        style = Style.parse(self._style)
        dot = "##" if options.ascii_only else "██"
        for row in range(HEIGHT):
            line = "  ".join(
                "".join(dot if point == "#" else "  " for point in _SHAPES[digit][row])
                for digit in self._digits
            )
            yield Segment(line[: options.max_width], style)
            yield Segment.line()
