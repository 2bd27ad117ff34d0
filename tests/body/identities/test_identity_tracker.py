"""Tests of identities on the landmarks of performers whose paths cross."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from coach.bench.fixtures.crossings import CAMERAS, LIKENESSES, Likeness, crossing
from coach.body.identities.identity_tracker import IdentityTracker
from coach.body.identities.motion import SeenBody
from coach.body.pose import FloatArray, Pose
from coach.body.tracks import frame_px

_RED, _BLUE = np.array([0.9, 0.1]), np.array([0.1, 0.9])
_RATE = 12.5


@cache
def _paths(
    likeness: Likeness, camera: str, reps: tuple[tuple[int, int], tuple[int, int]] = ((1, 1), (1, 1))
) -> list[list[Pose]]:
    """The poses of both performers in every frame."""
    ensemble = crossing(likeness, CAMERAS[camera], reps=reps, frame_rate=_RATE)
    return [[sighting.pose for sighting in truth if sighting.pose] for truth in ensemble.truths()]


def _hides(front: Pose, behind: Pose) -> bool:
    """Whether a body hides much of another one."""
    (low, high), (other_low, other_high) = (
        (joints.min(axis=0), joints.max(axis=0)) for joints in map(frame_px, (front, behind))
    )
    shared = np.minimum(high, other_high) - np.maximum(low, other_low)
    return bool(shared.min() > 0 and shared.prod() > 0.3 * (other_high - other_low).prod())


def _owners(
    paths: Sequence[Sequence[Pose]], clothing: tuple[FloatArray | None, FloatArray | None]
) -> Counter[tuple[int, int]]:
    """How often each number was given to each performer; the second one is hidden by the first."""
    tracker, random = IdentityTracker(), np.random.default_rng(1)
    given: list[tuple[float, dict[int, int]]] = []
    for poses in zip(*paths, strict=True):
        seen = [0] if _hides(*poses) else [0, 1]
        random.shuffle(seen)
        bodies = [SeenBody(poses[who], clothing[who]) for who in seen]
        numbers, swaps = tracker.observe(poses[0].time, bodies)
        for swap in swaps:
            exchanged = {swap.one: swap.other, swap.other: swap.one}
            given = [
                (time, {exchanged.get(n, n) if time >= swap.since_s else n: who for n, who in each.items()})
                for time, each in given
            ]
        given.append((poses[0].time, dict(zip(numbers, seen, strict=True))))
    return Counter((number, who) for _, each in given for number, who in each.items())


def _is_kept(owners: Counter[tuple[int, int]]) -> bool:
    """Whether each performer has one number all the time, and nobody else has one."""
    return len(owners) == 2 and len({who for _, who in owners}) == 2


@pytest.mark.parametrize("camera", CAMERAS)
@pytest.mark.parametrize("likeness", LIKENESSES)
def test_crossing_paths(likeness: Likeness, camera: str) -> None:
    """Two performers who change sides keep their numbers, without a look at their clothes."""
    assert _is_kept(_owners(_paths(likeness, camera), (None, None)))


def test_one_stands_while_the_other_passes_behind() -> None:
    """The one who exercises is not given up for the one who passes behind."""
    assert _is_kept(_owners(_paths("same body", "waist", ((3, 1), (1, 3))), (None, None)))


def _turning_round() -> list[list[Pose]]:
    """Two performers who meet in the middle, and go back to where they came from."""
    first, second = _paths("same body", "waist")
    apart = [
        abs(float(a.image[:, 0].mean() - b.image[:, 0].mean())) for a, b in zip(first, second, strict=True)
    ]
    meet = int(np.argmin(apart))
    return [
        [
            *path[: meet + 1],
            *(replace(pose, time=2 * path[meet].time - pose.time) for pose in path[:meet][::-1]),
        ]
        for path in (first, second)
    ]


def test_clothing_tells_people_apart_who_turn_round() -> None:
    """Motion says that they passed each other; their clothes say that they turned round."""
    assert _is_kept(_owners(_turning_round(), (_RED, _BLUE)))


def test_someone_else_who_enters_is_another_person() -> None:
    """After someone has left, a person in other clothes at the same place has another number."""
    (stays, leaves) = _paths("different bodies", "waist")
    tracker = IdentityTracker()
    numbers: list[int] = []
    for frame in range(60):
        bodies = [SeenBody(stays[frame], _RED)]
        if frame < 20 or frame >= 45:
            bodies.append(
                SeenBody(replace(leaves[frame % 20], time=stays[frame].time), _BLUE if frame < 20 else _RED)
            )
        given, _ = tracker.observe(stays[frame].time, bodies)
        numbers += given[1:]
    assert len(set(numbers[:20])) == 1
    assert len(set(numbers[20:])) == 1
    assert numbers[0] != numbers[-1]


def test_someone_who_comes_back_is_the_same_person() -> None:
    """A person in the same clothes who comes back at another place keeps the number."""
    path = _paths("same body", "waist")[0]
    tracker = IdentityTracker()
    away = [pose for pose in path if pose.time < 2.0] + [
        pose for pose in path if pose.time > path[-1].time - 2
    ]
    given = [tracker.observe(pose.time, [SeenBody(pose, _RED)])[0] for pose in away]
    assert {number for each in given for number in each} == {0}
