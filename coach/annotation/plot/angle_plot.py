"""Angles over time, with reps and their phases shaded."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from math import ceil, floor, log10
from pathlib import Path

import numpy as np

from coach.annotation.plot.canvas import Canvas, PictureCanvas, SvgCanvas
from coach.atomic_file import replacing
from coach.body.pose import FloatArray
from coach.errors import PictureUnwritable
from coach.photo.picture_file import check_picture_place, write_picture
from coach.ui.film.angle_course import AngleCourse, JointCourse

SVG, PNG = ".svg", ".png"
SUFFIXES = (SVG, PNG)
_WIDTH, _ROW = 960, 190
_LEFT, _RIGHT, _HEAD, _FOOT, _GAP = 56.0, 16.0, 40.0, 48.0, 44.0
_INK, _ASIDE, _GRID, _WHITE = (32, 32, 32), (110, 110, 110), (224, 224, 224), (255, 255, 255)
_LEFT_SIDE, _RIGHT_SIDE = (0, 114, 178), (213, 94, 0)
_FULL, _PARTIAL, _FAULT = (86, 180, 233), (230, 159, 0), (170, 20, 60)
_OUT, _BACK = 0.34, 0.16
"""Opacity of the way to the turning point, and of the way back."""
_TICKS = 8
_MOST_POINTS = 3000
"""Points of a line: a longer film is thinned, as a plot has fewer pixels."""
_TEXT, _TITLE = 12.0, 16.0
_STEP_S = 0.5
"""A longer gap in detection breaks the line."""


def check_plot_path(path: Path) -> None:
    """Check that a plot can be written to a path.

    Raises:
        PictureUnwritable: Its folder is missing, or it has another ending.
    """
    if path.suffix.lower() not in SUFFIXES:
        reason = "a plot is an SVG or a PNG"
        raise PictureUnwritable(path, reason, f"Name a file that ends in {SVG} or {PNG}.")
    check_picture_place(path)


def write_plot(path: Path, course: AngleCourse, title: str) -> None:
    """Write a plot of the angles as SVG or PNG, by the ending of the path.

    Args:
        path: The file; an older one is replaced.
        course: The angles and reps.
        title: Its title, such as the name of the film.

    Raises:
        PictureUnwritable: It can't be written.
    """
    check_plot_path(path)
    size = _WIDTH, round(_HEAD + _FOOT + max(len(course.joints), 1) * (_ROW + _GAP))
    if path.suffix.lower() == PNG:
        picture = PictureCanvas(size)
        _draw(picture, size, course, title)
        write_picture(path, picture.content())
        return
    svg = SvgCanvas(size, f"{title}: {course.sentence}")
    _draw(svg, size, course, title)
    try:
        with replacing(path, private=False) as part:
            part.write_bytes(svg.content())
    except OSError as error:
        reason = str(error.strerror or error)
        raise PictureUnwritable(path, reason, "Free some space, or choose another place.") from error


def _draw(canvas: Canvas, size: tuple[int, int], course: AngleCourse, title: str) -> None:
    canvas.box((0, 0), size, _WHITE)
    canvas.text(title, (_LEFT, 24), _TITLE, _INK, bold=True)
    canvas.text(course.sentence, (_LEFT, 43), _TEXT, _ASIDE)
    for place, joint in enumerate(course.joints):
        _draw_joint(canvas, course, joint, _HEAD + place * (_ROW + _GAP) + _GAP)
    _draw_legend(canvas, course, size[1] - 12)


def _draw_joint(canvas: Canvas, course: AngleCourse, joint: JointCourse, top: float) -> None:
    """One joint: shaded reps, grid, both sides."""
    low, high = joint.range_deg or (0.0, 180.0)
    step = _tick(high - low, 4)
    low, high = floor(low / step) * step, max(ceil(high / step) * step, floor(low / step) * step + step)
    across = _Across(course.duration_s)
    _shade_reps(canvas, course, across, top)
    for value in np.arange(low, high + step / 2, step).tolist():
        y = top + (high - value) / (high - low) * _ROW
        canvas.line([(_LEFT, y), (_WIDTH - _RIGHT, y)], _GRID, 1)
        canvas.text(f"{value:.0f}°", (_LEFT - 6, y + 4), _TEXT, _ASIDE, "end")
    for second in across.ticks:
        canvas.text(across.text(second), (across.x(second), top + _ROW + 15), _TEXT, _ASIDE, "middle")
    canvas.text(joint.joint.capitalize(), (_LEFT + 4, top - 6), _TEXT, _INK, bold=True)
    for side, colour in ((0, _LEFT_SIDE), (1, _RIGHT_SIDE)):
        y_of = top + (high - joint.angles[:, side]) / (high - low) * _ROW
        for times, run in _runs(course.times, y_of):
            canvas.line(
                [(across.x(time), y) for time, y in zip(times.tolist(), run.tolist(), strict=True)],
                colour,
                1.6,
            )
    for fault in course.faults:
        x = across.x(fault.time)
        canvas.line([(x, top), (x, top + _ROW)], _FAULT, 1.2)


def _shade_reps(canvas: Canvas, course: AngleCourse, across: _Across, top: float) -> None:
    for rep in course.reps:
        colour = _FULL if rep.verdict == "full" else _PARTIAL
        for start_s, end_s, opacity in ((rep.start_s, rep.turn_s, _OUT), (rep.turn_s, rep.end_s, _BACK)):
            left, right = across.x(start_s), across.x(end_s)
            canvas.box((left, top), (max(right - left, 0.5), _ROW), colour, opacity)
        canvas.text(str(rep.number), (across.x(rep.turn_s), top - 6), _TEXT, _INK, "middle")


def _draw_legend(canvas: Canvas, course: AngleCourse, y: float) -> None:
    entries = [
        ("left", _LEFT_SIDE, 1.0),
        ("right", _RIGHT_SIDE, 1.0),
        ("full rep, out", _FULL, _OUT),
        ("back", _FULL, _BACK),
    ]
    if any(rep.verdict != "full" for rep in course.reps):
        entries.append(("partial rep", _PARTIAL, _OUT))
    titles = dict.fromkeys(fault.title for fault in course.faults)
    if titles:
        entries.append((f"fault: {', '.join(titles)}", _FAULT, 1.0))
    x = _LEFT
    for name, colour, opacity in entries:
        canvas.box((x, y - 9), (14, 10), colour, opacity)
        canvas.text(name, (x + 19, y), _TEXT, _INK)
        x += 19 + 7.0 * len(name) + 16


class _Across:
    """Where times stand."""

    def __init__(self, duration_s: float) -> None:
        self._end_s = max(duration_s, 0.1)
        step = _tick(self._end_s, _TICKS)
        self.ticks = np.arange(0.0, self._end_s + step / 100, step).tolist()
        self._decimals = max(0, -floor(log10(step)))

    def x(self, time: float) -> float:
        """The place of a time."""
        return _LEFT + time / self._end_s * (_WIDTH - _LEFT - _RIGHT)

    def text(self, second: float) -> str:
        """A time on the axis."""
        return f"{second:.{self._decimals}f} s"


def _tick(span: float, ticks: int) -> float:
    """A round distance between the lines of an axis."""
    rough = max(span, 1e-3) / ticks
    power = 10.0 ** floor(log10(rough))
    return next(step * power for step in (1, 2, 5, 10) if step * power >= rough)


def _runs(times: FloatArray, values: FloatArray) -> Iterator[tuple[FloatArray, FloatArray]]:
    """Values without a gap between them, with their times."""
    known = np.flatnonzero(np.isfinite(values))
    known = known[:: max(1, len(known) // _MOST_POINTS)]
    if not len(known):
        return
    gaps = np.flatnonzero(np.diff(times[known]) > _STEP_S) + 1
    for first, last in pairwise([0, *gaps.tolist(), len(known)]):
        run = known[first:last]
        if len(run) > 1:
            yield times[run], values[run]
