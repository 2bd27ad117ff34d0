"""Detection of cuts in a film: the body jumps between two frames, and stays at its new place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from coach.body.landmarks import Landmark
from coach.body.pose import FloatArray, Pose
from coach.judging.candidates.cut_watch import AT_ONCE_S, JUMP
from coach.judging.observation import Segment

_STAYS_S = 0.6
"""How long the body stays in place before and after a cut; a stray landmark returns sooner."""
_NEAR_S = 2.5
"""A segment that starts or ends this close to a cut is moved to the cut, because windows extend across it."""

_TRUNK = [Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER, Landmark.LEFT_HIP, Landmark.RIGHT_HIP]


def cuts_of(poses: Sequence[Pose]) -> list[float]:
    """Times of the cuts in a film.

    Args:
        poses: Poses in order.
    """
    if len(poses) < 2:
        return []
    times = np.array([pose.time for pose in poses])
    trunks = np.array([pose.image[_TRUNK, :2] * pose.size for pose in poses])
    lengths = _lengths(trunks)
    scale = np.maximum(np.maximum(lengths[1:], lengths[:-1]), 1.0)
    jumps = np.median(np.linalg.norm(np.diff(trunks, axis=0), axis=2), axis=1) / scale
    sudden = (jumps > JUMP) & (np.diff(times) <= AT_ONCE_S)
    return [float(times[at]) for at in np.flatnonzero(sudden) + 1 if _stays(times, trunks, int(at))]


def _stays(times: FloatArray, trunks: FloatArray, at: int) -> bool:
    """Whether the body stays in a different place after this frame than before."""
    parts = trunks[:at][times[:at] >= times[at] - _STAYS_S], trunks[at:][times[at:] <= times[at] + _STAYS_S]
    one, other = (np.median(part, axis=0) for part in parts)
    wavers = [
        float(np.median(np.linalg.norm(part - middle, axis=2)))
        for part, middle in zip(parts, (one, other), strict=True)
    ]
    length = float(_lengths(np.stack([one, other])).max())
    return float(np.median(np.linalg.norm(one - other, axis=1))) > max(JUMP * length, 2 * max(wavers))


def _lengths(trunks: FloatArray) -> FloatArray:
    """Distances between the midpoints of the shoulders and the hips, shape (n,)."""
    lengths: FloatArray = np.linalg.norm(trunks[:, :2].mean(axis=1) - trunks[:, 2:].mean(axis=1), axis=1)
    return lengths


def at_cuts(found: Sequence[Segment], cuts: Sequence[float]) -> list[Segment]:
    """Move the ends of segments to nearby cuts; segments that become empty are dropped.

    Args:
        found: Segments in order.
        cuts: Times of the cuts.
    """
    moved: list[Segment] = []
    for each in found:
        start_s, end_s = _nearest(each.start_s, cuts), _nearest(each.end_s, cuts)
        start_s = max(start_s, moved[-1].end_s) if moved else start_s
        if end_s > start_s:
            moved.append(replace(each, start_s=start_s, end_s=end_s))
    return moved


def _nearest(time: float, cuts: Sequence[float]) -> float:
    nearest = min(cuts, key=lambda cut: abs(cut - time), default=time)
    return nearest if abs(nearest - time) <= _NEAR_S else time
