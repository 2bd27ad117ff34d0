"""How well a body was seen over a source, second by second: whether at all, how large, which limbs."""

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
"""Landmarks of each limb's left and right, shape (limbs, 2): of a head the eyes."""
_ORDER = tuple(LIMBS)


@dataclass(slots=True)
class _Second:
    """What was seen in one second; of each limb and side, in how many pictures it was outside or hidden."""

    frames: int = 0
    seen: int = 0
    sizes: list[float] = field(default_factory=list)
    outside: Counts | None = None
    hidden: Counts | None = None


@dataclass(frozen=True, slots=True)
class Visibility:
    """How a body was seen over some stretches of time.

    Attributes:
        frames: How many pictures there were.
        seen: In how many of them somebody was found.
        size: Share of the picture's height that the body took up from end to end; None for nobody.
        outside: In what share of the pictures with somebody in them each limb was outside, left or right,
            whichever more often.
        hidden: In what share of them each limb was in the picture and could not be seen, on the better side.
    """

    frames: int
    seen: int
    size: float | None
    outside: dict[Limb, float]
    hidden: dict[Limb, float]

    @property
    def share(self) -> float:
        """In what share of the pictures somebody was found; 1 where there were none."""
        return self.seen / self.frames if self.frames else 1.0


class VisibilityTally:
    """Counts, once for every picture; asked over any stretch of whole seconds."""

    def __init__(self) -> None:
        self._seconds: dict[int, _Second] = {}

    def observe(self, pose: Pose | None, time: float) -> None:
        """Take in one picture."""
        second = self._seconds.setdefault(int(time), _Second())
        second.frames += 1
        if pose is None:
            return
        if not second.seen:
            second.sizes.append(extent(pose) * min(pose.size) / pose.size[1])
        second.seen += 1
        there = inside(pose)
        if not there.all():
            second.outside = _more(second.outside, ~there[_PLACES])
        unsure = pose.visibility < HIDDEN
        if unsure.any():
            second.hidden = _more(second.hidden, (unsure & there)[_PLACES])

    def seeing(self, spans: Sequence[Span] = (), needed: Collection[Limb] = _ORDER) -> Visibility:
        """How a body was seen.

        Args:
            spans: From when until when; all the time where there are none.
            needed: The limbs that matter: the better side is the one on which these are seen better.
        """
        chosen = [each for at, each in self._seconds.items() if not spans or _within(at, spans)]
        seen = sum(each.seen for each in chosen)
        sizes = [size for each in chosen for size in each.sizes]
        outside = _sum(each.outside for each in chosen).max(axis=1)
        hidden = _sum(each.hidden for each in chosen)
        rows = [_ORDER.index(limb) for limb in needed]
        better = int(hidden[rows].max(axis=0, initial=0).argmin())
        return Visibility(
            frames=sum(each.frames for each in chosen),
            seen=seen,
            size=median(sizes) if sizes else None,
            outside=_shares(outside, seen),
            hidden=_shares(hidden[:, better], seen),
        )


def limbs_over(share: float, shares: dict[Limb, float], needed: Collection[Limb]) -> list[Limb]:
    """The needed limbs of which it holds in this share of the pictures or more, from head to feet."""
    return [limb for limb, each in shares.items() if limb in needed and each >= share]


def _within(second: int, spans: Sequence[Span]) -> bool:
    return any(int(start_s) <= second <= end_s for start_s, end_s in spans)


def _more(counts: Counts | None, found: NDArray[np.bool_]) -> Counts:
    """The counts with those that were found; most seconds need none."""
    return found.astype(np.int32) if counts is None else counts + found


def _sum(counts: Iterable[Counts | None]) -> Counts:
    total = np.zeros(_PLACES.shape, np.int32)
    for each in counts:
        if each is not None:
            total += each
    return total


def _shares(counts: Counts, seen: int) -> dict[Limb, float]:
    return {limb: float(count) / seen if seen else 0.0 for limb, count in zip(_ORDER, counts, strict=True)}
