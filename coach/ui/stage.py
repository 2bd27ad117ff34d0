"""The live view: the picture, the count large beside it, the last verdict and what to mend."""

from __future__ import annotations

from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.table import Table
from rich.text import Text

from coach.body.framing import WHOLE, Box
from coach.catalogue.definition import Exercise
from coach.judging.events import Fault, Rep
from coach.moment import Moment
from coach.ui import theme
from coach.ui.charts import bar
from coach.ui.digits import Digits
from coach.ui.exercise import phase_called
from coach.ui.picture import Picture

_PANEL = 33
_GAP = 3
_SMALLEST_PICTURE = 16


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known at one moment of a set.

    Attributes:
        moment: What was seen last; None before anything was.
        rep: The repetition that was completed last, or None.
        faults: What was to be mended in it, or in the hold just now.
        heading: A line above it all: who is watched, from where.
        foot: A line below it all: what can be pressed.
        box: The part of the picture that is shown.
    """

    moment: Moment | None = None
    rep: Rep | None = None
    faults: tuple[Fault, ...] = ()
    heading: str = ""
    foot: str = ""
    box: Box = WHOLE


class Stage:
    """A live view that fills whatever room there is; without room for a picture it is the count alone."""

    def __init__(self, exercise: Exercise, seen: Seen) -> None:
        self._exercise, self._seen = exercise, seen

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        room = (options.height or console.height) - 1
        picture = self._picture(options.max_width - _PANEL - _GAP, room)
        panel = Group(*self._panel(_PANEL if picture else options.max_width, options))
        if picture is None:
            yield panel
            return
        table = Table.grid(padding=(0, _GAP, 0, 0), pad_edge=False)
        table.add_column(width=picture.columns)
        table.add_column(width=_PANEL)
        table.add_row(picture, panel)
        yield table

    def _picture(self, columns: int, rows: int) -> Picture | None:
        """The picture as large as it can be, or None where it would be too small to see anything."""
        moment, box = self._seen.moment, self._seen.box
        if moment is None or moment.frame is None:
            return None
        body = None if moment.pose is None else box.within(moment.pose.image[:, :2])
        picture = Picture.fitted(box.of(moment.frame.picture), body, columns, rows)
        return picture if picture.columns >= _SMALLEST_PICTURE else None

    def _panel(self, width: int, options: ConsoleOptions) -> list[RenderableType]:
        seen, exercise = self._seen, self._exercise
        lines: list[RenderableType] = [Text(exercise.title, style=theme.HEADLINE)]
        if seen.heading:
            lines.append(Text(seen.heading, style=theme.ASIDE))
        lines.append(Text())
        if seen.moment is not None:
            lines += self._figures(seen.moment, width, options)
        lines += [Text(), *_verdict(seen.rep), *_to_mend(seen.faults)]
        if seen.foot:
            lines += [Text(), Text(seen.foot, style=theme.ASIDE)]
        return lines

    def _figures(self, moment: Moment, width: int, options: ConsoleOptions) -> list[RenderableType]:
        """The count, what stands beside it, and the bar below."""
        observed, target = moment.observation, self._exercise.target.hold_s
        if observed.hold_s is not None:
            wanted = target[0] if target else 30
            return [
                Digits(int(observed.hold_s), theme.FULL),
                Text(f"seconds held, of {wanted}"),
                Text(),
                Text(_bar(observed.hold_s / wanted, width, options), style=theme.FULL),
                Text(phase_called(self._exercise, observed.phase), style=theme.ASIDE),
            ]
        partial = f" + {observed.partial} partial" if observed.partial else ""
        return [
            Digits(observed.full, theme.FULL),
            Text.assemble("full", (partial, theme.PARTIAL)),
            Text(),
            Text(_bar(observed.depth or 0.0, width, options), style=theme.FULL),
            Text(phase_called(self._exercise, observed.phase), style=theme.ASIDE),
        ]


def _bar(share: float, width: int, options: ConsoleOptions) -> str:
    drawn = bar(share, 1.0, width - 7, ascii_only=options.ascii_only)
    return f"{drawn} {min(share, 9.99):>4.0%}"


def _verdict(rep: Rep | None) -> list[Text]:
    if rep is None:
        return []
    style = theme.FULL if rep.verdict == "full" else theme.PARTIAL
    return [
        Text.assemble(f"repetition {rep.number}: ", (rep.verdict, style)),
        Text(rep.reason, style=theme.ASIDE),
    ]


def _to_mend(faults: tuple[Fault, ...]) -> list[Text]:
    lines = []
    for fault in faults[:1]:
        lines += [
            Text(),
            Text(fault.title, style=theme.WARNING),
            Text(f"«{fault.cue}»", style=theme.HEADLINE),
        ]
    return lines
