"""The live screen: the picture, a large count beside it, the last verdict and advice below."""

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
from coach.ui.live.status_lines import StatusLines, status_text
from coach.ui.picture import Picture
from coach.ui.row_layout import Row, high, reversed_rows, row

_GAP = 3
_NARROWEST_PANEL, _SMALLEST_PICTURE = 33, 16
_COUNT_SHARE, _LOWEST_COUNT = 0.4, 7
"""Share of the height for the count, and its fewest rows on a terminal of 24."""
_BELOW_A_TIME = 6
"""Rows below a rest or a countdown."""


@dataclass(frozen=True, slots=True)
class ScreenLayout:
    """The rows of a terminal, divided between the parts of the screen.

    Attributes:
        air: Empty rows between the parts.
        last_air: Empty rows below the message.
        middle: Rows of the picture and the figures.
        verdict: Rows of the verdict.
        message: Rows of the large message.
        status: Rows of the tracking status.
        count: Rows of the count.
    """

    air: int
    last_air: int
    middle: int
    verdict: int
    message: int
    status: int
    count: int

    @classmethod
    def of(cls, state: LiveState, edges: StatusLines, height: int) -> Self:
        """Divide ``height`` rows; a message gets more if it would not fit in large letters otherwise."""
        status_line = status_text(state)
        urgent = status_line is not None and bool(status_line.label)
        air = int(height >= 40)
        verdict = 0 if urgent else (3 if height >= 40 else 1)
        status = int(height >= 16)
        message = 1 if height < 18 else 3 if height < 40 else 6
        if status_line is not None and not status_line.spare and height >= 18:
            rooms = (max(8, height // 3) - 1, height // 2 - 1) if urgent else (message, 2 * message)
            fitting = (edges.large(status_line, room) for room in rooms)
            message = max(message, len(next(filter(None, fitting), ())) + urgent * (1 + air))
        last_air = int(height >= 22)
        middle = max(height - 2 - 3 * air - last_air - verdict - message - status, 1)
        count = max(int(_COUNT_SHARE * height), _LOWEST_COUNT)
        if state.activity in ("starting", "resting"):
            count = max(middle - _BELOW_A_TIME, _LOWEST_COUNT)
        return cls(air, last_air, middle, verdict, message, status, count)


class LiveScreen:
    """A live screen that fills a terminal of any size; without room for a picture it shows none."""

    def __init__(self, state: LiveState) -> None:
        self._state = state

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for each in self.rows(console, options):
            yield from each
            yield Segment.line()

    def rows(self, console: Console, options: ConsoleOptions) -> list[Row]:
        """Every row, each as wide as the terminal."""
        width, height = options.max_width, options.height or console.height
        edges = StatusLines(self._state, width, options.ascii_only)
        plan = ScreenLayout.of(self._state, edges, height)
        air = [row(width)] * plan.air
        verdict = edges.verdict(plan.verdict)
        rows = [
            edges.top(),
            *air,
            *self._middle(console, width, plan, ascii_only=options.ascii_only),
            *air,
            *(reversed_rows(verdict) if self._state.flash else verdict),
            *air,
            *edges.message(plan.message),
            *[row(width)] * plan.last_air,
            *([edges.status()] if plan.status else []),
            edges.foot(),
        ]
        return rows[:height]

    def _middle(self, console: Console, width: int, plan: ScreenLayout, *, ascii_only: bool) -> list[Row]:
        """The picture with the figures beside it; without a picture, the count takes its place."""
        state, height = self._state, plan.middle
        digits = round(2.4 * plan.count) + 6
        beside = min(max(_NARROWEST_PANEL, digits), max(width * 2 // 5, _NARROWEST_PANEL))
        room = width - beside - _GAP
        picture = self._picture(room, height)
        keys = help_rows(state.keys, max(room, 0), height, ascii_only=ascii_only) if state.help else []
        if state.help and room < help_width(state.keys):
            return high(help_rows(state.keys, width, height, ascii_only=ascii_only), height, width)
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
        """The large figure with the small ones below it."""
        panel = Panel(self._state, width, ascii_only)
        large = panel.large(min(plan.count, max(plan.middle - 1, 1)))
        air = [row(width)] * plan.air
        large = reversed_rows(large) if self._state.flash else large
        small = panel.small(plan.middle - len(large) - len(air))
        return high([*large, *air, *small], plan.middle, width)

    def _apart(self, width: int, beside: int, plan: ScreenLayout, *, ascii_only: bool) -> list[Row]:
        """The large figure in place of the picture, the small ones beside it."""
        columns = width - beside - _GAP
        large = Panel(self._state, columns, ascii_only).large(plan.middle)
        large = reversed_rows(large) if self._state.flash else large
        small = Panel(self._state, beside, ascii_only).small(plan.middle)
        return _beside(high(large, plan.middle, columns), high(small, plan.middle, beside))

    def _picture(self, columns: int, rows: int) -> Picture | None:
        """The picture as large as it fits, or None if that is too small to be useful."""
        moment, box = self._state.moment, self._state.box
        if not self._state.picture or moment is None or moment.frame is None or columns < _SMALLEST_PICTURE:
            return None
        body = None if moment.pose is None else box.within(_visible_landmarks(moment.pose))
        mirrored = self._state.mirrored
        pixels = box.of(moment.frame.picture)
        picture = Picture.fitted(pixels, body, columns, rows, skeleton=True, mirrored=mirrored)
        return picture if picture.columns >= _SMALLEST_PICTURE else None


def _visible_landmarks(pose: Pose) -> FloatArray:
    """Landmark positions in the picture; NaN for landmarks with too little confidence."""
    return np.where(pose.visibility[:, None] > SEEN, pose.image[:, :2], np.nan)


def _beside(left: list[Row], right: list[Row]) -> list[Row]:
    return [[*one, Segment(" " * _GAP), *other] for one, other in zip(left, right, strict=True)]
