"""Acted ranges of joints, measured: the peak of three tries against the truth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import joblib

from coach.bench.accuracy.acted.acted_faults import noisy_sightings
from coach.bench.fixtures.staging import BODY_OF
from coach.body.view import View
from coach.catalogue.library import load_exercise
from coach.catalogue.poses import KeyPoses, Movement
from coach.measuring.joint_movements import MOVEMENTS
from coach.measuring.range_meter import measured
from coach.performer.motion.choreography import Performance
from coach.performer.performance_recording import sightings_of
from coach.performer.repertoire import camera_for
from coach.vision.pose_model.pose_model import PoseModel

WITHIN_DEG, SHARE_BAR = 7.0, 0.9
_STANDING = KeyPoses(support="feet", start={"elbow_flexion": 5.0}, turn={})
ACTED: dict[str, tuple[View, dict[Movement, float], float]] = {
    "knee-flexion": ("side", {"left_knee_flexion": 110.0}, 110.0),
    "hip-flexion": ("side", {"left_hip_flexion": 95.0, "left_knee_flexion": 95.0}, 95.0),
    "shoulder-flexion": ("side", {"shoulder_flexion": 150.0}, 150.0),
    "elbow-flexion": ("side", {"elbow_flexion": 130.0}, 130.0),
    "shoulder-abduction": ("front", {"shoulder_abduction": 140.0}, 140.0),
    "hip-abduction": ("front", {"left_hip_abduction": 35.0}, 35.0),
}
"""The view, the turning point, and the true range of each movement; from the side, the left side is near."""
_TRIES, _RATE, _SWAY_DEG = 3, 15.0, 1.0


@dataclass(frozen=True, slots=True)
class ActedRange:
    """A movement of a body, measured.

    Attributes:
        movement: Name of the movement.
        body: Name of the body.
        true_deg: The acted range.
        best_deg: The measured one, of the side that moved most; None if it was withheld.
        error_deg: The stated error.
        spread_deg: How far the tries lie apart.
        is_refused: Whether the wrong view was refused.
    """

    movement: str
    body: str
    true_deg: float
    best_deg: float | None
    error_deg: float | None
    spread_deg: float
    is_refused: bool

    @property
    def is_within(self) -> bool:
        """Whether it is within seven degrees."""
        return self.best_deg is not None and abs(self.best_deg - self.true_deg) <= WITHIN_DEG

    @property
    def agrees(self) -> bool:
        """Whether the tries agree within the stated error."""
        return self.error_deg is not None and self.spread_deg <= self.error_deg


def acted_ranges(
    names: Sequence[str], model: PoseModel | None, *, bodies: Sequence[str] = tuple(BODY_OF), jobs: int = 1
) -> list[ActedRange]:
    """Act and measure.

    Args:
        names: The movements.
        model: Detects the rendered performances; None measures true landmarks with noise.
        bodies: Names of the bodies.
        jobs: Number of processes.
    """
    run = joblib.delayed(_acted_range)
    return list(joblib.Parallel(jobs)(run(name, body, model) for name in names for body in bodies))


def acted_performance(name: str, view: View, body: str = "ordinary", tries: int = _TRIES) -> Performance:
    """Somebody who shows the range of a joint, standing, several times."""
    _, turn, _ = ACTED[name]
    poses = _STANDING.model_copy(update={"turn": {**_STANDING.start, **turn}})
    shown = load_exercise("squat").model_copy(update={"poses": poses})
    return Performance(
        name,
        poses,
        depths=(1.0,) * tries,
        camera=camera_for(shown, view, body=BODY_OF[body]),
        joint_noise_deg=_SWAY_DEG,
        frame_rate=_RATE,
        seed=1,
        body=BODY_OF[body],
    )


def _acted_range(name: str, body: str, model: PoseModel | None) -> ActedRange:
    view, _, true_deg = ACTED[name]
    wrong: View = "front" if view == "side" else "side"
    seen, elsewhere = (
        noisy_sightings(act) if model is None else sightings_of(act, model)
        for act in (acted_performance(name, view, body), acted_performance(name, wrong, body))
    )
    sides = measured(MOVEMENTS[name], seen)
    best = max(sides, key=lambda each: each.best_deg or float("-inf"))
    refused = not any(each.tries for each in measured(MOVEMENTS[name], elsewhere))
    return ActedRange(name, body, true_deg, best.best_deg, best.error_deg, best.spread_deg, refused)
