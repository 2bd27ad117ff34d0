"""Joint angles over the time of a film, with the reps: what plots and charts show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from coach.body.angles import JOINTS, Joint
from coach.body.pose import FloatArray
from coach.judging.events import Fault, Rep
from coach.judging.observation import Summary
from coach.ui.formatting import count_text, either, plural

_MOST = 4
_FALLBACK = 2
"""Joints that are shown if the exercise is not judged by one: those that move most."""


@dataclass(frozen=True, slots=True, eq=False)
class JointCourse:
    """The angle of one joint over time.

    Attributes:
        joint: The joint.
        angles: Left and right in degrees, shape (n, 2); NaN without a person.
    """

    joint: Joint
    angles: FloatArray

    @property
    def range_deg(self) -> tuple[float, float] | None:
        """The smallest and the largest angle of either side; None without a person."""
        known = self.angles[np.isfinite(self.angles)]
        return (float(known.min()), float(known.max())) if known.size else None


@dataclass(frozen=True, slots=True, eq=False)
class AngleCourse:
    """The angles of a film.

    Attributes:
        times: Seconds since the film began, shape (n,).
        joints: The joints to show, the main one first.
        reps: Every rep, in order.
        faults: Every fault, in order.
        counted: What was counted, such as '7 + 3 partial squats'.
    """

    times: FloatArray
    joints: tuple[JointCourse, ...]
    reps: tuple[Rep, ...]
    faults: tuple[Fault, ...]
    counted: str

    @property
    def duration_s(self) -> float:
        """The time of the last frame in seconds."""
        return float(self.times[-1]) if len(self.times) else 0.0

    @property
    def sentence(self) -> str:
        """What it shows, for those who can't see it."""
        ranges = [(each.joint, found) for each in self.joints if (found := each.range_deg) is not None]
        if not ranges:
            return f"No one was detected in {self.duration_s:.1f} s."
        angles = either([f"{joint} {low:.0f}° to {high:.0f}°" for joint, (low, high) in ranges], "and")
        return f"{self.counted} in {self.duration_s:.1f} s; angles: {angles}."


def angle_course(
    times: FloatArray, angles: FloatArray, joints: Sequence[Joint], summary: Summary
) -> AngleCourse:
    """The course of the angles of some joints.

    Args:
        times: Seconds since the film began, shape (n,).
        angles: All angles in degrees, shape (n, 5, 2); NaN without a person.
        joints: The joints by which the exercise is counted; if empty, those that move most are shown.
        summary: What was counted.
    """
    shown = list(joints[:_MOST]) or _most_moved(angles)
    sets = summary.sets
    counts = [
        f"{count_text(each.full, each.partial)} {plural(each.exercise, each.full)}"
        for each in sets
        if each.hold_s is None
    ]
    held = [f"{each.hold_s:.1f} s {plural(each.exercise, 1)}" for each in sets if each.hold_s is not None]
    return AngleCourse(
        times=times,
        joints=tuple(JointCourse(joint, angles[:, JOINTS.index(joint)]) for joint in shown),
        reps=tuple(rep for each in sets for rep in each.reps),
        faults=tuple(fault for each in sets for fault in each.faults),
        counted=", ".join([*counts, *held]) or "Nothing counted",
    )


def _most_moved(angles: FloatArray) -> list[Joint]:
    """The joints that move most, by the spread of their angles."""
    known = angles[np.isfinite(angles).all(axis=(1, 2))]
    if not len(known):
        return list(JOINTS[:0])
    low, high = np.quantile(known, [0.05, 0.95], axis=0)
    order = np.argsort(-(high - low).max(axis=1))[:_FALLBACK]
    return [JOINTS[place] for place in order.tolist()]
