"""Tells walking and running from exercise: upright, hips level, low knees, and legs that move oppositely."""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from coach.body.landmarks import Landmark
from coach.body.pose import FloatArray

_WINDOW_S = 2.0
"""Two strides of a walk."""
_OPPOSITE = -0.1
"""Most agreement of the legs, mirrored: 1 if they move as one, -1 if they swing in turns."""
_MOVING = 0.2
"""Least movement of knees and ankles against the hips, root mean square in trunk lengths."""
_ARMS = 1.2
"""Most movement of the wrists against the shoulders, as a share of that of the legs: arms swing along."""
_UPRIGHT_DEG = 40.0
"""Most inclination of the trunk."""
_THIGH_DEG = 65.0
"""Most inclination of a thigh: 25 in a walk, 50 in a run. High knees reach 80 and more."""
_LEVEL = 0.35
"""Most change of the hips' height above the feet, in trunk lengths: 0.1 to 0.2 in a walk, 0.7 in a lunge."""
_LENGTH = 1e-6
_HIPS, _KNEES, _ANKLES, _SHOULDERS, _WRISTS = (
    [Landmark[f"LEFT_{part}"], Landmark[f"RIGHT_{part}"]]
    for part in ("HIP", "KNEE", "ANKLE", "SHOULDER", "WRIST")
)


def walking(world: FloatArray, step_s: float) -> NDArray[np.bool_]:
    """When a person walks or runs, on the spot or not, shape (frames,).

    Args:
        world: World landmarks in metres, y down, at even steps of time, shape (frames, 33, 3).
        step_s: Seconds between two frames.
    """
    frames = max(3, round(_WINDOW_S / step_s))
    trunk = world[:, _SHOULDERS].mean(axis=1) - world[:, _HIPS].mean(axis=1)
    length = np.maximum(np.linalg.norm(trunk, axis=1), _LENGTH)
    scale = max(float(np.median(length)), _LENGTH)
    across = world[:, _HIPS[0]] - world[:, _HIPS[1]]
    across = across / np.maximum(np.linalg.norm(across, axis=1), _LENGTH)[:, None]
    legs, leg_size = _agreement(world, (_KNEES, _ANKLES), _HIPS, across, frames)
    _, arm_size = _agreement(world, (_WRISTS,), _SHOULDERS, across, frames)
    inclination = np.degrees(np.arccos(np.clip(-trunk[:, 1] / length, -1.0, 1.0)))
    thighs = world[:, _KNEES] - world[:, _HIPS]
    down = thighs[..., 1] / np.maximum(np.linalg.norm(thighs, axis=2), _LENGTH)
    lifted = np.degrees(np.arccos(np.clip(down, -1.0, 1.0))).max(axis=1)
    height = (world[:, _ANKLES, 1].max(axis=1) - world[:, _HIPS, 1].mean(axis=1)) / scale
    high, low = _sliding(height, frames).max(axis=1), _sliding(height, frames).min(axis=1)
    is_gait: NDArray[np.bool_] = (
        (legs <= _OPPOSITE)
        & (leg_size >= _MOVING * scale)
        & (arm_size <= _ARMS * leg_size)
        & (_sliding(inclination, frames).mean(axis=1) <= _UPRIGHT_DEG)
        & (_sliding(lifted, frames).max(axis=1) <= _THIGH_DEG)
        & (high - low <= _LEVEL)
    )
    return is_gait


def _agreement(
    world: FloatArray,
    parts: tuple[list[Landmark], ...],
    joint: list[Landmark],
    across: FloatArray,
    frames: int,
) -> tuple[FloatArray, FloatArray]:
    """How much the left and the mirrored right side move as one, -1 to 1, and how much they move, metres."""
    together, left, right = np.zeros(len(world)), np.zeros(len(world)), np.zeros(len(world))
    for part in parts:
        sides = world[:, part] - world[:, joint]
        one, other = sides[:, 0], sides[:, 1]
        other = other - 2 * (other * across).sum(axis=1)[:, None] * across
        together += _covariance(one, other, frames)
        left += _covariance(one, one, frames)
        right += _covariance(other, other, frames)
    return together / np.sqrt(np.maximum(left * right, _LENGTH**2)), np.sqrt(
        np.maximum(left + right, 0.0) / len(parts)
    )


def _covariance(one: FloatArray, other: FloatArray, frames: int) -> FloatArray:
    """Covariance of two points' places within a window around each frame, summed over the axes."""
    covariance = np.zeros(len(one))
    for first, second in zip(one.T, other.T, strict=True):
        both = _sliding(first * second, frames).mean(axis=1)
        covariance += both - _sliding(first, frames).mean(axis=1) * _sliding(second, frames).mean(axis=1)
    return covariance


def _sliding(values: FloatArray, frames: int) -> FloatArray:
    """The windows around each frame, shape (frames, window); at the ends the first or last ones repeat."""
    width = min(frames, len(values))
    windows = sliding_window_view(values, width)
    first = np.clip(np.arange(len(values)) - width // 2, 0, len(values) - width)
    return np.asarray(windows[first])
