"""The movement of an exercise: one picture of it, with what happens in it beside."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.table import Table
from rich.text import Text

from coach.catalogue.definition import Exercise
from coach.performer.movement_loop import LoopFrame
from coach.ui import theme
from coach.ui.exercise import phase_called
from coach.ui.picture import Picture

_BESIDE, _GAP = 26, 2
_SMALLEST = 6
_TALLEST = 32
_BELOW = 4
"""Lines kept free, so that the prompt and a line of the page stay on the screen."""
_ACTIONS = {"eccentric": "muscles lengthen", "concentric": "muscles shorten"}


class Movement:
    """One picture of a movement, as large as the terminal allows, and beside it what the body does in it."""

    def __init__(self, exercise: Exercise, glimpse: LoopFrame, *, heading: str = "", foot: str = "") -> None:
        self._exercise, self._glimpse = exercise, glimpse
        self._heading, self._foot = heading, foot

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        words = Group(*self._words())
        rows, columns = min(_TALLEST, console.height - _BELOW), options.max_width - _BESIDE
        if min(rows, columns) < _SMALLEST:
            yield words
            return
        picture = _picture(self._glimpse, columns, rows)
        table = Table.grid(padding=(0, _GAP, 0, 0), pad_edge=False)
        table.add_column(width=picture.columns)
        table.add_column(max_width=_BESIDE)
        table.add_row(picture, words)
        yield table

    def _words(self) -> list[RenderableType]:
        exercise, phase = self._exercise, self._glimpse.phase
        lines = [Text(exercise.title, style=theme.HEADLINE), Text(self._heading, style=theme.ASIDE), Text()]
        lines.append(Text(phase_called(exercise, phase), style=theme.FULL))
        if exercise.reps is not None and phase in ("out", "back"):
            leg = exercise.reps.out if phase == "out" else exercise.reps.back
            lines.append(Text(_ACTIONS[leg.action], style=theme.ASIDE))
        else:
            lines.append(Text())
        lines += [Text(), Text(self._foot, style=theme.ASIDE)]
        return list(lines)


def stills(glimpses: Sequence[LoopFrame], columns: int, rows: int) -> RenderableType:
    """The pictures of a movement that tell most of it: the start position and the turning point.

    Args:
        glimpses: The movement.
        columns: Room for both of them, side by side.
        rows: Room above one another.
    """
    chosen = {id(each): each for each in (glimpses[0], max(glimpses, key=lambda each: each.depth))}
    table = Table.grid(padding=(0, _GAP, 0, 0), pad_edge=False)
    table.add_row(*(_picture(each, columns // 2 - _GAP, rows) for each in chosen.values()))
    return table


def _picture(glimpse: LoopFrame, columns: int, rows: int) -> Picture:
    return Picture.fitted(glimpse.picture, glimpse.body, columns, rows)
