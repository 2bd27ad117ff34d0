"""At a cut the film ends and another one begins: a walk that is joined on changes no count."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coach.bench.fixtures.pose_transforms import pitched
from coach.body.stream import Sighting
from coach.catalogue.library import load_exercise
from coach.judging.judge import Judge
from coach.judging.observation import Summary
from coach.performer.motion.activities import Activity
from coach.performer.render.camera import Camera
from coach.performer.repertoire import perform
from coach.performer.sources import Truth


def _walk() -> list[Sighting]:
    """Some seconds of walking, cut off beside the place of the set."""
    return list(Truth(Activity("walking", 4.4, 3, camera=Camera(distance_m=3.2), frame_rate=15.0)))


def _set(exercise: str, from_s: float = 0.0, until_s: float = 60.0) -> list[Sighting]:
    """Two reps, from one moment to another."""
    performance = Truth(perform(load_exercise(exercise), depths=(1.0, 1.0)))
    return [each for each in performance if from_s <= each.time <= until_s]


def _joined(*parts: list[Sighting]) -> list[Sighting]:
    """Parts one after the other, without a gap."""
    joined: list[Sighting] = []
    for part in parts:
        shift_s = (joined[-1].time + 1 / 15 if joined else 0.0) - part[0].time
        for each in part:
            time = each.time + shift_s
            joined.append(Sighting(time, each.pose and replace(each.pose, time=time)))
    return joined


def _judged(exercise: str, sightings: list[Sighting]) -> Summary:
    judge = Judge(load_exercise(exercise))
    for each in sightings:
        judge.observe(each.pose, each.time)
    return judge.finish()


@pytest.fixture(scope="module")
def first_rep() -> tuple[float, float]:
    """When the first squat leaves, and when it is halfway back."""
    [reps] = [each.reps for each in _judged("squat", _set("squat")).sets]
    return reps[0].start_s, (reps[0].turn_s + reps[0].end_s) / 2


def test_a_rep_that_begins_at_the_cut_is_not_part_of_the_walk(first_rep: tuple[float, float]) -> None:
    summary = _judged("squat", _joined(_walk(), _set("squat", from_s=first_rep[0] - 0.1)))
    assert summary.full == 2


@pytest.mark.parametrize("exercise", ["squat", "push-up", "biceps-curl", "jumping-jack"])
def test_a_walk_before_and_after_changes_no_count(exercise: str) -> None:
    summary = _judged(exercise, _joined(_walk(), _set(exercise), _walk()))
    assert (summary.full, summary.partial) == (2, 0)


def test_a_rep_on_its_way_back_at_the_cut_counts_as_at_the_end(first_rep: tuple[float, float]) -> None:
    begun = _set("squat", until_s=first_rep[1] + 0.15)
    alone, joined = (_judged("squat", each) for each in (begun, _joined(begun, _walk())))
    assert alone.full == joined.full == 1


def test_the_camera_after_a_cut_is_another_one() -> None:
    tilted = pitched(25.0, _set("squat"))
    summary = _judged("squat", _joined(_walk(), tilted))
    assert summary.tilt_deg == pytest.approx(_judged("squat", tilted).tilt_deg, abs=0.5)
    assert summary.tilt_deg != pytest.approx(_judged("squat", _walk()).tilt_deg, abs=5.0)


def test_anything_goes_on_across_a_cut() -> None:
    assert _judged("anything", _joined(_walk(), _set("squat"))).full == 0, "two movements are no row"
