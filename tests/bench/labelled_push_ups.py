"""Rendered push-ups as landmarks in the picture, labelled as correct or wrong."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from coach.catalogue.library import load_exercise
from coach.performer.motion.choreography import Performance
from coach.performer.render.camera import Camera
from coach.performer.sources import Truth

NAMES = {None: "correct", "hips-sagging": "wrong"}


def performed(fault: str | None, yaw_deg: float = 90.0) -> Performance:
    """Two push-ups from the side."""
    exercise = load_exercise("push-up")
    camera = Camera(yaw_deg=yaw_deg, height_m=0.4, size=(640, 360))
    faults = {each.fault: each.acted for each in exercise.form}
    acted = (fault,) * 2
    return Performance(
        "push-up",
        exercise.poses,
        depths=(1.0, 1.0),
        rest_before_s=0.5,
        rest_after_s=0.5,
        acted=acted,
        faults=faults,
        camera=camera,
        frame_rate=15.0,
    )


def landmarks(fault: str | None, yaw_deg: float = 90.0) -> NDArray[np.floating]:
    """Their landmarks in the picture, shape (n, 33, 4)."""
    poses = [each.pose for each in Truth(performed(fault, yaw_deg)) if each.pose is not None]
    return np.stack([np.column_stack([each.image, each.visibility]) for each in poses])


@pytest.fixture(scope="session")
def labelled_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three correct sets and three with sagging hips; from the left, the right and the left again."""
    path = tmp_path_factory.mktemp("form")
    for fault, label in NAMES.items():
        for number, yaw_deg in enumerate((90.0, -90.0, 90.0)):
            table = landmarks(fault, yaw_deg)
            table[0] = np.nan
            np.savez(path / f"{label}-{number}.npz", landmarks=table.astype(np.float16))
    return path
