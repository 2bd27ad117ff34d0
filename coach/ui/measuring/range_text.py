"""The range of a joint in words, and how it changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import get_args

from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from coach.body.landmarks import Side
from coach.body.view import view_name
from coach.measuring.joint_movements import JointMovement
from coach.measuring.range_meter import SideRange
from coach.store.measuring.joint_range_log import SavedRange, range_change
from coach.ui.formatting import degrees, local_time
from coach.ui.progress.change_text import change_text
from coach.ui.theme import HEADLINE, open_table

NO_DIAGNOSIS = "This is a measurement with one camera, not a diagnosis."


def range_lines(movement: JointMovement, ranges: Sequence[SideRange]) -> Iterator[str]:
    """A line for each side: the peak range with its error, and the tries."""
    for each in ranges:
        if each.best_deg is None or each.view is None:
            yield f"{each.side} {movement.title}: not measured. {each.withheld}"
            continue
        tries = ", ".join(f"{value:.0f}°" for value in each.tries)
        number = "1 try" if len(each.tries) == 1 else f"{len(each.tries)} tries"
        yield (
            f"{each.side} {movement.title}: {degrees(each.best_deg, each.error_deg)}, "
            f"the best of {number} ({tries}), {view_name(each.view)}"
        )


class RangeHistory:
    """The measurements of a movement over time, and the change of each side against the error."""

    def __init__(self, movement: JointMovement, saved: list[SavedRange]) -> None:
        self._movement, self._saved = movement, saved

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield Text(self._movement.title.capitalize(), HEADLINE)
        table = open_table(options)
        for heading in ("date", "side", "range", "tries", "source"):
            table.add_column(heading)
        for each in self._saved:
            table.add_row(
                local_time(each.taken_at, day_only=True),
                each.side,
                degrees(each.range_deg.value, each.range_deg.error),
                ", ".join(f"{value:.0f}" for value in each.tries),
                each.source,
            )
        yield table
        sides: tuple[Side, ...] = get_args(Side)
        for side in sides:
            found = range_change(self._saved, side)
            if found is not None:
                yield Text(change_text(side.capitalize(), found, "°"))
