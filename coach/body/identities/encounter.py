"""Two people who come so near to each other that they may be mixed up."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from coach.body.identities.motion import Motion, SeenBody, clothing_distance
from coach.body.pose import FloatArray
from coach.body.tracks import radius_px

AT_ALL, CLEARLY = 0.0, 0.2
"""Distances of two boxes in body radii from which an encounter begins, and ends."""
_APART_S = 0.2
"""Time apart after which an encounter is over: a few frames, so that both are wholly visible again."""
_MOTION_S = 3.0
"""Longest encounter of which the motion before it says something."""
_CLOTHING, _SIZE = 3.0, 0.5
"""Weights of clothing and size against position in body radii.

Different shirts differ by about 0.7, so two people who meet and turn round are told apart by their clothes,
against about 1.5 radii by which their motion then misleads. Size counts little: a squat changes it by 1.4.
"""


@dataclass(slots=True, eq=False)
class Encounter:
    """Two people near each other.

    Attributes:
        before: The motion of both before it.
        since_s: When it began.
        apart_s: When they were first seen apart again; None while they touch.
    """

    before: tuple[Motion, Motion]
    since_s: float
    apart_s: float | None = None

    def is_over(self, time: float, *, touching: bool, both_seen: bool) -> bool:
        """Take in a frame; whether both have been apart for long enough to be told apart."""
        if touching:
            self.apart_s = None
            return False
        if self.apart_s is None and both_seen:
            self.apart_s = time
        return both_seen and self.apart_s is not None and time - self.apart_s >= _APART_S

    def is_swapped(self, one: SeenBody, other: SeenBody) -> bool:
        """Whether the two were mixed up: each looks and moves like the other did before."""
        first, second = self.before
        straight = self._cost(first, one) + self._cost(second, other)
        return self._cost(first, other) + self._cost(second, one) < straight

    def _cost(self, before: Motion, body: SeenBody) -> float:
        after_s = body.pose.time - before.time
        ratio = radius_px(body.pose) / before.radius_px
        cost = _SIZE * abs(float(np.log(ratio)))
        cost += _CLOTHING * (clothing_distance(before.clothing, body.clothing) or 0.0)
        if after_s <= _MOTION_S:
            expected = before.body.middle_px + before.shift_px(body.pose.time)
            apart = float(np.linalg.norm(body.middle_px - expected))
            cost += apart / before.radius_px / (1.0 + after_s)
        return cost


def touch(one: FloatArray, other: FloatArray, room_px: float) -> bool:
    """Whether two boxes touch or overlap.

    Args:
        one: Left, top, right, bottom in pixels.
        other: The same.
        room_px: Distance in pixels below which they touch.
    """
    return bool((one[:2] < other[2:] + room_px).all() and (other[:2] < one[2:] + room_px).all())
