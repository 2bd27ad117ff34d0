"""Where a body is before the camera: how far away, and what of it the picture leaves out."""

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
"""What a body is made of for people, and the landmarks that stand for it, guessed where they are outside."""

_LIMB_OF: dict[Landmark, Limb] = {each: limb for limb, landmarks in LIMBS.items() for each in landmarks} | {
    Landmark.LEFT_FOOT_INDEX: "feet",
    Landmark.RIGHT_FOOT_INDEX: "feet",
}

FOCAL_SHARE = 1.2
"""Focal length as a share of the picture's shorter side where nobody knows it.

Webcams are sold with 55° to 90° across the diagonal, which is 1.6 to 1.0: distances come out right to about a
third. Where the focal length is known (a rendered athlete's), they are 8 % short through the pose model.
"""

SURE = 0.65
"""Median visibility below which much of a body is guessed; on rendered athletes it is over 0.95."""
HIDDEN = 0.5
"""Visibility below which a joint is a guess more often than not."""

_SEEN = 0.5
_ENOUGH = 6
_LEAST_M = 0.05


def inside(pose: Pose) -> NDArray[np.bool_]:
    """Which landmarks are within the picture, shape (33,)."""
    place = pose.image[:, :2]
    return np.asarray(np.all((place >= 0) & (place <= 1), axis=1))


def cropped(pose: Pose) -> NDArray[np.bool_]:
    """Which landmarks are outside the picture, or more likely so than not, shape (33,)."""
    return ~inside(pose) | (pose.presence < _SEEN)


def limbs_of(landmarks: Iterable[Landmark]) -> list[Limb]:
    """What some landmarks stand for, each limb once, from head to feet."""
    found = {_LIMB_OF[each] for each in landmarks}
    return [limb for limb in LIMBS if limb in found]


def left_out(poses: list[Pose]) -> list[Limb]:
    """The limbs that are outside the picture in most poses, from head to feet."""
    if not poses:
        return []
    share = np.mean([inside(pose) for pose in poses], axis=0)
    return [limb for limb, landmarks in LIMBS.items() if share[list(landmarks)].min() < _SEEN]


def extent(pose: Pose) -> float:
    """How much of the picture's shorter side the body takes up from end to end; above 1 it does not fit."""
    pixels = pose.image[:, :2] * pose.size
    return float(np.ptp(pixels, axis=0).max() / min(pose.size))


def distance_of(pose: Pose, focal_share: float = FOCAL_SHARE) -> float | None:
    """Metres from the camera to the body, about; None where too little of it is seen.

    How many pixels a metre of the body takes up, over all landmarks that are seen, against the focal length:
    weak perspective. World landmarks are those of a person of average height.

    Args:
        pose: What was seen.
        focal_share: Focal length as a share of the picture's shorter side.
    """
    seen = inside(pose) & (pose.visibility > _SEEN)
    if seen.sum() < _ENOUGH:
        return None
    pixels = _about_middle(pose.image[seen, :2] * pose.size)
    metres = _about_middle(pose.world[seen, :2])
    across_m = float(np.sqrt((metres**2).sum() / len(metres)))
    if across_m < _LEAST_M:
        return None
    pixels_a_metre = float((pixels * metres).sum() / (metres**2).sum())
    return focal_share * min(pose.size) / pixels_a_metre if pixels_a_metre > 0 else None


def _about_middle(points: FloatArray) -> FloatArray:
    centred: FloatArray = points - points.mean(axis=0)
    return centred
