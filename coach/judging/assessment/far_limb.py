"""Which limb a measure depends on, and whether the other one hides it, as the far leg of a lunge."""

from __future__ import annotations

from collections.abc import Iterable
from statistics import median

from coach.body.angles import Alignment, Angles, Attitude, Joint, landmarks_of
from coach.body.landmarks import Side
from coach.catalogue.bound import Measure

_HIDDEN_BY = 0.05
"""How much less visible the far limb is. From the side, the far legs of 24 rendered lunges were less visible
than the near ones by 0.06 to 0.25. Of the leg in front, the far knee was read wrong by 18 degrees on average,
the near one by 5."""
_TRUNK = frozenset({"inclination", "shoulder_slope", "twist", "lean", "rise"})
"""Measures that no single limb decides."""


_LEGS = frozenset({"knee", "ankle", "foot_index", "heel"})
_ARMS = frozenset({"elbow", "wrist"})


def is_of_other_limbs(measure: Measure | Alignment | None, moved: Joint | Attitude) -> bool:
    """Whether a measure is of the arms in an exercise of the legs, or of the legs in one of the arms.

    In a mountain climber, the left arm says no more about the left knee's rep than the right arm does.

    Args:
        measure: The measure; None for a duration.
        moved: The main angle of the exercise.
    """
    if measure is None or measure == "signal":
        return False
    parts = {each.name.lower().partition("_")[2] for side in landmarks_of(measure) for each in side}
    own, others = (_LEGS, _ARMS) if moved in ("hip", "knee", "ankle") else (_ARMS, _LEGS)
    return bool(parts & others) and not parts & own


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
