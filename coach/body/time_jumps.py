"""Removes jumps in a film's time stamps: each becomes a cut of one frame."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

USUAL_S = 1.0 / 30.0
"""Duration of a frame if the frame rate is unknown."""
LONGEST_FRAME_S = 1.0
"""A longer frame duration is the average over a jump."""
_LONGEST_STEP_S = 20.0
"""A longer step is longer than a rest that ends a set, so it is not time in front of the camera."""
_SHOWN = 5


def is_jump(step_s: float) -> bool:
    """Whether the step from one frame to the next is too far forward or back to be real time."""
    return not -LONGEST_FRAME_S <= step_s <= _LONGEST_STEP_S


def frame_duration_s(frame_rate: float | None) -> float:
    """The duration of a frame at the container's frame rate, in seconds."""
    duration_s = 1.0 / frame_rate if frame_rate else USUAL_S
    return duration_s if duration_s <= LONGEST_FRAME_S else USUAL_S


def without_jumps(
    times: NDArray[np.float64], frame_rate: float | None
) -> tuple[NDArray[np.float64], list[float]]:
    """Times without jumps, and the times of the jumps in seconds.

    Args:
        times: Ascending and finite.
        frame_rate: Frames per second of the container, or None.
    """
    steps = np.diff(times)
    jumps = np.flatnonzero(steps > _LONGEST_STEP_S)
    if not len(jumps):
        return times, []
    steps[jumps] = frame_duration_s(frame_rate)
    steady = np.concatenate((times[:1], times[0] + np.cumsum(steps)))
    return steady, (steady[jumps + 1] - steady[0]).tolist()


def time_jumps_text(name: str, cuts: Sequence[float]) -> str:
    """A sentence about the jumps in a film's time stamps."""
    where = ", ".join(f"{cut:.1f} s" for cut in cuts[:_SHOWN])
    more = f" and {len(cuts) - _SHOWN} more" if len(cuts) > _SHOWN else ""
    return f"The time stamps of {name} jump at {where}{more}: each is treated as a cut."
