"""Signals of a movement: joint angles, and the heights and distances that move with them.

A joint that one camera can't read, such as an elbow that points at it, is one signal of many: the shoulders
go up and down all the same. All signals have one unit, so that they can be compared: a degree, or a hundredth
of the person's trunk length.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from coach.body.angles import JOINTS, SIDES, TRIPLES, joint_angles
from coach.body.landmarks import Landmark, Side, of_side
from coach.body.placement import cropped
from coach.body.pose import FloatArray, Pose

SIGNALS = (
    *("elbow angle", "shoulder angle", "hip angle", "knee angle", "ankle angle"),
    *("shoulder to ankle", "hip to ankle", "shoulder to knee", "wrist to shoulder", "wrist to hip"),
    *("wrist to wrist", "ankle to ankle"),
    *("wrist above shoulder", "wrist along trunk", "shoulder above hip", "nose above hip"),
    *("shoulder above ankle", "hip above ankle", "nose above wrist", "trunk inclination"),
    *("nose in picture", "shoulder in picture", "hip in picture", "wrist in picture"),
)
"""The signals, in the order of the columns."""

_PARTS: dict[str, tuple[str, ...]] = {
    "elbow angle": ("shoulder", "elbow", "wrist"),
    "shoulder angle": ("hip", "shoulder", "elbow"),
    "hip angle": ("shoulder", "hip", "knee"),
    "knee angle": ("hip", "knee", "ankle"),
    "ankle angle": ("knee", "ankle", "foot_index"),
    "wrist along trunk": ("wrist", "shoulder", "hip"),
    "trunk inclination": ("shoulder", "hip"),
}
"""The parts of the body that a signal needs, if its name does not say them."""
_BODY_PARTS = ("nose", "shoulder", "wrist", "hip", "knee", "ankle")


def _needed(signal: str) -> list[list[Landmark]]:
    """The landmarks that a signal needs, part by part: one of each is enough."""
    parts = _PARTS.get(signal) or [part for part in _BODY_PARTS if part in signal.split()]
    return [[Landmark.NOSE] if part == "nose" else [of_side(side, part) for side in SIDES] for part in parts]


_NEEDED = [_needed(signal) for signal in SIGNALS]
_SIDE_POWER = 4
"""As in :mod:`coach.judging.signal`: a side with half the other's visibility weighs a sixteenth of it."""
_TRUST_S = 1.0
"""Visibility is averaged over this time, so that a change of the better visible side is no movement."""
_SMOOTH_S = 0.067
"""Standard deviation of the smoothing: a quarter of the fastest leg of a rep."""
_MIN_LENGTH = 1e-6
_LEFT, _RIGHT = (
    np.array([Landmark[f"{side}_{part}"] for part in ("SHOULDER", "WRIST", "HIP", "KNEE", "ANKLE")])
    for side in ("LEFT", "RIGHT")
)


def movement_signals(
    world: FloatArray, picture: FloatArray, visibility: FloatArray, step_s: float
) -> FloatArray:
    """The signals of a movement at even steps of time, shape (frames, signals).

    Args:
        world: World landmarks in metres, y down, shape (frames, 33, 3).
        picture: Positions in the picture in pixels, or in any unit if nothing else is, shape (frames, 33, 2).
        visibility: Shape (frames, 33).
        step_s: Seconds between two frames.
    """
    weights = np.maximum(visibility, 0.01) ** _SIDE_POWER
    weights = _averaged(weights, round(_TRUST_S / step_s))
    shoulder, wrist, hip, knee, ankle = np.moveaxis(_of_better_side(world, weights), 1, 0)
    shoulder, hip = (world[:, [left, right]].mean(axis=1) for left, right in _pairs(0, 2))
    nose, trunk = world[:, Landmark.NOSE], shoulder - hip
    length = max(float(np.median(np.linalg.norm(trunk, axis=1))), _MIN_LENGTH)
    along = trunk / np.maximum(np.linalg.norm(trunk, axis=1), _MIN_LENGTH)[:, None]
    distances = [
        *(shoulder - ankle, hip - ankle, shoulder - knee, wrist - shoulder, wrist - hip),
        *(world[:, left] - world[:, right] for left, right in _pairs(1, 4)),
    ]
    heights = [
        (shoulder - wrist)[:, 1],
        ((wrist - shoulder) * along).sum(axis=1),
        *(
            (low - high)[:, 1]
            for low, high in ((hip, shoulder), (hip, nose), (ankle, shoulder), (ankle, hip))
        ),
        (wrist - nose)[:, 1],
    ]
    inclination = np.degrees(np.arctan2(np.hypot(trunk[:, 0], trunk[:, 2]), -trunk[:, 1]))
    columns = [
        *_joints(world, weights).T,
        *(np.linalg.norm(each, axis=1) * (100.0 / length) for each in distances),
        *(each * (100.0 / length) for each in heights),
        inclination,
        *_heights_in_picture(picture, weights).T,
    ]
    return _smoothed(_without_spikes(np.stack(columns, axis=1)), _SMOOTH_S / step_s)


def signal_visibility(poses: Sequence[Pose], side: Side | None = None) -> FloatArray:
    """How well the landmarks that each signal needs are visible on average, 0 to 1, shape (signals,).

    Args:
        poses: The poses.
        side: The only side to look at; None for the better one.
    """
    seen = np.mean([pose.visibility * ~cropped(pose) for pose in poses], axis=0)
    seen = seen * _of_side(side)
    return np.array([min(max(seen[part]) for part in needed) for needed in _NEEDED])


def signals_of_poses(
    times: FloatArray, poses: Sequence[Pose], step_s: float, side: Side | None = None
) -> tuple[FloatArray, FloatArray]:
    """Even times in seconds, shape (frames,), and the signals of some poses at them; gaps are interpolated.

    Args:
        times: Times of the poses in seconds, increasing, shape (poses,).
        poses: The poses.
        step_s: Seconds between two frames.
        side: The only side to look at; None for both.
    """
    even, world, picture, visibility = landmarks_at_even_times(times, poses, step_s)
    return even, movement_signals(world, picture, visibility * _of_side(side), step_s)


def landmarks_at_even_times(
    times: FloatArray, poses: Sequence[Pose], step_s: float
) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
    """Even times, shape (frames,), and world landmarks, picture and visibility; gaps are interpolated.

    Args:
        times: Times of the poses in seconds, increasing, shape (poses,).
        poses: The poses.
        step_s: Seconds between two frames.

    Returns:
        The times, and what :func:`movement_signals` takes.
    """
    even = np.arange(times[0], times[-1] + step_s / 2, step_s)
    after = np.clip(np.searchsorted(times, even), 1, len(times) - 1)
    share = np.clip((even - times[after - 1]) / np.maximum(times[after] - times[after - 1], 1e-9), 0.0, 1.0)

    def at_even_times(values: FloatArray) -> FloatArray:
        weight = share.reshape(-1, *[1] * (values.ndim - 1))
        mixed: FloatArray = values[after - 1] * (1.0 - weight) + values[after] * weight
        return mixed

    world = at_even_times(np.stack([pose.world for pose in poses]))
    picture = at_even_times(np.stack([pose.image[:, :2] * np.array(pose.size) for pose in poses]))
    return even, world, picture, at_even_times(np.stack([pose.visibility for pose in poses]))


def _of_side(side: Side | None) -> FloatArray:
    """1 for each landmark of a side, and of the middle; 0 for those of the other side."""
    other = {"left": "RIGHT", "right": "LEFT"}.get(side or "", "-")
    return np.array([0.0 if other in landmark.name.split("_") else 1.0 for landmark in Landmark])


def _pairs(*parts: int) -> list[tuple[int, int]]:
    return [(int(_LEFT[part]), int(_RIGHT[part])) for part in parts]


def _of_better_side(points: FloatArray, weights: FloatArray) -> FloatArray:
    """Shoulders, wrists, hips, knees and ankles, weighted by visibility, shape (frames, 5, axes)."""
    left, right = weights[:, _LEFT, None], weights[:, _RIGHT, None]
    mixed: FloatArray = (points[:, _LEFT] * left + points[:, _RIGHT] * right) / (left + right)
    return mixed


def _joints(world: FloatArray, weights: FloatArray) -> FloatArray:
    """The angle of each joint, weighted by visibility, shape (frames, 5)."""
    sides = weights[:, TRIPLES].min(axis=2).reshape(-1, len(JOINTS), 2)
    mixed: FloatArray = (joint_angles(world) * sides).sum(axis=2) / sides.sum(axis=2)
    return mixed


def _heights_in_picture(picture: FloatArray, weights: FloatArray) -> FloatArray:
    """Heights of nose, shoulders, hips and wrists in the picture, in hundredths of the body's scale."""
    shoulders, hips = (picture[:, [left, right]] for left, right in _pairs(0, 2))
    trunk = np.linalg.norm(shoulders.mean(axis=1) - hips.mean(axis=1), axis=1)
    width = np.linalg.norm(shoulders[:, 0] - shoulders[:, 1], axis=1)
    scale = max(float(np.median(trunk)), float(np.median(width)), _MIN_LENGTH)
    wrists = _of_better_side(picture, weights)[:, 1]
    heights = [picture[:, Landmark.NOSE], shoulders.mean(axis=1), hips.mean(axis=1), wrists]
    stacked: FloatArray = np.stack([each[:, 1] for each in heights], axis=1) * (-100.0 / scale)
    return stacked


def _without_spikes(signals: FloatArray) -> FloatArray:
    """The running median of three frames."""
    padded = np.concatenate([signals[:1], signals, signals[-1:]])
    middle: FloatArray = np.median(np.stack([padded[:-2], padded[1:-1], padded[2:]]), axis=0)
    return middle


def _averaged(values: FloatArray, frames: int) -> FloatArray:
    """The mean over some frames before and after each, shape as before."""
    sums = np.concatenate([np.zeros((1, values.shape[1])), np.cumsum(values, axis=0)])
    number = np.arange(len(values))
    first, last = np.maximum(number - frames, 0), np.minimum(number + frames + 1, len(values))
    mean: FloatArray = (sums[last] - sums[first]) / (last - first)[:, None]
    return mean


def _smoothed(values: FloatArray, deviation: float) -> FloatArray:
    """Gaussian smoothing along time with a standard deviation in frames; the ends are repeated."""
    reach = int(np.ceil(3 * deviation))
    if reach < 1:
        return values
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) / deviation) ** 2)
    kernel /= kernel.sum()
    padded = np.concatenate(
        [np.repeat(values[:1], reach, axis=0), values, np.repeat(values[-1:], reach, axis=0)]
    )
    smooth = np.zeros_like(values)
    for place, weight in enumerate(kernel):
        smooth += weight * padded[place : place + len(values)]
    return smooth
