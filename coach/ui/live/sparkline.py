"""The last seconds of a signal as a line."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from coach.body.pose import FloatArray
from coach.ui.block_characters import braille

SPAN_S = 6.0
_GAP_S = 0.3
"""A longer gap in the signal breaks the line."""

Sample = tuple[float, float | None]
"""Time and signal; None if the signal was unknown."""


def trace(
    samples: Sequence[Sample], columns: int, rows: int, least: float, *, ascii_only: bool = False
) -> list[str]:
    """The signal of the last seconds, the newest at the right edge.

    Args:
        samples: In order of time.
        columns: Width in characters.
        rows: Height in characters.
        least: Smallest range of the whole height, so that standing still looks still.
        ascii_only: Draw with plain characters.
    """
    across, down = (columns, rows) if ascii_only else (2 * columns, 4 * rows)
    dots = np.zeros((down, across), bool)
    heights = _heights(samples, across, least)
    if heights is not None:
        _connect(dots, np.round((1.0 - heights) * (down - 1)))
    if ascii_only:
        return ["".join(line) for line in np.where(dots, "*", " ").tolist()]
    return braille(dots)


def _heights(samples: Sequence[Sample], across: int, least: float) -> FloatArray | None:
    """Height of the line in every column of dots, 0 to 1, NaN at gaps; None without a line."""
    known = np.array([(time, value) for time, value in samples if value is not None])
    if not len(known):
        return None
    times, values = known.T
    at = samples[-1][0] - SPAN_S * (1.0 - (np.arange(across) + 1) / across)
    heights = np.interp(at, times, values)
    after = np.searchsorted(times, at).clip(0, len(times) - 1)
    before = (after - 1).clip(0)
    near = np.minimum(np.abs(times[after] - at), np.abs(at - times[before]))
    heights[near > _GAP_S] = np.nan
    low, high = float(values.min()), float(values.max())
    span = max(high - low, least)
    return np.asarray((heights - (low + high - span) / 2) / span)


def _connect(dots: np.ndarray, levels: FloatArray) -> None:
    """Set the dots of a line; each column starts where the one before ends."""
    last: int | None = None
    for column, level in enumerate(levels.tolist()):
        if level != level:  # NaN
            last = None
            continue
        here = int(level)
        start = here if last is None else last + (here > last) - (here < last)
        dots[min(start, here) : max(start, here) + 1, column] = True
        last = here
