"""Whether a limb that works on its own is hidden behind the other one, as the far leg of a lunge."""

from __future__ import annotations

from collections.abc import Iterable
from statistics import median

from coach.body.angles import Alignment, Angles, landmarks_of
from coach.body.landmarks import Side
from coach.catalogue.bound import Measure

_HIDDEN_BY = 0.05
"""How much less visible the far limb is. From the side, the far legs of 24 rendered lunges were less visible
than the near ones by 0.06 to 0.25. Of the leg in front, the far knee was read wrong by 18 degrees on average,
the near one by 5."""
_TRUNK = frozenset({"inclination", "shoulder_slope", "twist", "lean", "rise"})
"""Measures that no single limb decides."""


def far_limb(measure: Measure | Alignment | None, limb: int, bodies: Iterable[Angles]) -> str:
    """What a measure of one limb needs from the side if the other limb hides it; empty if it does not.

    Args:
        measure: The measure; None for a duration.
        limb: 0 for the left, 1 for the right; any other for both together.
        bodies: The body in the phase that is judged.
    """
    if limb not in (0, 1) or measure is None or measure in _TRUNK or measure == "signal":
        return ""
    sides = [list(side) for side in landmarks_of(measure)]
    beyond = [
        float(body.sureness[sides[1 - limb]].min() - body.sureness[sides[limb]].min())
        for body in bodies
        if body.view == "side"
    ]
    if not beyond or median(beyond) < _HIDDEN_BY:
        return ""
    side: Side = "left" if limb == 0 else "right"
    return f"needs your {side} side toward the camera"
