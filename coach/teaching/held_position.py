"""Finds the position that is held in a film, and its limits."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from coach.body.angles import JOINTS, Joint
from coach.teaching.taught_movement import Frames, TaughtMovement

_LEAST_S = 4.0
"""A shorter hold may be a pause."""
_STILL_DEG = 12.0
"""A joint that is well seen strays from its median by less while a position is held."""
_SEEN = 0.5
_ROOM_DEG, _LEAN_ROOM_DEG = 28.0, 30.0
"""How far other people may be from the position: about twice the error of a joint in one view."""
_STRAIGHT_DEG, _FOLDED_DEG = 170.0, 20.0
"""Limits beyond these say nothing."""
_TELLING: tuple[Joint, ...] = ("shoulder", "hip", "knee")
"""Joints that make a position; hands and feet may rest as they like."""
_STANDING_DEG = 40.0


@dataclass(frozen=True, slots=True)
class HeldPosition:
    """A position that was held.

    Attributes:
        angle: The joint that is shown: the one farthest from straight.
        duration_s: For how long, seconds.
        bounds: Measures with their lower and upper limit, None for no limit.
    """

    angle: Joint
    duration_s: float
    bounds: tuple[tuple[str, float | None, float | None], ...]


def held_frames(movement: TaughtMovement) -> Frames | None:
    """The frames of the longest position that is held; None if none is held long enough."""
    levels = np.stack([movement.levels((joint,)) for joint in JOINTS], axis=1)
    levels = levels[:, movement.trust.max(axis=1) >= _SEEN]
    best: Frames | None = None
    first = 0
    for last in range(len(levels)):
        while (np.ptp(levels[first : last + 1], axis=0) > 2 * _STILL_DEG).any():
            first += 1
        if best is None or movement.times[last] - movement.times[first] > _length_s(movement, best):
            best = np.arange(first, last + 1)
    return best if best is not None and _length_s(movement, best) >= _LEAST_S else None


def held_position(movement: TaughtMovement, frames: Frames) -> HeldPosition:
    """The limits of a position that is held in some frames."""
    bounds: list[tuple[str, float | None, float | None]] = []
    lean = float(np.median([movement.angles[frame].inclination for frame in frames]))
    is_upright = lean < _STANDING_DEG
    least = None if is_upright else float(round(lean - _LEAN_ROOM_DEG))
    bounds.append(("inclination", least, float(round(lean + _LEAN_ROOM_DEG))))
    held = {joint: float(np.median(movement.levels((joint,))[frames])) for joint in JOINTS}
    seen = {
        joint for joint in ("shoulder", "hip", "knee") if movement.trust[JOINTS.index(joint)].max() >= _SEEN
    }
    for joint in JOINTS:
        if joint in seen:
            low, high = held[joint] - _ROOM_DEG, held[joint] + _ROOM_DEG
            bounds.append(
                (
                    joint,
                    float(round(low)) if low > _FOLDED_DEG else None,
                    float(round(high)) if high < _STRAIGHT_DEG else None,
                )
            )
    shown = min(_TELLING, key=lambda joint: abs(held[joint] - 90.0))
    stated = tuple(each for each in bounds if each[1] is not None or each[2] is not None)
    return HeldPosition(shown, _length_s(movement, frames), stated)


def _length_s(movement: TaughtMovement, frames: Frames) -> float:
    return float(movement.times[frames[-1]] - movement.times[frames[0]])
