"""Keeps the identity of everyone in view through occlusion and crossing paths."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from scipy.optimize import linear_sum_assignment

from coach.body.identities.encounter import AT_ALL, CLEARLY, Encounter, touch
from coach.body.identities.motion import Motion, SeenBody, clothing_distance
from coach.body.pose import FloatArray
from coach.body.tracks import frame_px, radius_px

_REACH, _REACH_A_SECOND, _FARTHEST = 1.2, 1.0, 3.0
"""Distance in radii that joints may move unexpectedly: to the next frame, added per second, and at most."""
_HIDDEN_A_SECOND, _HIDDEN_FARTHEST = 2.5, 6.0
"""The same for someone who may be hidden behind another person: they may turn round there, at 1.4 m/s."""
_RECENT_S = 3.0
_MOST_RATIO = 1.8
"""Largest change of a body's size between two frames; a squat changes it by 1.4."""
_SIZE, _CLOTHING = 0.5, 1.0
"""Weights of size and clothing against position."""
_OTHER_CLOTHES = 0.6
"""Distance of clothing from which someone who comes back after a while is another person."""
_WHILE_S = 1.0
_IMPOSSIBLE = 1e6
_CERTAIN = 3
"""Frames from which a body is a person and not a false detection."""
_FORGET_S = 1.0
"""Time after which a body that was seen less often is forgotten."""


@dataclass(frozen=True, slots=True)
class Swap:
    """Two people who turn out to have been mixed up.

    Attributes:
        one: The number of one person.
        other: The number of the other.
        since_s: The time from which on they must be exchanged.
    """

    one: int
    other: int
    since_s: float


@dataclass(slots=True, eq=False)
class _Person:
    motion: Motion
    frames: int = 1


class IdentityTracker:
    """Assigns the bodies of each frame to people.

    Bodies are assigned together, so that the sum of all costs is least (Kuhn-Munkres): distance from where
    each person should be by now, change of size, difference of clothing. Where two people come near each
    other, who is who is decided again when they are apart, from what was known before.
    """

    def __init__(self) -> None:
        self._people: dict[int, _Person] = {}
        self._encounters: dict[tuple[int, int], Encounter] = {}
        self._created = 0

    @property
    def missing(self) -> bool:
        """Whether someone known was not in the last frame, and was there not long ago."""
        known = [each for each in self._people.values() if each.frames >= _CERTAIN]
        last_s = max((each.motion.time for each in self._people.values()), default=0.0)
        return any(0.0 < last_s - each.motion.time < _RECENT_S for each in known)

    def observe(self, time: float, bodies: Sequence[SeenBody]) -> tuple[list[int], list[Swap]]:
        """Assign the bodies of the next frame.

        Args:
            time: Seconds since the source began.
            bodies: The bodies, without duplicates.

        Returns:
            The number of each body's person, and who turns out to have been mixed up until now; the numbers
            take the swaps into account.
        """
        self._forget(time)
        numbers = self._assigned(time, bodies)
        near = self._near(time)
        for number, body in zip(numbers, bodies, strict=True):
            self._take_in(number, body, steady=number not in near)
        swaps = self._settled(time, set(numbers))
        for swap in swaps:
            exchanged = {swap.one: swap.other, swap.other: swap.one}
            numbers = [exchanged.get(number, number) for number in numbers]
        return numbers, swaps

    def _forget(self, time: float) -> None:
        for number, person in list(self._people.items()):
            if person.frames < _CERTAIN and time - person.motion.time > _FORGET_S:
                self._drop(number)

    def _drop(self, number: int) -> None:
        del self._people[number]
        self._encounters = {pair: each for pair, each in self._encounters.items() if number not in pair}

    def _assigned(self, time: float, bodies: Sequence[SeenBody]) -> list[int]:
        """The number of each body's person; a body that fits no one gets a new number."""
        known = list(self._people)
        hidden = set().union(*self._encounters)
        costs = np.array(
            [
                [_cost(self._people[number].motion, body, time, hidden=number in hidden) for number in known]
                for body in bodies
            ]
        ).reshape(len(bodies), len(known))
        rows, columns = linear_sum_assignment(costs)
        owners = {
            int(row): known[column]
            for row, column in zip(rows, columns, strict=True)
            if costs[row, column] < _IMPOSSIBLE
        }
        return [owners[place] if place in owners else self._new() for place in range(len(bodies))]

    def _new(self) -> int:
        self._created += 1
        return self._created - 1

    def _take_in(self, number: int, body: SeenBody, *, steady: bool) -> None:
        person = self._people.get(number)
        if person is None:
            self._people[number] = _Person(Motion(body, np.zeros(2), body.clothing))
            return
        person.motion = person.motion.followed_by(body, steady=steady)
        person.frames += 1

    def _near(self, time: float) -> set[int]:
        """The people near someone else before this frame is taken in; begins their encounters."""
        near: set[int] = set()
        for pair in combinations(sorted(self._people), 2):
            one, other = (self._people[number] for number in pair)
            if min(one.frames, other.frames) < _CERTAIN:
                continue
            if _touching(one.motion, other.motion, time, AT_ALL):
                self._encounters.setdefault(pair, Encounter((one.motion, other.motion), time))
                near.update(pair)
        return near.union(*(pair for pair in self._encounters if self._are_recent(pair, time)))

    def _are_recent(self, pair: tuple[int, int], time: float) -> bool:
        """Whether both were in the picture not long ago; one may have left for good."""
        return all(time - self._people[number].motion.time < _RECENT_S for number in pair)

    def _settled(self, time: float, seen: set[int]) -> list[Swap]:
        """End the encounters of people who are apart again; the swaps that follow from them."""
        swaps = []
        for pair, encounter in list(self._encounters.items()):
            one, other = (self._people[number].motion for number in pair)
            both_seen = seen.issuperset(pair)
            touching = _touching(one, other, time, CLEARLY)
            if not encounter.is_over(time, touching=touching, both_seen=both_seen):
                continue
            del self._encounters[pair]
            if encounter.is_swapped(one.body, other.body):
                self._exchange(pair)
                swaps.append(Swap(*pair, encounter.since_s))
            for number, before in zip(pair, encounter.before, strict=True):
                person = self._people[number]
                person.motion = Motion(person.motion.body, person.motion.velocity_px, before.clothing)
        return swaps

    def _exchange(self, pair: tuple[int, int]) -> None:
        one, other = (self._people[number] for number in pair)
        one.motion, other.motion = other.motion, one.motion


def _touching(one: Motion, other: Motion, time: float, room: float) -> bool:
    larger = max(one.radius_px, other.radius_px)
    return touch(one.box_px(time), other.box_px(time), room * larger)


def _cost(motion: Motion, body: SeenBody, time: float, *, hidden: bool) -> float:
    """How badly a body fits a person: 0 is perfect."""
    gap_s = time - motion.time
    ratio = radius_px(body.pose) / motion.radius_px
    if not 1 / _MOST_RATIO < ratio < _MOST_RATIO:
        return _IMPOSSIBLE
    apart = _distance(motion, body, time)
    more, farthest = (_HIDDEN_A_SECOND, _HIDDEN_FARTHEST) if hidden else (_REACH_A_SECOND, _FARTHEST)
    reach = min(_REACH + more * gap_s, farthest)
    clothing = clothing_distance(motion.clothing, body.clothing)
    if gap_s > _WHILE_S and clothing is not None:
        if clothing > _OTHER_CLOTHES:
            return _IMPOSSIBLE
        apart = min(apart, reach)  # they may have come back anywhere
    if apart > reach:
        return _IMPOSSIBLE
    return apart / reach + _SIZE * abs(float(np.log(ratio))) + _CLOTHING * (clothing or 0.0)


def _distance(motion: Motion, body: SeenBody, time: float) -> float:
    """Mean distance between the joints and where they should be by now, in radii of the larger body."""
    expected: FloatArray = frame_px(motion.body.pose) + motion.shift_px(time)
    apart = np.linalg.norm(frame_px(body.pose) - expected, axis=1).mean()
    return float(apart / max(motion.radius_px, radius_px(body.pose)))
