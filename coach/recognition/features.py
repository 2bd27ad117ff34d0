"""The features of a window (:mod:`coach.recognition.windows`), named ``angles-window.v2``.

Training and live use share one function, so that they can't drift apart; a model's card names its version.
Features are invariant to the person's place and size in the picture, to mirroring and to the frame rate.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coach.body.pose import FloatArray
from coach.recognition.body_signals import PAIRED, PLACES, RATE_HZ, SINGLE, BodySignals

VERSION = "angles-window.v2"
"""Increased whenever a feature changes its meaning, unit or index."""

_COMOVING = (
    ("elbow", "shoulder"),
    ("elbow", "hip"),
    ("elbow", "knee"),
    ("shoulder", "hip"),
    ("shoulder", "knee"),
    ("hip", "knee"),
    ("knee", "ankle"),
    ("elbow", "wrist_up"),
)
_PACED = tuple(PAIRED.index(joint) for joint in ("elbow", "shoulder", "hip", "knee"))
_STILL_DEG = 5.0
"""Joints that move less than this don't correlate with others."""
_LOW, _HIGH = 0.1, 0.9

NAMES: tuple[str, ...] = (
    *(
        f"{name}.{figure}"
        for figure in ("mean", "low", "high", "range_more", "range_less", "speed", "apart", "together")
        for name in PAIRED
    ),
    *(f"{name}.{figure}" for figure in ("mean", "low", "high", "range", "speed") for name in SINGLE),
    *(f"{name}.{figure}" for figure in ("sideways", "vertical", "way") for name in PLACES),
    *(f"{one}.{figure}.{other}" for figure in ("with",) for one, other in _COMOVING),
    "period.strength",
    "period.seconds",
    "period.movement",
)
"""Names of the features. Angles are in degrees, directions cosines to the vertical, lengths trunk lengths."""


_OF_SHANKS = frozenset(
    (
        "knee",
        "ankle",
        "shank_up",
        "ankle_up",
        "wrist_to_ankle",
        "body_up",
        "ankle_spread",
        "foot_lift",
        "body_up_seen",
        "ankles",
    )
)
_OF_THIGHS = frozenset(
    ("hip", "thigh_up", "knee_forward", "knee_out", "elbow_to_knee", "knee_spread", "knees")
)


def features_of(curves: BodySignals) -> NDArray[np.float64]:
    """The features of a window's signals, shape (features,); NaN if they depend on hidden landmarks."""
    features = np.concatenate(
        [
            _of_pairs(curves.paired, curves.duration_s),
            _of_singles(curves.single, curves.duration_s),
            _of_places(curves.places, curves.duration_s),
            _comoving(curves.paired),
            _period(curves.paired[:, _PACED].reshape(len(curves.paired), -1), curves.duration_s),
        ]
    )
    for part in curves.hidden:
        features[_HIDDEN_WITH[part]] = np.nan
    return features


def _depending_on(curves: frozenset[str]) -> NDArray[np.bool_]:
    """Mask of the features that depend on these signals."""
    return np.array([not curves.isdisjoint(name.split(".")) for name in NAMES])


_HIDDEN_WITH = {"knees": _depending_on(_OF_THIGHS | _OF_SHANKS), "ankles": _depending_on(_OF_SHANKS)}
"""Masks of the features that are unknown when a part is hidden."""


def _ranked(curves: FloatArray) -> tuple[FloatArray, FloatArray]:
    """The 10th and 90th percentile of each signal."""
    ranked = np.sort(curves, axis=0)
    last = len(ranked) - 1
    return ranked[round(_LOW * last)], ranked[round(_HIGH * last)]


def _of_pairs(paired: FloatArray, duration_s: float) -> FloatArray:
    low, high = _ranked(paired)
    ranges = high - low
    both = paired.mean(axis=2)
    both_low, both_high = _ranked(both)
    moving = paired - paired.mean(axis=0)
    variance = (moving**2).mean(axis=0)
    together = (moving[..., 0] * moving[..., 1]).mean(axis=0)
    floor = _floors() ** 2
    speed = np.abs(np.diff(paired, axis=0)).sum(axis=0) / max(duration_s, 1e-3)
    return np.concatenate(
        [
            both.mean(axis=0),
            both_low,
            both_high,
            ranges.max(axis=1),
            ranges.min(axis=1),
            speed.mean(axis=1),
            np.abs(paired[..., 0] - paired[..., 1]).mean(axis=0),
            together / (np.sqrt(variance[:, 0] * variance[:, 1]) + floor),
        ]
    )


def _floors() -> FloatArray:
    floors = np.full(len(PAIRED), 0.05)
    floors[:5] = _STILL_DEG
    return floors


def _of_singles(single: FloatArray, duration_s: float) -> FloatArray:
    low, high = _ranked(single)
    speed = np.abs(np.diff(single, axis=0)).sum(axis=0) / max(duration_s, 1e-3)
    return np.concatenate([single.mean(axis=0), low, high, high - low, speed])


def _of_places(places: FloatArray, duration_s: float) -> FloatArray:
    low, high = _ranked(places)
    sideways, vertical = (high - low).T
    path_speed = np.sqrt((np.diff(places, axis=0) ** 2).sum(axis=2)).sum(axis=0) / max(duration_s, 1e-3)
    return np.concatenate([sideways, vertical, path_speed])


def _comoving(paired: FloatArray) -> FloatArray:
    both = paired.mean(axis=2)
    moving = both - both.mean(axis=0)
    deviation = moving.std(axis=0)
    floors = _floors()
    one = [PAIRED.index(a) for a, _ in _COMOVING]
    other = [PAIRED.index(b) for _, b in _COMOVING]
    together: FloatArray = (moving[:, one] * moving[:, other]).mean(axis=0)
    scale: FloatArray = deviation[one] * deviation[other] + floors[one] * floors[other]
    return together / scale


def _period(joints: FloatArray, duration_s: float) -> FloatArray:
    """Strength, period and amplitude of the joints' repetition, from their autocorrelation."""
    count = len(joints)
    moving = joints - joints.mean(axis=0)
    energy = float((moving**2).sum(axis=1).mean())
    spectrum = np.abs(np.fft.rfft(moving, 2 * count, axis=0)) ** 2
    lags = np.fft.irfft(spectrum.sum(axis=1))[:count] / np.arange(count, 0, -1)
    correlation = lags / (energy + _STILL_DEG**2)
    below = np.flatnonzero(correlation < 0)
    longest = max(int(0.75 * count), 1)
    if not len(below) or below[0] >= longest:
        return np.array([0.0, 0.0, np.sqrt(energy)])
    first = int(below[0])
    peak = first + int(np.argmax(correlation[first:longest]))
    return np.array([max(correlation[peak], 0.0), peak / RATE_HZ, np.sqrt(energy)])
