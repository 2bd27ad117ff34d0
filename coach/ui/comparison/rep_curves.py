"""The main angle of two sets over the time of a rep, as two curves of characters."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from coach.comparison.set_differences import ComparedSets
from coach.comparison.set_motion import Leg, SetMotion

_ROWS = 8
_MARGIN = 7
_WIDEST = 100
_SIGNS = ("A", "B", "*")


def curve_lines(comparison: ComparedSets, width: int, *, ascii_only: bool = False) -> Iterator[str]:
    """A chart of the main angle: A and B, and ``*`` where they share a place.

    Both begin where the rep begins; the longer rep takes the whole width.
    """
    columns = min(width, _WIDEST) - _MARGIN - 2
    main = comparison.first.exercise.signal.angle
    both = [_usual_rep(each) for each in (comparison.first, comparison.second)]
    longest_s = max(times[-1] for times, _ in both)
    low, high = (edge(float(edge(values)) for _, values in both) for edge in (min, max))
    yield f"{main.capitalize()} angle over the time of a rep: A and B, * where they are the same"
    field = np.full((_ROWS, columns), " ")
    at = np.linspace(0, longest_s, columns)
    for sign, (times, values) in zip(_SIGNS, both, strict=False):
        shown = at <= times[-1] + 1e-9
        rows = _rows(np.interp(at[shown], times, values), low, high)
        for column, row in enumerate(rows.tolist()):
            field[row, column] = sign if field[row, column] == " " else _SIGNS[-1]
    edge_sign = "|" if ascii_only else "│"
    for row in range(_ROWS):
        label = {0: f"{high:.0f}°", _ROWS - 1: f"{low:.0f}°"}.get(row, "")
        yield f"{label:>{_MARGIN}} {edge_sign}{''.join(field[row])}".rstrip()
    ends = "0 s" + f"{longest_s:.1f} s".rjust(columns - 3)
    yield f"{' ' * (_MARGIN + 2)}{ends}"


def _rows(values: NDArray[np.float64], low: float, high: float) -> NDArray[np.int_]:
    share = (values - low) / max(high - low, 1e-6)
    rows: NDArray[np.int_] = np.rint((1 - share) * (_ROWS - 1)).astype(int)
    return rows


def _usual_rep(motion: SetMotion) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Times and angles of the usual rep: the median over the reps, each leg in its own time."""
    main = motion.exercise.signal.angle
    share = np.linspace(0, 1, 24)
    legs: tuple[Leg, ...] = ("out", "back")
    times, values, began = [], [], 0.0
    for place, leg in enumerate(legs):
        curves = [np.interp(share, path.times[leg], path.legs[leg][main]) for path in motion.paths]
        lasts = float(np.median([path.seconds[leg] for path in motion.paths]))
        skip = 1 if place else 0
        times.append(began + share[skip:] * lasts)
        values.append(np.median(np.array(curves), axis=0)[skip:])
        began += lasts
    return np.concatenate(times), np.concatenate(values)
