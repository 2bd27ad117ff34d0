"""The live screen: the picture, the count large beside it, the last verdict and what to do below."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np
from rich.console import Console, ConsoleOptions, RenderResult
from rich.segment import Segment

from coach.body.pose import FloatArray, Pose
from coach.judging.signal import SEEN
from coach.ui.live.key_help import help_rows, help_width
from coach.ui.live.live_state import LiveState
from coach.ui.live.panel import Panel
from coach.ui.live.status_lines import StatusLines, said
from coach.ui.picture import Picture
from coach.ui.row_layout import Row, high, row, turned

_GAP = 3
_NARROWEST_PANEL, _SMALLEST_PICTURE = 33, 16
_COUNT_SHARE, _LOWEST_COUNT = 0.4, 7
"""How much of the height the count takes, and the rows it has at least where there are 24."""
_BELOW_A_TIME = 6
"""Rows below a rest or a countdown."""


@dataclass(frozen=True, slots=True)
class ScreenLayout:
    """How the rows of a terminal are shared out.

    Attributes:
        air: Rows between the parts.
        last_air: Rows below what is said.
        middle: Rows of the picture and the figures.
        verdict: Rows of the verdict.
        spoken: Rows of what is said large.
        status: Rows of how well it is seen.
        count: Rows of the count.
    """

    air: int
    last_air: int
    middle: int
    verdict: int
    spoken: int
    status: int
    count: int

    @classmethod
    def of(cls, seen: LiveState, edges: StatusLines, height: int) -> Self:
        """Share out so many rows; what is said gets more where it can't be read from far otherwise."""
        saying = said(seen)
        urgent = saying is not None and bool(saying.label)
        air = int(height >= 40)
        verdict = 0 if urgent else (3 if height >= 40 else 1)
        status = int(height >= 16)
        spoken = 1 if height < 18 else 3 if height < 40 else 6
        if saying is not None and not saying.spare and height >= 18:
            rooms = (max(8, height // 3) - 1, height // 2 - 1) if urgent else (spoken, 2 * spoken)
            fitting = (edges.large(saying, room) for room in rooms)
            spoken = max(spoken, len(next(filter(None, fitting), ())) + urgent * (1 + air))
        last_air = int(height >= 22)
        middle = max(height - 2 - 3 * air - last_air - verdict - spoken - status, 1)
        count = max(int(_COUNT_SHARE * height), _LOWEST_COUNT)
        if seen.state in ("starting", "resting"):
            count = max(middle - _BELOW_A_TIME, _LOWEST_COUNT)
        return cls(air, last_air, middle, verdict, spoken, status, count)


class LiveScreen:
    """A live screen that fills the terminal, whatever its size; without room for a picture it has none."""

    def __init__(self, seen: LiveState) -> None:
        self._seen = seen

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for each in self.rows(console, options):
            yield from each
            yield Segment.line()

    def rows(self, console: Console, options: ConsoleOptions) -> list[Row]:
        """Every row of the terminal, each as wide as it is."""
        width, height = options.max_width, options.height or console.height
        edges = StatusLines(self._seen, width, options.ascii_only)
        plan = ScreenLayout.of(self._seen, edges, height)
        air = [row(width)] * plan.air
        verdict = edges.verdict(plan.verdict)
        rows = [
            edges.top(),
            *air,
            *self._middle(console, width, plan, ascii_only=options.ascii_only),
            *air,
            *(turned(verdict) if self._seen.flash else verdict),
            *air,
            *edges.spoken(plan.spoken),
            *[row(width)] * plan.last_air,
            *([edges.status()] if plan.status else []),
            edges.foot(),
        ]
        return rows[:height]

    def _middle(self, console: Console, width: int, plan: ScreenLayout, *, ascii_only: bool) -> list[Row]:
        """The picture and the figures beside it; the count has the picture's place where there is none."""
        seen, height = self._seen, plan.middle
        digits = round(2.4 * plan.count) + 6
        beside = min(max(_NARROWEST_PANEL, digits), max(width * 2 // 5, _NARROWEST_PANEL))
        room = width - beside - _GAP
        picture = self._picture(room, height)
        keys = help_rows(seen.keys, max(room, 0), height, ascii_only=ascii_only) if seen.help else []
        if seen.help and room < help_width(seen.keys):
            return high(help_rows(seen.keys, width, height, ascii_only=ascii_only), height, width)
        if room < _SMALLEST_PICTURE or (picture is None and not keys and height < plan.count):
            return self._figures(width, plan, ascii_only=ascii_only)
        if keys:
            left, columns = keys, room
        elif picture is not None:
            left, columns = picture.rows_for(console), picture.columns
        else:
            return self._apart(width, beside, plan, ascii_only=ascii_only)
        figures = self._figures(width - columns - _GAP, plan, ascii_only=ascii_only)
        return _beside(high(left, height, columns), figures)

    def _figures(self, width: int, plan: ScreenLayout, *, ascii_only: bool) -> list[Row]:
        """The large figure, and the small ones below it."""
        panel = Panel(self._seen, width, ascii_only)
        large = panel.large(min(plan.count, max(plan.middle - 1, 1)))
        air = [row(width)] * plan.air
        large = turned(large) if self._seen.flash else large
        small = panel.small(plan.middle - len(large) - len(air))
        return high([*large, *air, *small], plan.middle, width)

    def _apart(self, width: int, beside: int, plan: ScreenLayout, *, ascii_only: bool) -> list[Row]:
        """The large figure in the place of the picture, the small ones at their own."""
        columns = width - beside - _GAP
        large = Panel(self._seen, columns, ascii_only).large(plan.middle)
        large = turned(large) if self._seen.flash else large
        small = Panel(self._seen, beside, ascii_only).small(plan.middle)
        return _beside(high(large, plan.middle, columns), high(small, plan.middle, beside))

    def _picture(self, columns: int, rows: int) -> Picture | None:
        """The picture as large as it can be, or None where it would be too small to see anything."""
        moment, box = self._seen.moment, self._seen.box
        if not self._seen.picture or moment is None or moment.frame is None or columns < _SMALLEST_PICTURE:
            return None
        body = None if moment.pose is None else box.within(_relied_on(moment.pose))
        mirrored = self._seen.mirrored
        pixels = box.of(moment.frame.picture)
        picture = Picture.fitted(pixels, body, columns, rows, skeleton=True, mirrored=mirrored)
        return picture if picture.columns >= _SMALLEST_PICTURE else None


def _relied_on(pose: Pose) -> FloatArray:
    """Where the landmarks are in the picture; NaN for those that are only guessed."""
    return np.where(pose.visibility[:, None] > SEEN, pose.image[:, :2], np.nan)


def _beside(left: list[Row], right: list[Row]) -> list[Row]:
    return [[*one, Segment(" " * _GAP), *other] for one, other in zip(left, right, strict=True)]
