"""The main angle of a film over time as a chart of characters."""

from __future__ import annotations

import math

import numpy as np
from rich.console import Console, ConsoleOptions, RenderResult
from rich.segment import Segment

from coach.body.pose import FloatArray
from coach.judging.events import Rep
from coach.ui.block_characters import braille
from coach.ui.film.angle_course import AngleCourse, JointCourse

_ROWS = 7
_WIDEST = 100
_NARROWEST = 8
_MARGIN = 6
_STEP_DEG = 10


class AngleChart:
    """Both sides of the main joint's angle in braille dots, with the reps at their turning points below."""

    def __init__(self, course: AngleCourse) -> None:
        self._course = course

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for line in self.lines(options.max_width, ascii_only=options.ascii_only):
            yield Segment(line)
            yield Segment.line()

    def lines(self, width: int, *, ascii_only: bool = False) -> list[str]:
        """The chart as rows of characters, at most ``width`` wide; its last one is a sentence."""
        shown = self._course.joints[:1]
        ends = shown[0].range_deg if shown else None
        if ends is None:
            return ["", self._course.sentence]
        columns = max(min(width, _WIDEST) - _MARGIN - 2, _NARROWEST)
        low = math.floor(ends[0] / _STEP_DEG) * _STEP_DEG
        high = max(math.ceil(ends[1] / _STEP_DEG) * _STEP_DEG, low + _STEP_DEG)
        dots = self._dots(shown[0], (low, high), columns)
        rows = _stars(dots) if ascii_only else braille(dots)
        labels = {0: f"{high}°", _ROWS - 1: f"{low}°"}
        edge = "|" if ascii_only else "│"
        chart = [f"{labels.get(place, ''):>{_MARGIN}} {edge}{row}".rstrip() for place, row in enumerate(rows)]
        title = f"{shown[0].joint.capitalize()} angle, left and right; reps by number, partial ones with 'p'"
        reps = " " * (_MARGIN + 2) + _rep_line(self._course.reps, self._course.duration_s, columns)
        end = f"{self._course.duration_s:.1f} s"
        times = " " * (_MARGIN + 2) + "0 s" + end.rjust(max(columns - 3, len(end) + 1))
        return ["", title, *chart, reps.rstrip(), times, self._course.sentence]

    def _dots(
        self, joint: JointCourse, scale: tuple[int, int], columns: int
    ) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
        """The dots of both sides, shape (4 x rows, 2 x columns)."""
        low, high = scale
        dots = np.zeros((4 * _ROWS, 2 * columns), bool)
        across = _places(self._course.times, self._course.duration_s, 2 * columns)
        for side in joint.angles.T:
            down = np.rint((high - side) / (high - low) * (4 * _ROWS - 1))
            for column in range(2 * columns):
                known = down[(across == column) & np.isfinite(down)]
                if known.size:
                    dots[int(known.min()) : int(known.max()) + 1, column] = True
        return dots


def _places(times: FloatArray, duration_s: float, columns: int) -> FloatArray:
    """The column of each time."""
    places: FloatArray = np.minimum((times / max(duration_s, 1e-6) * columns).astype(int), columns - 1)
    return places


def _stars(dots: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> list[str]:
    cells = dots.reshape(_ROWS, 4, -1, 2).any(axis=(1, 3))
    return ["".join(row) for row in np.where(cells, "*", " ").tolist()]


def _rep_line(reps: tuple[Rep, ...], duration_s: float, columns: int) -> str:
    """The numbers of the reps below their turning points; those without room are left out."""
    line = ""
    for rep in reps:
        name = f"{rep.number}{'' if rep.verdict == 'full' else 'p'}"
        place = min(int(rep.turn_s / max(duration_s, 1e-6) * columns), columns - len(name))
        if place >= len(line) + (1 if line else 0):
            line = line.ljust(place) + name
    return line
