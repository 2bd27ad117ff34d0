"""Tallies per second how well a body is visible: detection, size and limbs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median

import numpy as np
from numpy.typing import NDArray

from coach.body.placement import HIDDEN, LIMBS, Limb, extent, inside
from coach.body.pose import Pose

Span = tuple[float, float]
Counts = NDArray[np.int32]

_PLACES = np.array([landmarks[-2:] for landmarks in LIMBS.values()])
"""Left and right landmark of each limb, shape (limbs, 2); the eyes for the head."""
_ORDER = tuple(LIMBS)


@dataclass(slots=True)
class _Second:
    """Counts of one second; for each limb and side, the frames in which it was outside or hidden."""

    frames: int = 0
    detected: int = 0
    sizes: list[float] = field(default_factory=list)
    outside: Counts | None = None
    hidden: Counts | None = None


@dataclass(frozen=True, slots=True)
class Visibility:
    """Visibility of a body over some periods.

    Attributes:
        frames: Number of frames.
        detected: Number of frames with a body.
        size: Body size from end to end as a share of the picture's height; None without a body.
        outside: Share of the frames with a body in which each limb was outside, on the worse side.
        hidden: Share of the frames with a body in which each limb was hidden, on the better side.
    """

    frames: int
    detected: int
    size: float | None
    outside: dict[Limb, float]
    hidden: dict[Limb, float]

    @property
    def share(self) -> float:
        """Share of the frames with a body; 1 without frames."""
        return self.detected / self.frames if self.frames else 1.0


class VisibilityTally:
    """Counts every frame, and can be queried for any whole seconds."""

    def __init__(self) -> None:
        self._seconds: dict[int, _Second] = {}

    def observe(self, pose: Pose | None, time: float) -> None:
        """Take in one frame."""
        second = self._seconds.setdefault(int(time), _Second())
        second.frames += 1
        if pose is None:
            return
        if not second.detected:
            second.sizes.append(extent(pose) * min(pose.size) / pose.size[1])
        second.detected += 1
        in_frame = inside(pose)
        if not in_frame.all():
            second.outside = _added(second.outside, ~in_frame[_PLACES])
        unsure = pose.visibility < HIDDEN
        if unsure.any():
            second.hidden = _added(second.hidden, (unsure & in_frame)[_PLACES])

    def seeing(self, spans: Sequence[Span] = (), needed: Collection[Limb] = _ORDER) -> Visibility:
        """Visibility over some periods.

        Args:
            spans: Start and end of each period; empty for all the time.
            needed: The limbs that determine which side is the better one.
        """
        chosen = [each for at, each in self._seconds.items() if not spans or _within(at, spans)]
        detected = sum(each.detected for each in chosen)
        sizes = [size for each in chosen for size in each.sizes]
        outside = _sum(each.outside for each in chosen).max(axis=1)
        hidden = _sum(each.hidden for each in chosen)
        rows = [_ORDER.index(limb) for limb in needed]
        better = int(hidden[rows].max(axis=0, initial=0).argmin())
        return Visibility(
            frames=sum(each.frames for each in chosen),
            detected=detected,
            size=median(sizes) if sizes else None,
            outside=_shares(outside, detected),
            hidden=_shares(hidden[:, better], detected),
        )


def limbs_over(share: float, shares: dict[Limb, float], needed: Collection[Limb]) -> list[Limb]:
    """The needed limbs with at least this share, from head to feet."""
    return [limb for limb, each in shares.items() if limb in needed and each >= share]


def _within(second: int, spans: Sequence[Span]) -> bool:
    return any(int(start_s) <= second <= end_s for start_s, end_s in spans)


def _added(counts: Counts | None, found: NDArray[np.bool_]) -> Counts:
    """The counts plus ``found``; counts are created only when needed."""
    return found.astype(np.int32) if counts is None else counts + found


def _sum(counts: Iterable[Counts | None]) -> Counts:
    total = np.zeros(_PLACES.shape, np.int32)
    for each in counts:
        if each is not None:
            total += each
    return total


def _shares(counts: Counts, detected: int) -> dict[Limb, float]:
    return {
        limb: float(count) / detected if detected else 0.0 for limb, count in zip(_ORDER, counts, strict=True)
    }
