"""Charts made of characters."""

from __future__ import annotations

from collections.abc import Sequence

_EIGHTHS = "▏▎▍▌▋▊▉█"


def bar(value: float, scale: float, width: int, *, ascii_only: bool = False) -> str:
    """A bar that is full at ``scale``, to an eighth of a character, padded with spaces to ``width``.

    Args:
        value: The value, limited to 0 to ``scale``.
        scale: The value of a full bar.
        width: Characters.
        ascii_only: Draw with plain characters, rounded to whole ones.
    """
    share = min(max(value / scale, 0.0), 1.0) if scale > 0 else 0.0
    if ascii_only:
        return ("#" * round(share * width)).ljust(width)
    whole, eighths = divmod(round(share * width * 8), 8)
    return ("█" * whole + (_EIGHTHS[eighths - 1] if eighths else "")).ljust(width)


def sparks(values: Sequence[float], scale: float | None = None, *, ascii_only: bool = False) -> str:
    """A sparkline from zero: one bar for each value.

    Args:
        values: The values.
        scale: The value of a full bar; None for the highest.
        ascii_only: Draw with plain characters.
    """
    levels = "_.-=+*#@" if ascii_only else "▁▂▃▄▅▆▇█"
    scale = max(values, default=0.0) if scale is None else scale
    if scale <= 0:
        return levels[0] * len(values)
    return "".join(levels[round(min(max(value / scale, 0.0), 1.0) * (len(levels) - 1))] for value in values)


def marks(places: Sequence[tuple[float, str]], scale: float, width: int, *, ascii_only: bool = False) -> str:
    """A line below a bar with named marks.

    Args:
        places: Value and name of each mark; the name of the highest stands to its right.
        scale: The value of the whole width.
        width: Characters.
        ascii_only: Draw with plain characters.
    """
    line = " " * width
    arrow = "^" if ascii_only else "▲"
    *lower, (highest, last) = sorted(places)
    at = min(round(highest / scale * width), width) - 1
    line = f"{line[:at]}{arrow} {last}".ljust(width)[:width]
    for place, name in lower:
        at = min(max(round(place / scale * width) - 1, 0), max(at - 2, 0))
        named = f"{name} {arrow}"
        start = at + 1 - len(named)
        line = line[:start] + named + line[at + 1 :] if start >= 0 else line[:at] + arrow + line[at + 1 :]
    return line
