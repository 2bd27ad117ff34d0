"""How a set was moved: every rep as a path of angles, with its phases in seconds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal, TypeGuard

import numpy as np
from numpy.typing import NDArray

from coach.body.angles import JOINTS, Angles, Attitude, Joint, angles_of
from coach.body.stream import Sighting
from coach.body.view import View
from coach.catalogue.definition import Exercise
from coach.errors import NothingToCompare
from coach.judging.events import Rep, SetSummary
from coach.judging.judge import Judge

Leg = Literal["out", "back"]
Measured = Joint | Attitude
COMPARED: tuple[Measured, ...] = ("inclination", "hip", "knee", "shoulder", "elbow", "ankle")
"""What is compared besides the main angle: the trunk first, because it explains hips and shoulders."""
_NEAR_S = 0.1
"""Around a moment: a position is the median of the frames so near to it."""
_SEEN = 0.5
"""Visibility below which a joint is a guess, and no form is compared by it."""
_HIDDEN = 0.15
"""How much less visible the far side is, for it to be left out."""


@dataclass(frozen=True, slots=True, eq=False)
class RepPath:
    """One rep.

    Attributes:
        start: Main angle in the start position, degrees.
        turn: Main angle at the turning point, degrees.
        legs: For each leg, the measures of its frames in order of time, degrees; NaN if not visible.
        times: For each leg, the share of its time that has passed, 0 to 1.
        seconds: The seconds of each leg.
    """

    start: float
    turn: float
    legs: Mapping[Leg, Mapping[Measured, NDArray[np.float64]]]
    times: Mapping[Leg, NDArray[np.float64]]
    seconds: Mapping[Leg, float]


@dataclass(frozen=True, slots=True, eq=False)
class SetMotion:
    """A set.

    Attributes:
        name: What it is called in the comparison.
        exercise: The exercise.
        view: The most frequent view of its frames.
        full: Number of full reps.
        partial: Number of partial reps.
        hold_s: Seconds held; None if reps are counted.
        frame_rate: Frames per second.
        phases: Seconds of each phase of every rep that is compared, by the name of the phase.
        paths: The reps that are compared; for a hold, none.
        held: The measures while it is held, degrees, shape (frames,) each; empty for reps.
    """

    name: str
    exercise: Exercise
    view: View
    full: int
    partial: int
    hold_s: float | None
    frame_rate: float
    phases: Mapping[str, tuple[float, ...]]
    paths: tuple[RepPath, ...]
    held: Mapping[Measured, NDArray[np.float64]]


def set_motion(name: str, exercise: Exercise, sightings: Iterable[Sighting]) -> SetMotion:
    """Judge a source, and describe its largest set of the exercise.

    Args:
        name: What the set is called.
        exercise: The exercise.
        sightings: The source, in order of time.

    Raises:
        NothingToCompare: No rep of the exercise, and no hold, was counted.
    """
    judge = Judge(exercise)
    times: list[float] = []
    bodies: list[Angles] = []
    for each in sightings:
        judge.observe(each.pose, each.time)
        if each.pose is not None:
            times.append(each.time)
            bodies.append(angles_of(each.pose))
    sets = [each for each in judge.finish().sets if not each.is_empty]
    chosen = max(sets, key=lambda each: (len(each.reps), each.hold_s or 0.0), default=None)
    if chosen is None:
        raise NothingToCompare(
            f"Nothing was counted as {exercise.title.lower()} in {name}.",
            hint="Name the exercise that it shows with --exercise, or see 'coach analyze --why'.",
        )
    at = np.array(times)
    return _described(name, exercise, chosen, at, bodies)


def _described(
    name: str, exercise: Exercise, chosen: SetSummary, at: NDArray[np.float64], bodies: Sequence[Angles]
) -> SetMotion:
    inside = (at >= chosen.start_s - 1.0) & (at <= chosen.end_s + 1.0)
    mine = [body for body, wanted in zip(bodies, inside, strict=True) if wanted]
    view = Counter(body.view for body in mine).most_common(1)[0][0]
    reps = [each for each in chosen.reps if each.verdict == "full"] or list(chosen.reps)
    measures = tuple(dict.fromkeys((exercise.signal.angle, *COMPARED)))
    tables = {side: _table(mine, at[inside], measures, side, view) for side in ("left", "right", "both")}
    gaps = np.diff(at[inside])
    rate = 1 / float(np.median(gaps)) if len(gaps) else 0.0
    paths = [_path(rep, at[inside], tables[rep.side], exercise.signal.angle) for rep in reps]
    held = {} if chosen.hold_s is None else dict(tables["both"])
    return SetMotion(
        name=name,
        exercise=exercise,
        view=view,
        full=chosen.full,
        partial=chosen.partial,
        hold_s=chosen.hold_s,
        frame_rate=rate,
        phases=_phases(exercise, reps),
        paths=tuple(each for each in paths if each is not None),
        held=held,
    )


def _phases(exercise: Exercise, reps: Sequence[Rep]) -> dict[str, tuple[float, ...]]:
    """The seconds of each phase; those of a rhythm are of the whole rep."""
    if exercise.reps is None:
        return {}
    if exercise.reps.pace == "rhythm":
        return {"whole rep": tuple(each.end_s - each.start_s for each in reps)}
    return {
        "lowering": tuple(each.tempo.eccentric for each in reps),
        "pause, stretched": tuple(each.tempo.pause_stretched for each in reps),
        "effort": tuple(each.tempo.concentric for each in reps),
        "pause, contracted": tuple(each.tempo.pause_contracted for each in reps[:-1]),
    }


def _table(
    bodies: Sequence[Angles],
    at: NDArray[np.float64],
    measures: Sequence[Measured],
    side: str,
    view: View,
) -> dict[Measured, NDArray[np.float64]]:
    """Each measure over time: of the side that worked; of both, or of the near one from the side."""
    found: dict[Measured, NDArray[np.float64]] = {}
    for measure in measures:
        if is_joint(measure):
            row = JOINTS.index(measure)
            values = np.array([body.joints[row] for body in bodies])
            seen = np.array([body.visibility[row] for body in bodies])
            found[measure] = _of_side(values, seen, side, view)
            if np.median(_of_side(seen, seen, side, view)) < _SEEN:
                found[measure] = np.full(len(bodies), np.nan)  # guessed by the pose model
        else:
            found[measure] = np.array([float(getattr(body, measure)) for body in bodies])
    assert all(len(each) == len(at) for each in found.values())
    return found


def is_joint(measure: Measured) -> TypeGuard[Joint]:
    """Whether a measure is the inner angle of a joint."""
    return measure in JOINTS


def _of_side(
    values: NDArray[np.float64], seen: NDArray[np.float64], side: str, view: View
) -> NDArray[np.float64]:
    """One value for both sides, so that a mirrored film has the same."""
    if side in ("left", "right"):
        return values[:, ("left", "right").index(side)]
    mean = seen.mean(axis=0)
    if view == "side" and abs(mean[0] - mean[1]) > _HIDDEN:
        return values[:, int(mean[1] > mean[0])]
    both: NDArray[np.float64] = values.mean(axis=1)
    return both


def _path(
    rep: Rep, at: NDArray[np.float64], table: Mapping[Measured, NDArray[np.float64]], main: Measured
) -> RepPath | None:
    spans: dict[Leg, tuple[float, float]] = {
        "out": (rep.start_s, rep.turn_s),
        "back": (rep.turn_s, rep.end_s),
    }
    legs: dict[Leg, dict[Measured, NDArray[np.float64]]] = {}
    times: dict[Leg, NDArray[np.float64]] = {}
    for leg, (first_s, last_s) in spans.items():
        inside = (at >= first_s) & (at <= last_s)
        if inside.sum() < 2:
            return None
        legs[leg] = {measure: values[inside] for measure, values in table.items()}
        times[leg] = (at[inside] - first_s) / max(last_s - first_s, 1e-6)
    seconds = {leg: last_s - first_s for leg, (first_s, last_s) in spans.items()}
    start, turn = (_near(moment_s, at, table[main]) for moment_s in (rep.start_s, rep.turn_s))
    return RepPath(start, turn, legs, times, seconds)


def _near(moment_s: float, at: NDArray[np.float64], values: NDArray[np.float64]) -> float:
    near = np.abs(at - moment_s) <= _NEAR_S
    return float(median(values[near])) if near.any() else float(values[np.abs(at - moment_s).argmin()])
