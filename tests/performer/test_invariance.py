"""Judging is invariant to transforms of the landmarks; without a pose model."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import pytest

from coach.body.angle_errors import read_angle_errors
from coach.body.mirror_image import mirror_images
from coach.body.stream import Sighting
from coach.catalogue.library import load_exercise
from coach.judging.judge import Judge
from coach.judging.observation import Summary
from coach.performer.repertoire import depth_for, perform
from coach.performer.sources import Truth

_RATE = 30.0
_NAMES = ("squat", "push-up", "biceps-curl")
Way = Callable[[list[Sighting]], Iterator[Sighting]]


def _mirrored(original: list[Sighting]) -> Iterator[Sighting]:
    return mirror_images(original)


def _letterboxed(original: list[Sighting]) -> Iterator[Sighting]:
    """A picture 1.5 times as high, with the body in the middle."""
    return _placed(original, np.array([1.0, 1 / 1.5]), (1.0, 1.5))


def _at_half_the_size(original: list[Sighting]) -> Iterator[Sighting]:
    return _placed(original, np.array([1.0, 1.0]), (0.5, 0.5))


def _in_a_corner(original: list[Sighting]) -> Iterator[Sighting]:
    """A body of a quarter of the picture's height, in the bottom right corner."""
    return _placed(original, np.array([0.25, 0.25]), (1.0, 1.0), about=1.0)


def _at_15_frames_a_second(original: list[Sighting]) -> Iterator[Sighting]:
    return iter(original[::2])


def _placed(
    original: list[Sighting],
    shares: np.ndarray[tuple[int], np.dtype[np.float64]],
    by: tuple[float, float],
    about: float = 0.5,
) -> Iterator[Sighting]:
    """The body scaled towards a point, in a picture of another size."""
    for each in original:
        pose = each.pose
        if pose is not None:
            image = pose.image.copy()
            image[:, :2] = about + (image[:, :2] - about) * shares
            image[:, 2] *= shares[0]
            size = round(pose.size[0] * by[0]), round(pose.size[1] * by[1])
            pose = replace(pose, image=image, size=size)
        yield Sighting(each.time, pose)


def _judged(original: Iterator[Sighting], name: str) -> Summary:
    judge = Judge(load_exercise(name))
    for each in original:
        judge.observe(each.pose, each.time)
    return judge.finish()


@pytest.mark.parametrize(
    "transform", [_mirrored, _letterboxed, _at_half_the_size, _in_a_corner, _at_15_frames_a_second]
)
@pytest.mark.parametrize("name", _NAMES)
def test_counts_verdicts_and_ranges_of_motion_are_invariant(name: str, transform: Way) -> None:
    exercise = load_exercise(name)
    act = perform(
        exercise, depths=(1.0, depth_for(exercise, 0.5), 1.0), joint_noise_deg=2.0, frame_rate=_RATE
    )
    original = list(Truth(act))
    plain, other = _judged(iter(original), name), _judged(transform(original), name)
    reps, its = ([rep for each in summary.sets for rep in each.reps] for summary in (plain, other))
    assert [rep.verdict for rep in reps] == [rep.verdict for rep in its] != []
    bar = read_angle_errors().bar(exercise.signal.angle, plain.view)
    assert bar is not None
    assert max(abs(a.rom_deg - b.rom_deg) for a, b in zip(reps, its, strict=True)) <= bar.bar_deg / 2
