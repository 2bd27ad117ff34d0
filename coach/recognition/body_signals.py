"""The signals of a window of poses: angles, directions and distances over time.

Everything is computed on whole arrays, so that a window takes a millisecond. Lengths are in trunk lengths,
directions are cosines to the vertical, and time is resampled evenly.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from coach.body.angles import JOINTS, joint_angles
from coach.body.landmarks import Landmark, of_side
from coach.body.pose import FloatArray, Pose

RATE_HZ = 12.0
"""Samples per second after resampling: the fastest exercise has about 2.5 cycles per second."""

PAIRED = (
    *JOINTS,
    "upper_arm_up",
    "forearm_up",
    "thigh_up",
    "shank_up",
    "wrist_height",
    "wrist_up",
    "wrist_forward",
    "wrist_out",
    "elbow_forward",
    "elbow_out",
    "knee_forward",
    "knee_out",
    "ankle_up",
    "wrist_to_hip",
    "wrist_to_ankle",
    "wrist_to_head",
    "elbow_to_knee",
)
"""Signals of each side of the body."""

SINGLE = (
    "trunk_up",
    "body_up",
    "chest_up",
    "pelvis_up",
    "face_up",
    "crown_up",
    "shoulders_slope",
    "hips_slope",
    "wrist_spread",
    "elbow_spread",
    "knee_spread",
    "ankle_spread",
    "foot_lift",
    "twist",
    "wrist_across",
    "trunk_up_seen",
    "body_up_seen",
    "facing",
)
"""Signals of the whole body."""

PLACES = ("head", "shoulders", "hips", "wrists", "knees", "ankles")
"""Midpoints of pairs of landmarks; their paths in the picture show which part of the body stays put."""

HIDEABLE: dict[str, list[Landmark]] = {
    "knees": [Landmark.LEFT_KNEE, Landmark.RIGHT_KNEE],
    "ankles": [Landmark.LEFT_ANKLE, Landmark.RIGHT_ANKLE],
}
"""Landmarks that a camera on a table may cut off; the pose model then only guesses them."""

_SEEN = 0.5
_BEYOND = 0.02
"""How far a landmark may lie outside the picture, as a share of its size."""
_TINY = 1e-6
_S, _E, _W, _H, _K, _A = (
    [of_side("left", joint), of_side("right", joint)]
    for joint in ("shoulder", "elbow", "wrist", "hip", "knee", "ankle")
)
_EARS = [Landmark.LEFT_EAR, Landmark.RIGHT_EAR]
_MOUTH = [Landmark.MOUTH_LEFT, Landmark.MOUTH_RIGHT]
_EYES = [Landmark.LEFT_EYE, Landmark.RIGHT_EYE]
_OUT = np.array([1.0, -1.0])
_FRAMING = np.array([*_S, *_H, *_E])


@dataclass(frozen=True, slots=True, eq=False)
class Bodies:
    """Poses at even time steps, as arrays.

    Attributes:
        world: Metres, in the axes of gravity if known, shape (n, 33, 3).
        image: Landmarks in the picture, in pixels, shape (n, 33, 2).
        visibility: Visibility of each landmark, 0 to 1; 0 outside the picture, shape (n, 33).
        duration_s: Time from the first pose to the last.
    """

    world: FloatArray
    image: FloatArray
    visibility: FloatArray
    duration_s: float


@dataclass(frozen=True, slots=True, eq=False)
class BodySignals:
    """The signals of a window.

    Attributes:
        paired: ``PAIRED``, left and right, shape (n, pairs, 2).
        single: ``SINGLE``, shape (n, singles).
        places: Paths of ``PLACES`` in the picture, right and down, in trunk lengths, shape (n, places, 2).
        duration_s: Time from the first sample to the last.
        hidden: The parts of ``HIDEABLE`` that are not visible on either side.
    """

    paired: FloatArray
    single: FloatArray
    places: FloatArray
    duration_s: float
    hidden: frozenset[str] = frozenset()


def resampled(poses: Sequence[Pose], upright: FloatArray | None = None) -> Bodies:
    """Resample poses to even time steps, and rotate them to the axes of gravity.

    Args:
        poses: At least two, in order.
        upright: Rotation from the camera's axes to gravity's, shape (3, 3), or None.
    """
    times = np.array([pose.time for pose in poses])
    table = np.empty((len(poses), len(Landmark), 6))
    for row, pose in zip(table, poses, strict=True):
        row[:, :3] = pose.world
        row[:, 3:5] = pose.image[:, :2]
        row[:, 5] = pose.visibility
    inside = ((table[..., 3:5] >= -_BEYOND) & (table[..., 3:5] <= 1 + _BEYOND)).all(axis=2)
    table[..., 5] *= inside
    table[..., 3:5] *= poses[0].size
    duration = float(times[-1] - times[0])
    at = np.linspace(times[0], times[-1], max(round(duration * RATE_HZ) + 1, 2))
    after = np.clip(np.searchsorted(times, at), 1, len(times) - 1)
    share = (at - times[after - 1]) / (times[after] - times[after - 1])
    even = table[after - 1] + (table[after] - table[after - 1]) * share[:, None, None]
    world = even[..., :3]
    return Bodies(world if upright is None else world @ upright.T, even[..., 3:5], even[..., 5], duration)


def curves_of(bodies: Bodies) -> BodySignals:
    """All signals of a window."""
    world = bodies.world
    shoulders, hips = world[:, _S].mean(axis=1), world[:, _H].mean(axis=1)
    trunk = shoulders - hips
    length_m = max(float(np.median(_norm(trunk))), _TINY)
    frame = _Frame(world, shoulders, hips, _unit(trunk), length_m)
    return BodySignals(
        _paired(frame),
        _single(frame, bodies.image),
        _places(bodies, length_m),
        bodies.duration_s,
        _hidden(bodies.visibility),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Frame:
    """The body's own axes in each sample."""

    world: FloatArray
    shoulders: FloatArray
    hips: FloatArray
    up: FloatArray
    length_m: float

    def across(self, pair: list[Landmark]) -> FloatArray:
        """Unit vector from right to left, perpendicular to the trunk, shape (n, 3)."""
        line = self.world[:, pair[0]] - self.world[:, pair[1]]
        return _unit(line - _dot(line, self.up)[:, None] * self.up)


def _paired(frame: _Frame) -> FloatArray:
    world, length = frame.world, frame.length_m
    chest, pelvis = frame.across(_S), frame.across(_H)
    before, ahead = np.cross(chest, frame.up), np.cross(pelvis, frame.up)
    reach = (world[:, _W] - world[:, _S]) / length
    arm = (world[:, _E] - world[:, _S]) / length
    thigh = (world[:, _K] - world[:, _H]) / length
    head = world[:, _EARS].mean(axis=1)[:, None]
    curves = [
        _upward(world[:, _E] - world[:, _S]),
        _upward(world[:, _W] - world[:, _E]),
        _upward(world[:, _K] - world[:, _H]),
        _upward(world[:, _A] - world[:, _K]),
        _dot(reach, frame.up[:, None]),
        -reach[..., 1],
        _dot(reach, before[:, None]),
        _dot(reach, chest[:, None]) * _OUT,
        _dot(arm, before[:, None]),
        _dot(arm, chest[:, None]) * _OUT,
        _dot(thigh, ahead[:, None]),
        _dot(thigh, pelvis[:, None]) * _OUT,
        -(world[:, _A] - frame.hips[:, None])[..., 1] / length,
        _norm(world[:, _W] - world[:, _H]) / length,
        _norm(world[:, _W] - world[:, _A]) / length,
        _norm(world[:, _W] - head) / length,
        _norm(world[:, _E] - world[:, _K]) / length,
    ]
    return np.concatenate([joint_angles(world), np.stack(curves, axis=1)], axis=1)


def _single(frame: _Frame, image: FloatArray) -> FloatArray:
    world, length = frame.world, frame.length_m
    chest, pelvis = frame.across(_S), frame.across(_H)
    ears = world[:, _EARS].mean(axis=1)
    face = world[:, Landmark.NOSE] - ears
    crown = world[:, _EYES].mean(axis=1) - world[:, _MOUTH].mean(axis=1)
    ankles = world[:, _A].mean(axis=1)
    trunk_in_image = image[:, _S].mean(axis=1) - image[:, _H].mean(axis=1)
    body_in_image = image[:, _S].mean(axis=1) - image[:, _A].mean(axis=1)
    apart = [_norm(world[:, pair[0]] - world[:, pair[1]]) / length for pair in (_W, _E, _K, _A)]
    return np.stack(
        [
            -frame.up[:, 1],
            _upward(frame.shoulders - ankles),
            -np.cross(chest, frame.up)[:, 1],
            -np.cross(pelvis, frame.up)[:, 1],
            _upward(face),
            _upward(crown),
            np.abs(_upward(world[:, _S[0]] - world[:, _S[1]])),
            np.abs(_upward(world[:, _H[0]] - world[:, _H[1]])),
            *apart,
            np.abs(_dot(world[:, _A[0]] - world[:, _A[1]], frame.up)) / length,
            np.abs(_twist(chest, pelvis, frame.up)),
            np.abs(_dot(world[:, _W].mean(axis=1) - frame.shoulders, pelvis)) / length,
            -trunk_in_image[:, 1] / np.maximum(_norm(trunk_in_image), _TINY),
            -body_in_image[:, 1] / np.maximum(_norm(body_in_image), _TINY),
            (chest[:, 0] + pelvis[:, 0]) / 2,
        ],
        axis=1,
    )


def _twist(chest: FloatArray, pelvis: FloatArray, up: FloatArray) -> FloatArray:
    """Rotation from the pelvis to the chest about the trunk, in degrees."""
    sine = _dot(np.cross(pelvis, chest), up)
    turned: FloatArray = np.degrees(np.arctan2(sine, _dot(pelvis, chest)))
    return turned


def _places(bodies: Bodies, length_m: float) -> FloatArray:
    image = bodies.image
    pairs = (_EARS, _S, _H, _W, _K, _A)
    places = np.stack([image[:, pair].mean(axis=1) for pair in pairs], axis=1)
    return places / max(pixels_a_metre(bodies) * length_m, _TINY)


def pixels_a_metre(bodies: Bodies) -> float:
    """Scale of the body in the picture, from the spread of its joints there and in the world."""
    in_image, true = (
        part[:, _FRAMING, :2] - part[:, _FRAMING, :2].mean(axis=1, keepdims=True)
        for part in (bodies.image, bodies.world)
    )
    sizes = np.sqrt((in_image**2).sum(axis=(1, 2)) / np.maximum((true**2).sum(axis=(1, 2)), _TINY))
    return float(np.median(sizes))


def _hidden(visibility: FloatArray) -> frozenset[str]:
    visible_side = {name: np.median(visibility[:, pair].max(axis=1)) for name, pair in HIDEABLE.items()}
    return frozenset(name for name, visibility in visible_side.items() if visibility < _SEEN)


def _norm(vectors: FloatArray) -> FloatArray:
    lengths: FloatArray = np.sqrt((vectors * vectors).sum(axis=-1))
    return lengths


def _unit(vectors: FloatArray) -> FloatArray:
    return vectors / np.maximum(_norm(vectors), _TINY)[..., None]


def _upward(vectors: FloatArray) -> FloatArray:
    """Cosine to the vertical: 1 straight up, -1 straight down (y points down)."""
    return -vectors[..., 1] / np.maximum(_norm(vectors), _TINY)


def _dot(a: FloatArray, b: FloatArray) -> FloatArray:
    dots: FloatArray = (a * b).sum(axis=-1)
    return dots
