"""The limbs that must be visible to count an exercise."""

from __future__ import annotations

from coach.body.angles import Attitude, Distance, Joint
from coach.body.placement import LIMBS, Limb
from coach.catalogue.definition import Exercise

LIMBS_OF_MEASURE: dict[Joint | Distance | Attitude, tuple[Limb, ...]] = {
    "elbow": ("shoulders", "elbows", "hands"),
    "shoulder": ("hips", "shoulders", "elbows"),
    "hip": ("shoulders", "hips", "knees"),
    "knee": ("hips", "knees", "feet"),
    "ankle": ("knees", "feet"),
    "wrist_height": ("shoulders", "hands"),
    "wrist_spread": ("hands",),
    "wrist_across": ("shoulders", "hips", "hands"),
    "ankle_spread": ("feet",),
    "foot_lift": ("feet",),
    "rise": ("shoulders", "hips"),
    "inclination": ("shoulders", "hips"),
    "body_inclination": ("shoulders", "feet"),
    "shoulder_slope": ("shoulders",),
    "twist": ("shoulders", "hips"),
}
"""The limbs that must be in the picture for each measure."""


def needed_limbs(exercise: Exercise) -> list[Limb]:
    """The limbs that an exercise is counted by, from head to feet."""
    measures = {*exercise.signal.counted, exercise.signal.angle}
    needed = {limb for measure in measures for limb in LIMBS_OF_MEASURE[measure]}
    return [limb for limb in LIMBS if limb in needed]
