"""The trajectory of a movement: from the start through its waypoints to the turning point, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np

from coach.body.landmarks import Landmark
from coach.catalogue.poses import MOVEMENTS, KeyPoses, Support, Waypoint
from coach.kinematics.body import Body
from coach.kinematics.body_placement import place
from coach.kinematics.contact import FEET, Footing, Planted, contacts
from coach.kinematics.skeleton import Array, Figure, angle_row, joined, mirrored, stand

Leg = Literal["out", "back"]
LEGS: tuple[Leg, Leg] = ("out", "back")

_CHANGE = 0.08
"""Half the share of the way in which one support hands over to the next."""
_SHIFTED = 0.02
"""Share of the way after which the weight is on the planted foot."""
_BAR_CLEARANCE_M = 0.12
_BENCH_M = (0.38, 0.52)
"""Lowest and highest bench; in between, the feet on the floor determine its height."""
_SAMPLES = np.linspace(0.0, 1.0, 41)


def smooth(share: Array) -> Array:
    """Minimum-jerk curve from 0 to 1 (Flash and Hogan 1985), constant outside."""
    share = np.clip(share, 0.0, 1.0)
    return share**3 * (10 - 15 * share + 6 * share**2)


@dataclass(frozen=True)
class Trajectory:
    """The movement of a body between the start (share 0) and the turning point (share 1) of key poses.

    Attributes:
        poses: The key poses.
        body: The body.
        heights_m: Heights of supports above the floor; the movement determines the others.
    """

    poses: KeyPoses
    body: Body
    heights_m: Mapping[Support, float] | None = None

    def rows(self, share: Array, leg: Leg, *, mirror: bool = False, change: Array | None = None) -> Array:
        """The joint angles along the trajectory, shape (frames, movements).

        Args:
            share: Position between start and turning point, shape (frames,).
            leg: The way out, or the way back.
            mirror: Whether left and right are exchanged after the start position.
            change: Degrees to add at the start position and at the turning point, interpolated in between,
                shape (2, movements).
        """
        knots, rows = self._knots[leg]
        if mirror:
            rows = np.concatenate([rows[:1], mirrored(rows[1:])])
        if change is not None:
            rows = rows + change[0] + np.array(knots)[:, None] * (change[1] - change[0])
        return interpolate(knots, rows, share)

    def lift_m(self, share: Array, leg: Leg) -> Array:
        """Height of the body above its support, shape (frames,)."""
        points = self._waypoints(leg)
        lifts = np.array([0.0, *(point.lift_m for point in points), 0.0])
        return interpolate([0.0, *(point.at for point in points), 1.0], lifts[:, None], share)[:, 0]

    def weights(self, share: Array, leg: Leg) -> Array:
        """Share of each footing in supporting the body, shape (frames, footings)."""
        changes = self._changes(leg)
        held = np.zeros((len(share), len(self._supports)))
        before = np.ones(len(share))
        at = [change.at for change in changes]
        for index, support in enumerate([self.poses.support, *(change.support for change in changes)]):
            after = np.zeros(len(share))
            if index < len(at):
                room = np.diff([0.0, *at, 1.0])[index : index + 2]
                half = min(_CHANGE, *(room / 2))
                after = smooth((share - at[index] + half) / (2 * half))
            held[:, self._supports.index(support or self.poses.support)] += before - after
            before = after
        return held

    def planted(self, *, mirror: bool) -> Planted:
        """The planted foot: that of the leg less flexed at the turning point; None if both are the same."""
        turn = self._knots["out"][1][-1]
        left, right = (turn[MOVEMENTS.index(f"{side}_hip_flexion")] for side in ("left", "right"))
        if left == right:
            return None
        return "left" if (left < right) != mirror else "right"

    def on_left(self, share: Array, *, mirror: bool) -> Array:
        """Share of the left foot as the planted one: half if both are, as in the start position."""
        to_one = smooth(share / _SHIFTED) / 2
        one = {"left": 1.0, "right": -1.0, None: 0.0}[self.planted(mirror=mirror)]
        on_left: Array = 0.5 + one * to_one
        return on_left

    @cached_property
    def footings(self) -> tuple[Footing, ...]:
        """All supports at their places: each where the body first meets it."""
        start = stand(self.rows(_SAMPLES[:1], "out"), self.body)
        first = Footing(
            self.poses.support, contacts(start, self.poses.support)[0], self._height(self.poses.support)
        )
        if self.poses.support != "feet":
            anchor = first.anchor - first.anchor.mean(axis=0)
            first = Footing(first.support, anchor, first.height_m)
        found = [first]
        for support in self._supports[1:]:
            change, leg = next(
                (change, leg) for leg in LEGS for change in self._changes(leg) if change.support == support
            )
            met = self._placed(np.array([change.at]), leg, found[-1])
            found.append(Footing(support, contacts(met, support)[0], self._height(support)))
        return tuple(found)

    @cached_property
    def sweep(self) -> Figure:
        """The body on the way out and back, also mirrored if limbs alternate."""
        figures = []
        for leg in LEGS:
            weights, lift = self.weights(_SAMPLES, leg), self.lift_m(_SAMPLES, leg)
            for mirror in (False, True)[: 1 + self.poses.alternates]:
                free = stand(self.rows(_SAMPLES, leg, mirror=mirror), self.body)
                on_left = self.on_left(_SAMPLES, mirror=mirror)
                figures.append(place(free, self.footings, weights, self.body, on_left, lift))
        return joined(figures)

    @property
    def steps(self) -> int:
        """Number of the first figures in ``sweep`` that are the way out, in even steps."""
        return len(_SAMPLES)

    @property
    def ends(self) -> Array:
        """The middle of the hips at the start position and at the turning point in metres, shape (2, 3)."""
        hips = self.sweep.landmarks[[0, len(_SAMPLES) - 1]][:, [Landmark.LEFT_HIP, Landmark.RIGHT_HIP]]
        middles: Array = hips.mean(axis=1)
        return middles

    def _placed(self, share: Array, leg: Leg, footing: Footing) -> Figure:
        free = stand(self.rows(share, leg), self.body)
        on_left = self.on_left(share, mirror=False)
        return place(free, [footing], np.ones((1, 1)), self.body, on_left, np.zeros(1))

    def _height(self, support: Support) -> float:
        """Height above the floor at which a support leaves room for the movement."""
        if self.heights_m is not None and support in self.heights_m:
            return self.heights_m[support]
        if support not in ("bar", "bench"):
            return 0.0
        points = stand(np.concatenate([self.rows(_SAMPLES, leg) for leg in LEGS]), self.body)
        above = contacts(points, support)[..., 1].mean(axis=1) - points.landmarks[:, FEET, 1].min(axis=1)
        if support == "bar":
            return float(above.max()) + _BAR_CLEARANCE_M
        return float(np.clip(above[0] - 0.05 * self.body.height_m, *_BENCH_M))

    @cached_property
    def _knots(self) -> dict[Leg, tuple[list[float], Array]]:
        """Shares and angles of the poses on each leg."""
        start, turn = angle_row(self.poses.start), angle_row(self.poses.turn or self.poses.start)
        knots: dict[Leg, tuple[list[float], Array]] = {}
        for leg in LEGS:
            poses = [
                (point.at, angle_row(point.pose)) for point in self._waypoints(leg) if point.pose is not None
            ]
            shares, rows = zip((0.0, start), *poses, (1.0, turn), strict=True)
            knots[leg] = list(shares), np.stack(rows)
        return knots

    def _waypoints(self, leg: Leg) -> list[Waypoint]:
        """The waypoints of a leg in order; of several at the same share the last."""
        there = {point.at: point for point in self.poses.between if point.leg in (leg, "both")}
        return [there[at] for at in sorted(there)]

    def _changes(self, leg: Leg) -> list[Waypoint]:
        return [point for point in self._waypoints(leg) if point.support is not None]

    @cached_property
    def _supports(self) -> list[Support]:
        """All supports, in the order in which they are met."""
        later = [change.support for leg in LEGS for change in self._changes(leg)]
        return list(dict.fromkeys([self.poses.support, *(each for each in later if each is not None)]))


def interpolate(knots: list[float], values: Array, at: Array) -> Array:
    """Interpolate values (knots, columns) at points (points,), smooth and monotone between neighbours.

    Cubic Hermite pieces with the slopes of Fritsch and Butland (1984), straight for two knots. SciPy's PCHIP
    has the same slopes except at the ends, where it would start a movement at another speed.
    """
    places = np.array(knots)
    steps = np.diff(places)[:, None]
    secants = np.diff(values, axis=0) / steps
    slopes = np.concatenate([secants[:1], secants[:-1], secants[-1:]])
    if len(places) > 2:
        before, after = secants[:-1], secants[1:]
        same = before * after > 0
        one, other = 2 * steps[1:] + steps[:-1], steps[1:] + 2 * steps[:-1]
        mean = (one + other) / (one / np.where(same, before, 1.0) + other / np.where(same, after, 1.0))
        slopes[1:-1] = np.where(same, mean, 0.0)
    piece = np.clip(np.searchsorted(places, at, side="right") - 1, 0, len(steps) - 1)
    step = steps[piece]
    x = ((at - places[piece]) / steps[piece, 0])[:, None]
    between: Array = (
        values[piece] * (1 + 2 * x) * (1 - x) ** 2
        + values[piece + 1] * x**2 * (3 - 2 * x)
        + slopes[piece] * step * x * (1 - x) ** 2
        + slopes[piece + 1] * step * x**2 * (x - 1)
    )
    return between
