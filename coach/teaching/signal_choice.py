"""Chooses the signal of a taught movement: the measures that move most for how well they can be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from coach.body.angle_errors import read_angle_errors
from coach.body.angles import IN_TRUNK_LENGTHS, JOINTS, Attitude, Distance, Joint
from coach.body.pose import FloatArray
from coach.body.view import View
from coach.teaching.taught_movement import OTHER_MEASURES, TaughtMovement

Measure = Joint | Distance | Attitude

_USUAL_DEG, _USUAL_LENGTHS = 15.0, 0.15
"""The error of a measure that the table of errors does not have."""
_JOINS = 0.6
"""A joint is averaged with the best one if it moves at least this share of it, the same way."""
_LIMB = 0.4
"""One limb moves alone if the other one moves less than this share of it."""
_SEEN = 0.5
"""Both limbs must be seen this well to tell."""
_LEAST = 1.2
"""A signal moves at least this many errors."""
_JOINTS_TRIED, _OTHERS_TRIED = 3, 1
"""Signals of joints, and then of distances and attitudes, that are tried. Joints go first: they say the same
for every body."""


@dataclass(frozen=True, slots=True)
class TaughtSignal:
    """A signal, with what it does in each repetition.

    Attributes:
        angle: The main angle.
        counted: The measures that are averaged.
        turn: Whether it is low or high at the turning point.
        limbs: Whether both sides make one movement, or each its own.
        excursions: How far it moves, shape (reps,); degrees or trunk lengths.
        start: Its level in the start position.
        worth: How many errors of measurement it moves.
    """

    angle: Joint | Attitude
    counted: tuple[Joint, ...] | tuple[Distance | Attitude]
    turn: Literal["low", "high"]
    limbs: Literal["together", "each"]
    excursions: FloatArray
    start: float
    worth: float

    @property
    def range(self) -> float:
        """The typical excursion: the median."""
        return float(np.median(self.excursions))

    @property
    def limits(self) -> tuple[float, float, float]:
        """The least, the typical and the largest excursion."""
        return float(self.excursions.min()), self.range, float(self.excursions.max())


def signal_choices(movement: TaughtMovement, view: View) -> list[TaughtSignal]:
    """The signals that could count a movement, the best first; empty if none moves more than its error.

    Args:
        movement: The movement.
        view: The view in which it was seen.
    """
    joints = sorted(
        (_of_joints(movement, (joint,), view) for joint in JOINTS), key=lambda each: each.worth, reverse=True
    )
    best = joints[0]
    with_best = [
        joint
        for each in joints[1:]
        for joint in (each.angle,)
        if each.turn == best.turn and each.limbs == best.limbs and each.range >= _JOINS * best.range
    ]
    choices = [*joints]
    if with_best:
        group = _of_joints(movement, (best.angle, *with_best), view)  # type: ignore[arg-type]
        choices.insert(0, group)
    others = [_of_other(movement, measure, best, view) for measure in OTHER_MEASURES]
    others.sort(key=lambda each: each.worth, reverse=True)
    plain = [each for each in choices if each.worth >= _LEAST]
    others = [each for each in others if each.worth >= _LEAST]
    return [*plain[:_JOINTS_TRIED], *others[:_OTHERS_TRIED]]


def _of_joints(movement: TaughtMovement, joints: tuple[Joint, ...], view: View) -> TaughtSignal:
    """The signal of some joints, on its own for each limb if only one moves at a time."""
    both = movement.levels(joints)
    each_limb = movement.limb_levels(joints)
    moved = movement.excursions(each_limb)
    least, most = np.sort(np.abs(moved), axis=1).T
    rows = [JOINTS.index(joint) for joint in joints]
    is_seen = float(movement.trust[rows].min()) >= _SEEN
    apart = is_seen and float(np.median(least / np.maximum(most, 1e-9))) < _LIMB
    if apart:
        leading = np.abs(moved).argmax(axis=1)
        excursions = moved[np.arange(len(moved)), leading]
        start = float(np.median([np.median(each_limb[frames]) for frames in movement.starts]))
    else:
        excursions = movement.excursions(both)
        start = float(np.median([np.median(both[frames]) for frames in movement.starts]))
    return _signal(joints[0], joints, excursions, start, _error(joints[0], view), each=apart)


def _of_other(
    movement: TaughtMovement, measure: Distance | Attitude, best: TaughtSignal, view: View
) -> TaughtSignal:
    """The signal of a distance or an attitude; the best joint stays the main angle."""
    sides = movement.of_sides(measure)
    values = sides.max(axis=1)
    moved = movement.excursions(sides)
    leading = np.abs(moved).argmax(axis=1)
    is_sided = measure in ("wrist_across", "twist", "foot_lift")
    apart = is_sided and len(set(leading.tolist())) > 1
    excursions = moved[np.arange(len(moved)), leading] if apart else movement.excursions(values)
    start = float(np.median([np.median(values[frames]) for frames in movement.starts]))
    angle: Joint | Attitude = "twist" if measure == "twist" else best.angle
    return _signal(angle, (measure,), excursions, start, _error(measure, view), each=apart)


def _signal(
    angle: Joint | Attitude,
    counted: tuple[Joint, ...] | tuple[Distance | Attitude],
    excursions: FloatArray,
    start: float,
    error: float,
    *,
    each: bool,
) -> TaughtSignal:
    """A signal whose excursions are positive; those the other way are negative."""
    middle = float(np.median(excursions))
    rising = excursions if middle >= 0 else -excursions
    spread = float(np.median(np.abs(rising - abs(middle))))
    return TaughtSignal(
        angle,
        counted,
        "high" if middle >= 0 else "low",
        "each" if each else "together",
        rising,
        start,
        abs(middle) / (error + spread),
    )


def _error(measure: Measure, view: View) -> float:
    """The error of a measure in a view."""
    bar = read_angle_errors().bar(measure, view)
    if bar is not None:
        return bar.bar_deg
    return _USUAL_LENGTHS if measure in IN_TRUNK_LENGTHS else _USUAL_DEG
