"""Charts as inline SVG: bars and trend lines with error bars, each with a sentence on what it shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10
from xml.etree.ElementTree import Element

from coach.export.html.elements import element

_WIDTH, _HEIGHT = 640, 200
_LEFT, _RIGHT, _TOP, _BOTTOM = 48, 8, 12, 28
_TICKS = 4
_WIDEST_BAR = 44


@dataclass(frozen=True, slots=True)
class Point:
    """One value of a chart.

    Attributes:
        label: Its name on the axis, such as the number of the rep or a date.
        value: Its value; None leaves a gap.
        error: Its error bar; None if unknown.
        is_full: Whether it is drawn filled; partial reps are drawn as outlines.
    """

    label: str
    value: float | None
    error: float | None = None
    is_full: bool = True


def bars(points: Sequence[Point], unit: str, sentence: str) -> Element:
    """A bar for each value, from zero.

    Args:
        points: The values in order.
        unit: The unit of the axis.
        sentence: What the chart shows, for people who can't see it.
    """
    axis = _Axis(points, from_zero=True)
    width = min(_WIDEST_BAR, 0.7 * axis.step)
    drawn: list[Element] = []
    for place, each in enumerate(points):
        if each.value is None:
            continue
        top, bottom = axis.y(each.value), axis.y(0.0)
        bar = element(
            "rect",
            x=_n(axis.x(place) - width / 2),
            y=_n(top),
            width=_n(width),
            height=_n(max(bottom - top, 0.5)),
            class_="bar" if each.is_full else "bar partial",
        )
        drawn += [bar, *_error_bar(axis, place, each)]
    return _chart(axis, points, drawn, unit, sentence)


def trend(points: Sequence[Point], unit: str, sentence: str) -> Element:
    """A line through the values, with error bars; the arguments are those of :func:`bars`."""
    axis = _Axis(points, from_zero=False)
    drawn: list[Element] = []
    for run in _runs(points):
        path = " ".join(f"{_n(axis.x(place))},{_n(axis.y(value))}" for place, value in run)
        drawn.append(element("polyline", points=path, class_="line"))
    for place, each in enumerate(points):
        if each.value is not None:
            drawn += _error_bar(axis, place, each)
            dot = element("circle", cx=_n(axis.x(place)), cy=_n(axis.y(each.value)), r="3.5", class_="dot")
            drawn.append(dot)
    return _chart(axis, points, drawn, unit, sentence)


class _Axis:
    """Where values stand in the picture."""

    def __init__(self, points: Sequence[Point], *, from_zero: bool) -> None:
        ends = [
            each.value + sign * (each.error or 0.0)
            for each in points
            if each.value is not None
            for sign in (-1, 1)
        ] or [0.0, 1.0]
        low, high = min(ends), max(ends)
        if from_zero:
            low = min(low, 0.0)
            if all((each.value or 0.0) >= 0 for each in points):
                low = 0.0
        size = _tick_size(high - low or abs(high) or 1.0)
        self.low, self.high = floor(low / size) * size, ceil(high / size) * size
        if self.high <= self.low:
            self.high = self.low + size
        self.ticks = [self.low + size * number for number in range(round((self.high - self.low) / size) + 1)]
        self.step = (_WIDTH - _LEFT - _RIGHT) / max(len(points), 1)
        self.decimals = max(0, -floor(log10(size)))

    def x(self, place: int) -> float:
        """Where a value stands across, by its place."""
        return _LEFT + (place + 0.5) * self.step

    def y(self, value: float) -> float:
        """Where a value stands down."""
        inside = min(max(value, self.low), self.high)
        return _TOP + (self.high - inside) / (self.high - self.low) * (_HEIGHT - _TOP - _BOTTOM)


def _tick_size(span: float) -> float:
    """A round distance between the lines of the axis."""
    rough = span / _TICKS
    power = 10.0 ** floor(log10(rough))
    return next(step * power for step in (1, 2, 5, 10) if step * power >= rough)


def _runs(points: Sequence[Point]) -> Iterator[list[tuple[int, float]]]:
    """Values without a gap between them, each with its place."""
    run: list[tuple[int, float]] = []
    for place, each in enumerate(points):
        if each.value is not None:
            run.append((place, each.value))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _error_bar(axis: _Axis, place: int, point: Point) -> list[Element]:
    if point.value is None or not point.error:
        return []
    x, top, bottom = axis.x(place), axis.y(point.value + point.error), axis.y(point.value - point.error)
    path = f"M{_n(x)} {_n(top)}V{_n(bottom)}M{_n(x - 4)} {_n(top)}h8M{_n(x - 4)} {_n(bottom)}h8"
    return [element("path", d=path, class_="error")]


def _chart(
    axis: _Axis, points: Sequence[Point], drawn: Sequence[Element], unit: str, sentence: str
) -> Element:
    lines: list[Element] = []
    for tick in axis.ticks:
        y = _n(axis.y(tick))
        lines.append(element("line", x1=_LEFT, x2=_WIDTH - _RIGHT, y1=y, y2=y, class_="grid"))
        text = f"{tick:.{axis.decimals}f}{unit if unit == '°' else ''}"
        lines.append(element("text", text, x=_LEFT - 6, y=_n(axis.y(tick) + 4), text_anchor="end"))
    every = max(1, ceil(len(points) * max((len(each.label) for each in points), default=1) / 80))
    labels = [
        element("text", each.label, x=_n(axis.x(place)), y=_HEIGHT - 8, text_anchor="middle")
        for place, each in enumerate(points)
        if place % every == 0
    ]
    picture = element(
        "svg",
        element("title", sentence),
        *lines,
        *drawn,
        *labels,
        viewBox=f"0 0 {_WIDTH} {_HEIGHT}",
        role="img",
        aria_label=sentence,
        class_="chart",
    )
    return element("figure", picture, element("figcaption", sentence))


def _n(value: float) -> str:
    """A coordinate with one decimal, which is enough for a picture."""
    return f"{value:.1f}".rstrip("0").rstrip(".")
