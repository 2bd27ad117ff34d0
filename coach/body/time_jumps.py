"""Jumps of a film's time stamps: each is a cut, over which time goes on by one picture."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

USUAL_S = 1.0 / 30.0
"""How long a picture lasts where nothing better is known."""
LONGEST_PICTURE_S = 1.0
"""No picture lasts longer: a rate that says so is an average over a jump."""
_LONGEST_STEP_S = 20.0
"""A longer one than a rest, which ends a set, is no time that anybody spent before the camera."""
_MOST_TOLD = 5


def is_jump(step_s: float) -> bool:
    """Whether from one picture to the next is too far, or too far back, to be time."""
    return not -LONGEST_PICTURE_S <= step_s <= _LONGEST_STEP_S


def picture_s(frame_rate: float | None) -> float:
    """How long a picture lasts by what a container says of its rate."""
    lasts_s = 1.0 / frame_rate if frame_rate else USUAL_S
    return lasts_s if lasts_s <= LONGEST_PICTURE_S else USUAL_S


def without_jumps(
    times: NDArray[np.float64], frame_rate: float | None
) -> tuple[NDArray[np.float64], list[float]]:
    """Times that go on over jumps, and the seconds at which there were some.

    Args:
        times: In order, each finite.
        frame_rate: Pictures a second as the container says, or None.
    """
    steps = np.diff(times)
    jumps = np.flatnonzero(steps > _LONGEST_STEP_S)
    if not len(jumps):
        return times, []
    steps[jumps] = picture_s(frame_rate)
    steady = np.concatenate((times[:1], times[0] + np.cumsum(steps)))
    return steady, (steady[jumps + 1] - steady[0]).tolist()


def told_jumps(name: str, cuts: Sequence[float]) -> str:
    """A sentence on where the time stamps of a film jump."""
    where = ", ".join(f"{cut:.1f} s" for cut in cuts[:_MOST_TOLD])
    more = f" and {len(cuts) - _MOST_TOLD} more" if len(cuts) > _MOST_TOLD else ""
    return f"The time stamps of {name} jump at {where}{more}: taken as a cut, and counted on."
