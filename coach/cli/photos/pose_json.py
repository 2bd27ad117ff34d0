"""The people in a photo as JSON."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from coach.body.landmarks import Landmark
from coach.body.yaw import yaw_of
from coach.photo.image_file import Photo
from coach.photo.photo_person import PhotoPerson
from coach.vision.pose_model.pose_model import PoseModel

FORMAT = 1


def photo_json(path: Path, photo: Photo, people: tuple[PhotoPerson, ...], model: PoseModel) -> dict[str, Any]:
    """A photo and everyone in it; the keys are documented in docs/photos.md."""
    return {
        "format": FORMAT,
        "image": str(path),
        "size": list(photo.size),
        "full_size": list(photo.full_size),
        "taken_at": None if photo.taken_at is None else photo.taken_at.isoformat(),
        "model": model.grade,
        "model_sha256": model.sha256,
        "people": [_person_json(person) for person in people],
    }


def _person_json(person: PhotoPerson) -> dict[str, Any]:
    return {
        "number": person.number,
        "view": person.angles.view,
        "yaw_deg": round(yaw_of(person.pose), 1),
        "angles": [
            {
                key: round(value, 1) if isinstance(value, float) else value
                for key, value in asdict(each).items()
            }
            for each in person.figures
        ],
        "doubts": list(person.doubts),
        "landmarks": [_landmark_json(person, landmark) for landmark in Landmark],
    }


def _landmark_json(person: PhotoPerson, landmark: Landmark) -> dict[str, Any]:
    pose = person.pose
    return {
        "name": landmark.name.lower(),
        **dict(zip("xyz", _rounded(pose.image[landmark]), strict=True)),
        "visibility": round(float(pose.visibility[landmark]), 3),
        "presence": round(float(pose.presence[landmark]), 3),
        "world_m": _rounded(pose.world[landmark]),
    }


def _rounded(figures: np.ndarray[Any, np.dtype[np.floating[Any]]]) -> list[float]:
    return [round(float(each), 5) for each in figures]
