"""The movement of an exercise: a picture, with the phase beside it."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.table import Table
from rich.text import Text

from coach.catalogue.definition import Exercise
from coach.performer.movement_loop import LoopFrame
from coach.ui import theme
from coach.ui.exercise import phase_name
from coach.ui.picture import Picture

_BESIDE, _GAP = 26, 2
_SMALLEST = 6
_TALLEST = 32
_BELOW = 4
"""Lines left free, so that the prompt and a line of the page stay on the screen."""
_ACTIONS = {"eccentric": "muscles lengthen", "concentric": "muscles shorten"}


class Movement:
    """One picture of a movement, as large as the terminal allows, with its phase beside it."""

    def __init__(self, exercise: Exercise, frame: LoopFrame, *, heading: str = "", foot: str = "") -> None:
        self._exercise, self._frame = exercise, frame
        self._heading, self._foot = heading, foot

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        words = Group(*self._words())
        rows, columns = min(_TALLEST, console.height - _BELOW), options.max_width - _BESIDE
        if min(rows, columns) < _SMALLEST:
            yield words
            return
        picture = _picture(self._frame, columns, rows)
        table = Table.grid(padding=(0, _GAP, 0, 0), pad_edge=False)
        table.add_column(width=picture.columns)
        table.add_column(max_width=_BESIDE)
        table.add_row(picture, words)
        yield table

    def _words(self) -> list[RenderableType]:
        exercise, phase = self._exercise, self._frame.phase
        lines = [Text(exercise.title, style=theme.HEADLINE), Text(self._heading, style=theme.ASIDE), Text()]
        lines.append(Text(phase_name(exercise, phase), style=theme.FULL))
        if exercise.reps is not None and phase in ("out", "back"):
            leg = exercise.reps.out if phase == "out" else exercise.reps.back
            lines.append(Text(_ACTIONS[leg.action], style=theme.ASIDE))
        else:
            lines.append(Text())
        lines += [Text(), Text(self._foot, style=theme.ASIDE)]
        return list(lines)


def stills(frames: Sequence[LoopFrame], columns: int, rows: int) -> RenderableType:
    """Two pictures of a movement, side by side: the start position and the turning point.

    Args:
        frames: The movement.
        columns: Columns for both together.
        rows: Rows for each.
    """
    chosen = {id(each): each for each in (frames[0], max(frames, key=lambda each: each.depth))}
    table = Table.grid(padding=(0, _GAP, 0, 0), pad_edge=False)
    table.add_row(*(_picture(each, columns // 2 - _GAP, rows) for each in chosen.values()))
    return table


def _picture(frame: LoopFrame, columns: int, rows: int) -> Picture:
    return Picture.fitted(frame.picture, frame.body, columns, rows)
