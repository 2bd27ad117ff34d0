"""What a classifier is told about a window of poses: the features ``angles-window.v1``.

One function for training and for live use, so that they can't drift apart; a trained classifier's card names
its version. Features don't change with the person's place and size in the picture, with left and right
exchanged, or with the frame rate.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coach.body.angles import angles_of
from coach.body.pose import FloatArray, Pose
from coach.body.stream import Sighting
from coach.body.tilt import TiltEstimator
from coach.judging.curves import PAIRED, PLACES, RATE_HZ, SINGLE, Bodies, Curves, curves_of, resampled

VERSION = "angles-window.v1"
"""Raised whenever a feature changes its meaning, its unit or its place."""

WINDOW_S = 3.0
"""A window is this long; the first ones, and a film shorter than that, have less."""
HOP_S = 0.5
"""From one window to the next."""
FIRST_S = 1.5
"""After so long the first window is looked at, and then each grows until it is whole."""
SHORTEST_S = 0.8
"""A window shorter than this tells nothing."""
FEWEST_POSES = 4
"""A window with fewer poses tells nothing."""

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
"""Joints that move by less than this, move together with nothing."""
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
"""What each is called. Angles are degrees, directions shares of straight up, lengths those of the trunk."""


@dataclass(frozen=True, slots=True, eq=False)
class Windows:
    """The windows of one recording.

    Attributes:
        starts_s: When each begins, in the source's time, shape (n,).
        ends_s: When each ends, shape (n,).
        features: One row a window, columns as ``NAMES``, shape (n, features).
    """

    starts_s: NDArray[np.float64]
    ends_s: NDArray[np.float64]
    features: NDArray[np.float64]


def window_features(poses: Sequence[Pose], upright: FloatArray | None = None) -> NDArray[np.float64]:
    """The features of one window, shape (features,); not-a-number nowhere.

    Args:
        poses: At least ``FEWEST_POSES`` over ``SHORTEST_S``, in order, of one picture size.
        upright: Rotation from the camera's axes to gravity's (:mod:`coach.body.tilt`), or None.
    """
    return features_of(curves_of(resampled(poses, upright)))


def windows_of(
    sightings: Iterable[Sighting],
    *,
    window_s: float = WINDOW_S,
    hop_s: float = HOP_S,
    vary: Callable[[Bodies], Bodies] | None = None,
) -> Windows:
    """All windows of a recording, as live recognition would have had them.

    Args:
        sightings: What was seen, in order.
        window_s: How long a window is.
        hop_s: From one window to the next.
        vary: Changes each window's bodies before its features are taken, to learn from more than was filmed.
    """
    starts, ends, rows = [], [], []
    for poses, upright in _cut(sightings, window_s, hop_s):
        starts.append(poses[0].time)
        ends.append(poses[-1].time)
        bodies = resampled(poses, upright)
        rows.append(features_of(curves_of(bodies if vary is None else vary(bodies))))
    table = np.array(rows) if rows else np.empty((0, len(NAMES)))
    return Windows(np.array(starts), np.array(ends), table)


def _cut(
    sightings: Iterable[Sighting], window_s: float, hop_s: float
) -> Iterable[tuple[list[Pose], FloatArray | None]]:
    """Poses of each window, and what is known of the camera's tilt at its end."""
    recent, tilt, due, left_out = [], TiltEstimator(), None, False
    for sighting in sightings:
        pose, left_out = sighting.pose, True
        if pose is None:
            continue
        tilt.observe(pose, angles_of(pose))
        recent.append(pose)
        while recent[0].time < pose.time - window_s:
            del recent[0]
        due = pose.time + min(window_s, FIRST_S) if due is None else due
        if pose.time >= due:
            due, left_out = max(due + hop_s, pose.time), False
            if enough(recent):
                yield list(recent), tilt.upright
    if left_out and enough(recent):
        yield recent, tilt.upright


def enough(poses: Sequence[Pose]) -> bool:
    """Whether poses make a window that tells anything."""
    return len(poses) >= FEWEST_POSES and poses[-1].time - poses[0].time >= SHORTEST_S


def features_of(curves: Curves) -> NDArray[np.float64]:
    """The features of a window's curves, shape (features,)."""
    return np.concatenate(
        [
            _of_pairs(curves.paired, curves.duration_s),
            _of_singles(curves.single, curves.duration_s),
            _of_places(curves.places, curves.duration_s),
            _comoving(curves.paired),
            _period(curves.paired[:, _PACED].reshape(len(curves.paired), -1), curves.duration_s),
        ]
    )


def _ranked(curves: FloatArray) -> tuple[FloatArray, FloatArray]:
    """What curves are below for a tenth of the time, and above for another."""
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
    way = np.sqrt((np.diff(places, axis=0) ** 2).sum(axis=2)).sum(axis=0) / max(duration_s, 1e-3)
    return np.concatenate([sideways, vertical, way])


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
    """How strongly and how fast the joints repeat themselves: by their autocorrelation."""
    count = len(joints)
    moving = joints - joints.mean(axis=0)
    energy = float((moving**2).sum(axis=1).mean())
    spectrum = np.abs(np.fft.rfft(moving, 2 * count, axis=0)) ** 2
    lags = np.fft.irfft(spectrum.sum(axis=1))[:count] / np.arange(count, 0, -1)
    likeness = lags / (energy + _STILL_DEG**2)
    below = np.flatnonzero(likeness < 0)
    longest = max(int(0.75 * count), 1)
    if not len(below) or below[0] >= longest:
        return np.array([0.0, 0.0, np.sqrt(energy)])
    first = int(below[0])
    peak = first + int(np.argmax(likeness[first:longest]))
    return np.array([max(likeness[peak], 0.0), peak / RATE_HZ, np.sqrt(energy)])
