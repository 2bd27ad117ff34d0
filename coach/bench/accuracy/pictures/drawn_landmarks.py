"""How far the landmarks of an annotated film lie from the true joints of a rendered athlete."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from coach.annotation.pose_track import PoseTrack
from coach.body.landmarks import Landmark
from coach.body.pose import FloatArray
from coach.body.view import View
from coach.catalogue.definition import Exercise
from coach.judging.judge import Judge
from coach.performer.film import rendered_film
from coach.performer.repertoire import perform
from coach.performer.sources import Truth
from coach.pipeline import run
from coach.vision.opening import open_source
from coach.vision.pose_model.pose_model import PoseModel

CLOSE = 0.015
"""The error that a drawn joint may have, as a share of the picture's longer side."""
CLEAR = 0.5
"""Visibility from which a landmark is drawn clearly; fainter ones are guesses, and look like it."""
_JOINTS = [
    each for each in Landmark if each.name.endswith(("SHOULDER", "ELBOW", "WRIST", "HIP", "KNEE", "ANKLE"))
]


@dataclass(frozen=True, slots=True, eq=False)
class DrawnLandmarks:
    """The errors of the drawn joints in one film.

    Attributes:
        exercise: Canonical name.
        view: The view of the camera.
        errors: Distance from the true joint as a share of the picture's longer side, shape (n,): shoulders,
            elbows, wrists, hips, knees and ankles that are in the picture, in every frame.
        visibility: How visible each of them is, 0 to 1, shape (n,).
    """

    exercise: str
    view: View
    errors: FloatArray
    visibility: FloatArray

    @property
    def clear(self) -> FloatArray:
        """The errors of those that are drawn clearly."""
        return self.errors[self.visibility >= CLEAR]


def close_share(errors: FloatArray) -> float | None:
    """The share of errors that are small enough; None without any."""
    return float((errors <= CLOSE).mean()) if errors.size else None


def measure_landmarks(exercise: Exercise, view: View, model: PoseModel) -> DrawnLandmarks:
    """Detect a rendered set of two reps or a hold, and compare what is drawn with the truth.

    Args:
        exercise: The exercise.
        view: The view.
        model: The pose model.
    """
    performance = perform(exercise, view, depths=(1.0, 1.0))
    track = PoseTrack()
    with open_source(rendered_film(performance), model_path=model.path) as source:
        run(source, Judge(exercise), [track])
    errors: list[FloatArray] = []
    visible: list[FloatArray] = []
    for sighting in Truth(performance):
        body = track.body_at(sighting.time)
        if body is None or sighting.pose is None:
            continue
        true, size = sighting.pose.image[:, :2], np.array(sighting.pose.size)
        inside = [joint for joint in _JOINTS if ((true[joint] >= 0) & (true[joint] <= 1)).all()]
        off = (body.points[inside] - true[inside]) * size / size.max()
        errors.append(np.hypot(off[:, 0], off[:, 1]))
        visible.append(body.visibility[inside])
    return DrawnLandmarks(exercise.name, view, np.concatenate(errors), np.concatenate(visible))
