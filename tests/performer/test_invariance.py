"""A performance is judged alike however its landmarks are shown: no pose model is asked."""

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


def _mirrored(seen: list[Sighting]) -> Iterator[Sighting]:
    return mirror_images(seen)


def _letterboxed(seen: list[Sighting]) -> Iterator[Sighting]:
    """Half as high again, the body in the middle."""
    return _placed(seen, np.array([1.0, 1 / 1.5]), (1.0, 1.5))


def _at_half_the_size(seen: list[Sighting]) -> Iterator[Sighting]:
    return _placed(seen, np.array([1.0, 1.0]), (0.5, 0.5))


def _in_a_corner(seen: list[Sighting]) -> Iterator[Sighting]:
    """A quarter of the picture's height, as far right and down as it goes."""
    return _placed(seen, np.array([0.25, 0.25]), (1.0, 1.0), about=1.0)


def _at_15_frames_a_second(seen: list[Sighting]) -> Iterator[Sighting]:
    return iter(seen[::2])


def _placed(
    seen: list[Sighting],
    shares: np.ndarray[tuple[int], np.dtype[np.float64]],
    by: tuple[float, float],
    about: float = 0.5,
) -> Iterator[Sighting]:
    """The body drawn together towards a point of a picture of another size."""
    for each in seen:
        pose = each.pose
        if pose is not None:
            image = pose.image.copy()
            image[:, :2] = about + (image[:, :2] - about) * shares
            image[:, 2] *= shares[0]
            size = round(pose.size[0] * by[0]), round(pose.size[1] * by[1])
            pose = replace(pose, image=image, size=size)
        yield Sighting(each.time, pose)


def _judged(seen: Iterator[Sighting], name: str) -> Summary:
    judge = Judge(load_exercise(name))
    for each in seen:
        judge.observe(each.pose, each.time)
    return judge.finish()


@pytest.mark.parametrize(
    "way", [_mirrored, _letterboxed, _at_half_the_size, _in_a_corner, _at_15_frames_a_second]
)
@pytest.mark.parametrize("name", _NAMES)
def test_count_verdicts_and_range_of_motion_hold(name: str, way: Way) -> None:
    exercise = load_exercise(name)
    act = perform(
        exercise, depths=(1.0, depth_for(exercise, 0.5), 1.0), joint_noise_deg=2.0, frame_rate=_RATE
    )
    seen = list(Truth(act))
    plain, other = _judged(iter(seen), name), _judged(way(seen), name)
    reps, its = ([rep for each in summary.sets for rep in each.reps] for summary in (plain, other))
    assert [rep.verdict for rep in reps] == [rep.verdict for rep in its] != []
    bar = read_angle_errors().bar(exercise.signal.angle, plain.view)
    assert bar is not None
    assert max(abs(a.rom_deg - b.rom_deg) for a, b in zip(reps, its, strict=True)) <= bar.bar_deg / 2
