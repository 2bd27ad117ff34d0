"""Finds where a film was cut: where from one picture to the next somebody else is there, and stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from coach.body.landmarks import Landmark
from coach.body.pose import FloatArray, Pose
from coach.judging.observation import Segment

_LEAST = 0.4
"""Lengths of the trunk by which shoulders and hips must have jumped, or grown, in the middle."""
_STAYS_S = 0.6
"""Before and after a cut the body keeps its place for so long; a landmark that strays comes back sooner."""
_AT_ONCE_S = 0.2
"""Between the two pictures of a cut lies no more than this."""
_NEAR_S = 2.5
"""An exercise that seems to begin or end this near to a cut does so at the cut: windows reach over it."""

_TRUNK = [Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER, Landmark.LEFT_HIP, Landmark.RIGHT_HIP]


def cuts_of(poses: Sequence[Pose]) -> list[float]:
    """When a film was cut, by those who are seen in it.

    Args:
        poses: In order.
    """
    if len(poses) < 2:
        return []
    times = np.array([pose.time for pose in poses])
    trunks = np.array([pose.image[_TRUNK, :2] * pose.size for pose in poses])
    lengths = _lengths(trunks)
    scale = np.maximum(np.maximum(lengths[1:], lengths[:-1]), 1.0)
    jumps = np.median(np.linalg.norm(np.diff(trunks, axis=0), axis=2), axis=1) / scale
    sudden = (jumps > _LEAST) & (np.diff(times) <= _AT_ONCE_S)
    return [float(times[at]) for at in np.flatnonzero(sudden) + 1 if _stays(times, trunks, int(at))]


def _stays(times: FloatArray, trunks: FloatArray, at: int) -> bool:
    """Whether what is there from a picture on is another body all the while than before it."""
    parts = trunks[:at][times[:at] >= times[at] - _STAYS_S], trunks[at:][times[at:] <= times[at] + _STAYS_S]
    one, other = (np.median(part, axis=0) for part in parts)
    wavers = [
        float(np.median(np.linalg.norm(part - middle, axis=2)))
        for part, middle in zip(parts, (one, other), strict=True)
    ]
    length = float(_lengths(np.stack([one, other])).max())
    return float(np.median(np.linalg.norm(one - other, axis=1))) > max(_LEAST * length, 2 * max(wavers))


def _lengths(trunks: FloatArray) -> FloatArray:
    """From the middle of the shoulders to that of the hips, shape (n,)."""
    lengths: FloatArray = np.linalg.norm(trunks[:, :2].mean(axis=1) - trunks[:, 2:].mean(axis=1), axis=1)
    return lengths


def at_cuts(found: Sequence[Segment], cuts: Sequence[float]) -> list[Segment]:
    """The same stretches, beginning and ending at cuts where they are near; what nothing is left of is gone.

    Args:
        found: In order.
        cuts: When the film was cut.
    """
    kept: list[Segment] = []
    for each in found:
        start_s, end_s = _nearest(each.start_s, cuts), _nearest(each.end_s, cuts)
        start_s = max(start_s, kept[-1].end_s) if kept else start_s
        if end_s > start_s:
            kept.append(replace(each, start_s=start_s, end_s=end_s))
    return kept


def _nearest(time: float, cuts: Sequence[float]) -> float:
    nearest = min(cuts, key=lambda cut: abs(cut - time), default=time)
    return nearest if abs(nearest - time) <= _NEAR_S else time
