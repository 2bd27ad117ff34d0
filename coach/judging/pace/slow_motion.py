"""Detects slow motion in a rep: slower than people move, and smoother than slow human movement."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from coach.judging.cycle import Cycle, Instant
from coach.judging.events import FEWEST_FRAMES

_SLOWEST_S = 2.75
"""Hardly anyone takes this long for both the effort and the lowering: slow training means slow lowering. None
of 294 films exceeds it; slowed down four times, 60 of 100 do."""
_SLOWEST_OF_FEW_S = 1.5
"""The same at a low frame rate: a film slowed down by an editor has few frames per second."""
_MOST_SWELLS_HZ = 0.8
"""Slow human movement is not smooth: it consists of short movements, one to three per second, each speeding
up and slowing down (Doeringer and Hogan 1998; Park and others 2017). Slow motion stretches one movement."""
_SMOOTHED_S = 0.25
_STEP_S = 0.05
_SWELL = 0.3
"""Share of the top speed by which the speed must rise and fall to be a swell rather than noise."""

Floats = NDArray[np.float64]


def looks_slowed(path: Sequence[Instant], cycle: Cycle) -> bool:
    """Whether a rep looks like slow motion.

    Args:
        path: Its moments.
        cycle: The cycle read from them.
    """
    lasts_s = path[-1].time - path[0].time
    quicker_s = min(cycle.reached_s - cycle.left_s, cycle.end_s - cycle.turned_s)
    few = len(path) < FEWEST_FRAMES * lasts_s
    if quicker_s < (_SLOWEST_OF_FEW_S if few else _SLOWEST_S):
        return False
    times = np.array([each.time for each in path])
    levels = np.array([each.level for each in path])
    legs = ((cycle.left_s, cycle.turn_s), (cycle.turn_s, cycle.end_s))
    swells = sum(_swells(_speeds(times, levels, *leg)) for leg in legs)
    return swells <= _MOST_SWELLS_HZ * (cycle.end_s - cycle.left_s)


def _speeds(times: Floats, levels: Floats, from_s: float, to_s: float) -> Floats:
    """Speed of the signal at even time steps: slopes of lines fitted around each."""
    reach_s = max(_SMOOTHED_S, float(np.median(np.diff(times))))
    off = times - np.arange(from_s, to_s, _STEP_S)[:, None]
    weights = np.exp(-0.5 * (off / reach_s) ** 2)
    total, first, second = weights.sum(1), (weights * off).sum(1), (weights * off**2).sum(1)
    level, slope = (weights * levels).sum(1), (weights * off * levels).sum(1)
    spread = total * second - first**2
    speeds: Floats = np.abs(total * slope - first * level) / np.maximum(spread, 1e-9)
    return speeds


def _swells(speeds: Floats) -> int:
    """How often the speed rises and falls again by more than noise."""
    if not len(speeds):
        return 0
    noise = _SWELL * float(speeds.max())
    swells, rising, extreme = 0, True, float(speeds[0])
    lowest = extreme
    for speed in speeds.tolist():
        extreme = max(extreme, speed) if rising else min(extreme, speed)
        if rising and extreme - speed > noise:
            swells, rising, extreme = swells + (extreme - lowest > noise), False, speed
        elif not rising and speed - extreme > noise:
            rising, lowest, extreme = True, extreme, speed
    return swells + (rising and extreme - lowest > noise)
