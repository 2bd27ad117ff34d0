"""Position of a body in front of the camera: its distance and the limbs out of frame."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from coach.body.landmarks import Landmark
from coach.body.pose import FloatArray, Pose

Limb = Literal["head", "shoulders", "elbows", "hands", "hips", "knees", "feet"]
LIMBS: dict[Limb, tuple[Landmark, ...]] = {
    "head": (Landmark.NOSE, Landmark.LEFT_EYE, Landmark.RIGHT_EYE),
    "shoulders": (Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER),
    "elbows": (Landmark.LEFT_ELBOW, Landmark.RIGHT_ELBOW),
    "hands": (Landmark.LEFT_WRIST, Landmark.RIGHT_WRIST),
    "hips": (Landmark.LEFT_HIP, Landmark.RIGHT_HIP),
    "knees": (Landmark.LEFT_KNEE, Landmark.RIGHT_KNEE),
    "feet": (Landmark.LEFT_ANKLE, Landmark.RIGHT_ANKLE),
}
"""Limbs as named to the user, and their landmarks, which the model guesses if they are out of frame."""

_LIMB_OF: dict[Landmark, Limb] = {each: limb for limb, landmarks in LIMBS.items() for each in landmarks} | {
    Landmark.LEFT_FOOT_INDEX: "feet",
    Landmark.RIGHT_FOOT_INDEX: "feet",
    Landmark.LEFT_HEEL: "feet",
    Landmark.RIGHT_HEEL: "feet",
    Landmark.LEFT_EAR: "head",
    Landmark.RIGHT_EAR: "head",
}

FOCAL_SHARE = 1.2
"""Focal length as a share of the picture's shorter side, if it is unknown.

Webcams have a diagonal field of view of 55° to 90°, which is 1.6 to 1.0: distances are accurate to about a
third. With a known focal length (the rendered athlete's), the pose model makes them 8 % too short.
"""

SURE = 0.65
"""Median visibility below which much of a body is guessed; on rendered athletes it is over 0.95."""
HIDDEN = 0.5
"""Visibility below which a joint is more likely a guess than not."""

_LIKELY = 0.5
_ENOUGH = 6
_LEAST_M = 0.05


def inside(pose: Pose) -> NDArray[np.bool_]:
    """Which landmarks are within the picture, shape (33,)."""
    place = pose.image[:, :2]
    return np.asarray(np.all((place >= 0) & (place <= 1), axis=1))


def cropped(pose: Pose) -> NDArray[np.bool_]:
    """Which landmarks are outside the picture, or probably are, shape (33,)."""
    return ~inside(pose) | (pose.presence < _LIKELY)


def limbs_of(landmarks: Iterable[Landmark]) -> list[Limb]:
    """The limbs of some landmarks, each once, from head to feet."""
    found = {_LIMB_OF[each] for each in landmarks}
    return [limb for limb in LIMBS if limb in found]


def limbs_out_of_frame(poses: list[Pose]) -> list[Limb]:
    """The limbs that are outside the picture in most poses, from head to feet."""
    if not poses:
        return []
    share = np.mean([inside(pose) for pose in poses], axis=0)
    return [limb for limb, landmarks in LIMBS.items() if share[list(landmarks)].min() < _LIKELY]


def extent(pose: Pose) -> float:
    """Length of the body from end to end as a share of the picture's shorter side; above 1 it doesn't fit."""
    pixels = pose.image[:, :2] * pose.size
    return float(np.ptp(pixels, axis=0).max() / min(pose.size))


def distance_of(pose: Pose, focal_share: float = FOCAL_SHARE) -> float | None:
    """Approximate distance from the camera to the body in metres; None if too little of it is visible.

    Weak perspective: pixels per metre over all visible landmarks, against the focal length. World landmarks
    are those of a person of average height.

    Args:
        pose: The pose.
        focal_share: Focal length as a share of the picture's shorter side.
    """
    visible = inside(pose) & (pose.visibility > _LIKELY)
    if visible.sum() < _ENOUGH:
        return None
    pixels = _centred(pose.image[visible, :2] * pose.size)
    metres = _centred(pose.world[visible, :2])
    across_m = float(np.sqrt((metres**2).sum() / len(metres)))
    if across_m < _LEAST_M:
        return None
    pixels_a_metre = float((pixels * metres).sum() / (metres**2).sum())
    return focal_share * min(pose.size) / pixels_a_metre if pixels_a_metre > 0 else None


def _centred(points: FloatArray) -> FloatArray:
    offsets: FloatArray = points - points.mean(axis=0)
    return offsets
