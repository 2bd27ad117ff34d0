"""Says whether the body is in a position that an exercise asks for."""

from __future__ import annotations

from collections.abc import Sequence

from coach.body.angles import JOINTS, Angles, Joint
from coach.catalogue.definition import Bound, Measure
from coach.judging.signal import SEEN, TRUST_POWER

_LIMBS = (0, 1)
_HANGS = -0.75
"""A hand farther below its shoulder, in lengths of the trunk, hangs: a straight arm reaches 0.9-1.1."""


def meets(bounds: Sequence[Bound], angles: Angles, limb: int | None, signal: float | None) -> bool:
    """Whether every bound is met; feet out of the picture are neither together nor apart.

    Args:
        bounds: What is asked for.
        angles: The body.
        limb: 0 for the left, 1 for the right, None for both sides together.
        signal: What is counted by, in its own direction.
    """
    return bool(looks(bounds, angles, limb, signal))


def looks(bounds: Sequence[Bound], angles: Angles, limb: int | None, signal: float | None) -> bool | None:
    """The same, but None where all that is seen is met and feet that would tell are hidden."""
    told = [
        _met(bound, measured(bound.measure, angles, side, signal))
        for bound in bounds
        if not bound.if_alone or _is_alone(angles, limb)
        for side in (_LIMBS if bound.both else (limb,))
    ]
    if None in told and False not in told:
        return None
    return all(told)


def _is_alone(angles: Angles, limb: int | None) -> bool:
    return limb is not None and float(angles.wrist_height[1 - limb]) < _HANGS


def _feet_are_seen(angles: Angles) -> bool:
    return float(angles.visibility[JOINTS.index("ankle")].min()) > SEEN


def _met(bound: Bound, value: float | None) -> bool | None:
    if value is None:
        return True if bound.if_hidden == "met" else None
    low, high = bound.at_least, bound.at_most
    return (low is None or value >= low) and (high is None or value <= high)


def measured(measure: Measure, angles: Angles, limb: int | None, signal: float | None) -> float | None:
    """What a measure is; None where it can't be had. The arguments are those of ``meets``."""
    match measure:
        case "signal":
            return signal
        case "ankle_spread" | "foot_lift" if not _feet_are_seen(angles):
            return None
        case "elbow" | "shoulder" | "hip" | "knee" | "ankle":
            return _of_joint(measure, angles, limb)
    sides = angles.of_sides(measure)
    return max(sides) if limb is None else sides[limb]


def _of_joint(joint: Joint, angles: Angles, limb: int | None) -> float:
    row = JOINTS.index(joint)
    left, right = angles.joints[row].tolist()
    if limb is not None:
        return float(right if limb else left)
    trust_left, trust_right = (max(each, 0.01) ** TRUST_POWER for each in angles.visibility[row].tolist())
    return float((left * trust_left + right * trust_right) / (trust_left + trust_right))
