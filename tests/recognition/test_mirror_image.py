"""Left and right are judged alike: a mirrored body counts the same, with sides exchanged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from coach.body.mirror_image import mirror_images
from coach.body.stream import Sighting
from coach.catalogue.library import all_exercises, load_exercise
from coach.judging.events import Rep, RepSide
from coach.judging.judge import Judge
from coach.judging.observation import Summary
from coach.judging.rep_counter import RepCounter
from coach.judging.sets import Sets
from coach.performer.repertoire import depth_for, perform
from coach.performer.sources import Truth
from coach.vision.film.film import open_film
from coach.vision.film.film_poses import FilmPoses
from coach.vision.pose_model.pose_model import PoseModel
from tests.conftest import RealFilm
from tests.judging.bodies import Cycle, count, curling, depths

_EXERCISES = all_exercises()
_OTHER: dict[RepSide, RepSide] = {"left": "right", "right": "left", "both": "both"}


def _judged(sightings: Iterable[Sighting], name: str) -> Summary:
    judge = Judge(load_exercise(name))
    for each in sightings:
        judge.observe(each.pose, each.time)
    return judge.finish()


def _swapped(reps: Iterable[Rep]) -> list[Rep]:
    return [replace(rep, side=_OTHER[rep.side]) for rep in reps]


def _assert_alike(original: Summary, mirrored: Summary) -> None:
    assert len(original.sets) == len(mirrored.sets)
    for one, other in zip(original.sets, mirrored.sets, strict=True):
        assert (one.full, one.partial, one.hold_s) == (other.full, other.partial, other.hold_s)
        assert [fault.name for fault in one.faults] == [fault.name for fault in other.faults]
        for rep, its in zip(one.reps, _swapped(other.reps), strict=True):
            assert (rep.number, rep.side, rep.verdict) == (its.number, its.side, its.verdict)
            figures = [(each.rom_deg, each.share, each.start_s, each.end_s) for each in (rep, its)]
            assert figures[0] == pytest.approx(figures[1], abs=1e-6)
    assert original.view == mirrored.view
    assert original.withheld == mirrored.withheld
    assert original.tilt_deg == pytest.approx(mirrored.tilt_deg, abs=1e-6)


@pytest.mark.parametrize("name", _EXERCISES)
def test_each_exercise_is_judged_alike_in_a_mirror(name: str) -> None:
    exercise = load_exercise(name)
    deep = (1.0, depth_for(exercise, 0.5), 1.0) if exercise.reps is not None else ()
    act = perform(exercise, depths=deep, hold_s=3.0 * (not deep), joint_noise_deg=3.0, frame_rate=12.0)
    original = _judged(Truth(act), name)
    assert original.sets
    _assert_alike(original, _judged(mirror_images(Truth(act)), name))


@pytest.mark.parametrize("slow_arm", ["left", "right"])
def test_two_arms_returning_at_the_end_are_counted_in_the_order_they_turned(slow_arm: RepSide) -> None:
    """A regression test: the left arm always came first."""
    slow = depths([Cycle(out_s=1.0, back_s=3.4)], 20.0)
    quick = depths([Cycle(out_s=0.7, back_s=0.7, before_s=2.9)], 20.0)
    bodies = [
        (time, curling(a, b) if slow_arm == "left" else curling(b, a))
        for (time, a), (_, b) in zip(slow, quick, strict=False)
        if time < 5.15
    ]
    exercise = load_exercise("biceps-curl")
    assert exercise.reps is not None
    reps = count(RepCounter(exercise, exercise.reps, "minimum", Sets(exercise.name)), bodies)
    assert [rep.side for rep in reps] == [slow_arm, _OTHER[slow_arm]]


@pytest.mark.slow
def test_a_real_recording_is_judged_alike_in_a_mirror(films: list[RealFilm], pose_model: PoseModel) -> None:
    wanted = [next(film for film in films if film.exercise == name) for name in ("biceps-curl", "lunge")]
    for film in wanted:
        with open_film(film.path) as pictures, FilmPoses(pictures, pose_model) as source:
            sightings = list(source)
        original = _judged(sightings, film.exercise)
        assert original.frames_with_pose
        _assert_alike(original, _judged(mirror_images(sightings), film.exercise))
