"""The body postures in the exercises of the catalogue."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import numpy as np

from coach.body.posture import KnownPostures, Posture, down_of, limbs_of
from coach.catalogue.definition import Exercise
from coach.catalogue.library import all_exercises
from coach.catalogue.poses import MOVEMENTS, posture_of
from coach.kinematics.body import Body
from coach.kinematics.skeleton import Array, angle_row, stand

_PITCH, _ROLL = MOVEMENTS.index("trunk_pitch"), MOVEMENTS.index("trunk_roll")
_HALFWAY = 0.5


def expected_postures(exercises: Collection[Exercise]) -> Posture | KnownPostures:
    """The postures of the exercise, if there is only one, else of all possible exercises."""
    if any(each.is_anything for each in exercises):
        return known_postures(all_exercises().values())
    if len(exercises) == 1:
        [exercise] = exercises
        return posture_of(exercise.poses)
    return known_postures(exercises)


def any_postures(exercises: Collection[Exercise]) -> Posture | KnownPostures:
    """The same, including postures before and after an exercise: a person who lies down stands first."""
    expected = expected_postures(exercises)
    if isinstance(expected, KnownPostures) or expected.is_upright:
        return expected
    return known_postures(all_exercises().values())


def known_postures(exercises: Iterable[Exercise]) -> KnownPostures:
    """Start, halfway point, turning point and waypoints of each exercise, with their mirror images."""
    rows, weights = [], []
    for exercise in exercises:
        positions = _positions(exercise)
        rows.extend(positions)
        weights.extend([1.0 / len(positions)] * len(positions))
    figures = stand(np.array(rows), Body()).landmarks
    return KnownPostures(
        limbs=np.array([limbs_of(figure) for figure in figures]),
        downs=np.array([down_of(row[_PITCH], row[_ROLL]) for row in rows]),
        weights=np.array(weights),
    ).with_mirrored()


def _positions(exercise: Exercise) -> list[Array]:
    poses = exercise.poses
    start = angle_row(poses.start)
    if not poses.turn:
        return [start]
    turn = angle_row(poses.turn)
    between = [angle_row(each.pose) for each in poses.between if each.pose is not None]
    return [start, start + _HALFWAY * (turn - start), turn, *between]
