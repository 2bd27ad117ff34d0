"""Bodies for the judge, as angles of squats and curls at a share of their excursion."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from coach.body.angles import JOINTS, Angles
from coach.judging.events import Event, Rep, RepCompleted
from coach.judging.rep_counter import RepCounter


@dataclass(frozen=True)
class Cycle:
    """One true rep: seconds out, at the turn, back, and at the start before it; depth as a share."""

    out_s: float = 1.0
    turn_s: float = 0.0
    back_s: float = 1.0
    before_s: float = 0.3
    depth: float = 1.0


def depths(
    cycles: Iterable[Cycle], rate: float, *, lead_s: float = 1.0, end_s: float = 1.0
) -> list[tuple[float, float]]:
    """Times and depths of consecutive cycles, 0 at the start position and 1 at the turning point."""
    times, levels = [0.0, lead_s], [0.0, 0.0]
    for cycle in cycles:
        for seconds, level in (
            (cycle.before_s, 0.0),
            (cycle.out_s, cycle.depth),
            (cycle.turn_s, cycle.depth),
            (cycle.back_s, 0.0),
        ):
            times.append(times[-1] + seconds)
            levels.append(level)
    times.append(times[-1] + end_s)
    levels.append(0.0)
    moments = np.arange(0.0, times[-1], 1.0 / rate)
    place = np.interp(moments, times, np.arange(len(times)))
    step = np.minimum(place.astype(int), len(times) - 2)
    share = place - step
    smooth = (1.0 - np.cos(np.pi * share)) / 2.0
    knots = np.array(levels)
    level = knots[step] + (knots[step + 1] - knots[step]) * smooth
    return list(zip(moments.tolist(), level.tolist(), strict=True))


def squatting(depth: float, *, knee_deg: float = 90.0, hip_deg: float = 85.0) -> Angles:
    """A squat at a share of its excursion; ``knee_deg`` and ``hip_deg`` are those of the full excursion."""
    return _angles(knee=(170.0 - knee_deg * depth,) * 2, hip=(168.0 - hip_deg * depth,) * 2)


def curling(left: float, right: float, *, trust: tuple[float, float] = (0.95, 0.95)) -> Angles:
    """A curl with each arm at a share of its excursion."""
    return _angles(
        elbow=(160.0 - 100.0 * left, 160.0 - 100.0 * right),
        wrist_height=(-0.9 + 0.85 * left, -0.9 + 0.85 * right),
        trust=trust,
    )


def lying() -> Angles:
    """A person who lies flat."""
    return _angles(inclination=90.0)


def _angles(
    *,
    trust: tuple[float, float] = (0.95, 0.95),
    inclination: float = 5.0,
    wrist_height: tuple[float, float] = (-0.9, -0.9),
    **joints: Sequence[float],
) -> Angles:
    usual = {"elbow": (165.0, 165.0), "shoulder": (20.0, 20.0), "hip": (170.0, 170.0)}
    usual |= {"knee": (172.0, 172.0), "ankle": (110.0, 110.0)}
    rows = usual | joints
    return Angles(
        joints=np.array([rows[joint] for joint in JOINTS]),
        visibility=np.array([trust] * len(JOINTS)),
        trunk=np.array([0.0, -1.0, 0.0]),
        inclination=inclination,
        body_inclination=inclination,
        trunk_lean=None,
        shoulder_line=None,
        hip_line=None,
        wrist_height=np.array(wrist_height),
        wrist_drop=np.array([0.1, 0.1]),
        wrist_spread=1.0,
        wrist_across=0.0,
        ankle_spread=0.6,
        foot_lift=0.0,
        aside=0.0,
        rise=0.0,
        shoulder_slope=0.0,
        twist=0.0,
        view="side",
        cropped=np.zeros(33, bool),
        sureness=np.where(np.arange(33) % 2, *trust),
    )


def count(counter: RepCounter, moments: Iterable[tuple[float, Angles]]) -> list[Rep]:
    """The reps that a counter finds in some moments."""
    events: list[Event] = []
    last = 0.0
    for time, angles in moments:
        events += counter.observe(angles, time)
        last = time
    events += counter.finish(last)
    return [event.rep for event in events if isinstance(event, RepCompleted)]
