"""Checks whether the body is in a position that an exercise requires."""

from __future__ import annotations

from collections.abc import Sequence

from coach.body.angles import JOINTS, Angles, Attitude, Joint
from coach.catalogue.bound import Bound, Measure
from coach.judging.signal import SEEN, TRUST_POWER

_LIMBS = (0, 1)
_POSTURE: tuple[Attitude, ...] = ("inclination", "body_inclination")
_TILT_DEG = 26.0
"""An upright body reads up to 26 degrees of lean from a camera on the floor that looks up by 30."""
_HANGS = -0.75
"""A hand this far below its shoulder, in trunk lengths, hangs; a straight arm reaches 0.9 to 1.1."""


def meets(bounds: Sequence[Bound], angles: Angles, limb: int | None, signal: float | None) -> bool:
    """Whether every bound is met; a bound on hidden feet is not met unless its file says so.

    Args:
        bounds: The bounds.
        angles: The body.
        limb: 0 for the left, 1 for the right, None for both sides together.
        signal: The signal, in its own direction.
    """
    return bool(meets_visible(bounds, angles, limb, signal))


def meets_visible(
    bounds: Sequence[Bound], angles: Angles, limb: int | None, signal: float | None
) -> bool | None:
    """Like ``meets``, but None if all visible bounds are met and the others depend on hidden feet."""
    results = [
        _met(bound, value_of(bound.measure, angles, side, signal))
        for bound in bounds
        if not bound.if_alone or _is_alone(angles, limb)
        for side in (_LIMBS if bound.both else (limb,))
    ]
    if None in results and False not in results:
        return None
    return all(results)


def may_be_of_posture(bounds: Sequence[Bound], angles: Angles) -> bool:
    """Whether the trunk and the body may be inclined as the bounds require, beyond the camera's tilt.

    A body that lies along the line of sight looks as if it leaned, so a least inclination is met by whatever
    can't be a standing body; one that stands never looks as if it lay.
    """
    return all(
        (bound.at_most is None or value <= bound.at_most + _TILT_DEG)
        and (bound.at_least is None or value >= min(bound.at_least - _TILT_DEG, _TILT_DEG))
        for bound in bounds
        if bound.measure in _POSTURE
        for value in angles.of_sides(bound.measure)
    )


def broken(
    bounds: Sequence[Bound], angles: Angles, limb: int | None, signal: float | None
) -> list[tuple[Bound, float | None]]:
    """The bounds that are not met, with their values; None for hidden feet. Arguments as for ``meets``."""
    values = (
        (bound, value_of(bound.measure, angles, side, signal))
        for bound in bounds
        if not bound.if_alone or _is_alone(angles, limb)
        for side in (_LIMBS if bound.both else (limb,))
    )
    return [(bound, value) for bound, value in values if not _met(bound, value)]


def _is_alone(angles: Angles, limb: int | None) -> bool:
    return limb is not None and float(angles.wrist_height[1 - limb]) < _HANGS


def _feet_are_visible(angles: Angles) -> bool:
    return float(angles.visibility[JOINTS.index("ankle")].min()) > SEEN


def _met(bound: Bound, value: float | None) -> bool | None:
    if value is None:
        return True if bound.if_hidden == "met" else None
    low, high = bound.at_least, bound.at_most
    return (low is None or value >= low) and (high is None or value <= high)


def value_of(measure: Measure, angles: Angles, limb: int | None, signal: float | None) -> float | None:
    """The value of a measure; None if it is not visible. The arguments are those of ``meets``."""
    match measure:
        case "signal":
            return signal
        case "ankle_spread" | "foot_lift" if not _feet_are_visible(angles):
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
