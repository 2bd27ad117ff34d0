"""The whole judge on true landmarks: every exercise, from every view it supports."""

from __future__ import annotations

from dataclasses import replace
from typing import Unpack

import numpy as np
import pytest

from coach.body.pose import Pose
from coach.body.stream import Sighting
from coach.body.view import View
from coach.catalogue.definition import Exercise
from coach.catalogue.library import all_exercises, load_exercise
from coach.catalogue.poses import Acted, with_fault
from coach.judging.events import (
    Event,
    HoldProgressed,
    RangeUsed,
    RepCompleted,
    SetEnded,
    SetStarted,
    TrackingFound,
    TrackingLost,
)
from coach.judging.judge import Judge
from coach.judging.observation import Summary
from coach.performer.motion.choreography import Beat
from coach.performer.repertoire import PerformanceChoice, perform
from coach.performer.sources import Truth

COUNTED = [
    (exercise, view)
    for exercise in all_exercises().values()
    if exercise.reps is not None
    for view in exercise.camera.views
]


def judged(sightings: list[Sighting], exercise: Exercise, range_used: RangeUsed = "minimum") -> Summary:
    judge = Judge(exercise, range_used=range_used)
    for sighting in sightings:
        judge.observe(sighting.pose, sighting.time)
    return judge.finish()


def truth(
    exercise: Exercise, view: View | None = None, **choice: Unpack[PerformanceChoice]
) -> list[Sighting]:
    return list(Truth(perform(exercise, view, **choice)))


@pytest.mark.parametrize(
    ("exercise", "view"), COUNTED, ids=[f"{exercise.name}-{view}" for exercise, view in COUNTED]
)
def test_five_reps_count_as_five(exercise: Exercise, view: View) -> None:
    summary = judged(truth(exercise, view, depths=(1.0,) * 5), exercise)
    assert (summary.full, summary.partial) == (5, 0)
    assert len(summary.sets) == 1
    assert summary.view == view


@pytest.mark.parametrize(
    "name",
    sorted(
        {each.name for each, _ in COUNTED if each.poses.support != "feet"} | {"squat", "burpee", "high-knees"}
    ),
)
def test_getting_into_position_counts_nothing(name: str) -> None:
    exercise = load_exercise(name)
    summary = judged(truth(exercise, depths=(1.0,) * 3, entry_s=3.0), exercise)
    assert (summary.full, summary.partial) == (3, 0)


@pytest.mark.parametrize("beat", [Beat(0.5, 0.0, 0.5, 0.1), Beat(3.0, 2.0, 3.0, 2.0)], ids=["fast", "slow"])
@pytest.mark.parametrize("name", ["squat", "push-up", "lunge", "shoulder-press"])
def test_fast_and_slow_count_the_same(name: str, beat: Beat) -> None:
    exercise = load_exercise(name)
    assert judged(truth(exercise, depths=(1.0,) * 4, beat=beat), exercise).full == 4


def test_times_are_those_of_the_performance() -> None:
    exercise = load_exercise("squat")
    performance = perform(exercise, depths=(1.0,) * 3, beat=Beat(2.0, 1.0, 1.0, 1.0))
    (only,) = judged(list(Truth(performance)), exercise).sets
    for rep, true in zip(only.reps, performance.reps, strict=True):
        assert rep.start_s == pytest.approx(true.start_s, abs=0.3)
        assert rep.end_s == pytest.approx(true.end_s, abs=0.3)
        assert rep.tempo.eccentric == pytest.approx(2.0, abs=0.4)
        assert rep.tempo.pause_stretched == pytest.approx(1.0, abs=0.4)
        assert rep.tempo.concentric == pytest.approx(1.0, abs=0.3)


def test_lunges_name_the_front_leg() -> None:
    exercise = load_exercise("lunge")
    summary = judged(truth(exercise, depths=(1.0,) * 4), exercise)
    reps = summary.sets[0].reps
    assert [rep.side for rep in reps] == ["left", "right", "left", "right"]
    assert all(rep.tempo.pause_contracted < 1.0 for rep in reps), "the other leg's repetition is no pause"


@pytest.mark.parametrize("name", ["high-knees", "mountain-climber", "russian-twist"])
def test_each_side_counts_separately(name: str) -> None:
    exercise = load_exercise(name)
    quick = Beat(out_s=0.35, turn_s=0.0, back_s=0.35, start_s=0.0)
    reps = judged(truth(exercise, depths=(1.0,) * 6, beat=quick), exercise).sets[0].reps
    assert sorted(rep.side for rep in reps) == ["left"] * 3 + ["right"] * 3


@pytest.mark.parametrize(
    ("done", "exercise"),
    [
        ("sit-up", "crunch"),
        ("sit-up", "leg-raise"),
        ("leg-raise", "glute-bridge"),
        ("leg-raise", "crunch"),
        ("squat", "high-knees"),
        ("squat", "burpee"),
        ("push-up", "mountain-climber"),
        ("mountain-climber", "high-knees"),
        ("side-plank", "plank"),
        ("plank", "side-plank"),
    ],
)
def test_a_movement_is_not_counted_as_a_similar_one(done: str, exercise: str) -> None:
    summary = judged(truth(load_exercise(done)), load_exercise(exercise))
    assert summary.full == 0 and not summary.hold_s


@pytest.mark.parametrize(("reps", "counted"), [(2, 0), (3, 3)])
def test_knee_raises_count_as_leg_raises_once_three_are_alike(reps: int, counted: int) -> None:
    exercise = load_exercise("leg-raise")
    drawn_in = replace(
        perform(exercise, depths=(1.0,) * reps),
        poses=with_fault(exercise.poses, Acted(turn={"knee_flexion": 80})),
    )
    assert judged(list(Truth(drawn_in)), exercise).full == counted


def test_a_plank_is_counted_in_seconds() -> None:
    exercise = load_exercise("plank")
    sightings = truth(exercise, hold_s=6.0)
    judge = Judge(exercise)
    events = [
        event
        for sighting in sightings
        for event in judge.observe(sighting.pose, sighting.time).events
        if isinstance(event, HoldProgressed)
    ]
    summary = judge.finish()
    length = sightings[-1].time - sightings[0].time
    assert summary.hold_s == pytest.approx(length, abs=0.5)
    assert summary.full == 0
    assert [int(event.held_s) for event in events] == list(range(1, int(length) + 1))


def test_seconds_without_detection_are_not_held() -> None:
    exercise = load_exercise("plank")
    sightings = [
        Sighting(sighting.time, None if 4.0 <= sighting.time < 8.0 else sighting.pose)
        for sighting in truth(exercise, hold_s=9.0)
    ]
    length = sightings[-1].time - sightings[0].time - 4.0
    assert judged(sightings, exercise).hold_s == pytest.approx(length, abs=0.5)


def test_standing_is_no_plank() -> None:
    summary = judged(truth(load_exercise("squat"), depths=(1.0,)), load_exercise("plank"))
    assert summary.hold_s is None or summary.hold_s == 0.0


def later(sightings: list[Sighting], seconds: float) -> list[Sighting]:
    return [
        Sighting(each.time + seconds, each.pose and replace(each.pose, time=each.time + seconds))
        for each in sightings
    ]


def test_a_rest_ends_a_set_and_numbers_start_again() -> None:
    exercise = load_exercise("squat")
    once = truth(exercise, depths=(1.0,) * 3)
    end = once[-1].time
    resting = [later(once[-1:], i / 10)[0] for i in range(1, 301)]
    judge = Judge(exercise)
    events = [
        event
        for each in (*once, *resting, *later(once, end + 31.0))
        for event in judge.observe(each.pose, each.time).events
    ]
    summary = judge.finish()
    assert [len(each.reps) for each in summary.sets] == [3, 3]
    assert [rep.number for rep in summary.sets[1].reps] == [1, 2, 3]
    kinds = [type(event) for event in events if not isinstance(event, RepCompleted)]
    assert kinds == [SetStarted, SetEnded, SetStarted]
    assert [type(event) for event in summary.events] == [SetEnded]


def test_pauses_within_a_set_do_not_end_it() -> None:
    exercise = load_exercise("squat")
    summary = judged(truth(exercise, depths=(1.0,) * 3, beat=Beat(1.0, 5.0, 1.0, 5.0)), exercise)
    assert len(summary.sets) == 1
    assert summary.full == 3


def test_detected_frames_are_counted() -> None:
    exercise = load_exercise("squat")
    sightings = truth(exercise, depths=(1.0,) * 2)
    hidden = [Sighting(each.time, None if each.time < 1.0 else each.pose) for each in sightings]
    summary = judged(hidden, exercise)
    assert summary.frames == len(sightings)
    assert summary.frames_with_pose == sum(each.pose is not None for each in hidden)
    assert summary.duration_s == pytest.approx(sightings[-1].time - sightings[0].time)


def test_a_source_without_a_person_has_a_summary() -> None:
    summary = judged([Sighting(i / 10, None) for i in range(50)], load_exercise("squat"))
    assert (summary.full, summary.partial, summary.view, summary.tilt_deg) == (0, 0, None, None)
    assert summary.sets == ()


def test_a_source_without_frames_has_a_summary() -> None:
    summary = judged([], load_exercise("squat"))
    assert (summary.frames, summary.duration_s, summary.sets) == (0, 0.0, ())


def test_losing_and_finding_the_body_is_reported_once() -> None:
    exercise = load_exercise("squat")
    sightings = truth(exercise, depths=(1.0,))
    gone = [Sighting(sightings[-1].time + i / 30, None) for i in range(1, 90)]
    back = later(sightings[:30], gone[-1].time + 0.1)
    judge = Judge(exercise)
    events = [
        event for each in (*sightings, *gone, *back) for event in judge.observe(each.pose, each.time).events
    ]
    notices = [event for event in events if isinstance(event, TrackingLost | TrackingFound)]
    assert [type(notice) for notice in notices] == [TrackingLost, TrackingFound]


def test_the_hidden_limb_is_named() -> None:
    exercise = load_exercise("squat")
    judge = Judge(exercise)
    events: list[Event] = []
    for each in truth(exercise, depths=(1.0,)):
        assert each.pose is not None
        visibility = each.pose.visibility.copy()
        visibility[27:29] = 0.05
        events += judge.observe(replace(each.pose, visibility=visibility), each.time).events
    lost = next(event for event in events if isinstance(event, TrackingLost))
    assert lost.what.endswith("ankle")


def test_depth_goes_from_zero_to_full_and_back() -> None:
    exercise = load_exercise("squat")
    judge = Judge(exercise)
    observations = [judge.observe(each.pose, each.time) for each in truth(exercise, depths=(1.0,))]
    depths = [each.depth for each in observations if each.depth is not None]
    assert max(depths) > 1.0
    assert abs(depths[-1]) < 0.2
    assert {each.phase for each in observations} >= {"start", "out", "back"}


def test_nan_landmarks_do_no_harm() -> None:
    exercise = load_exercise("squat")
    sightings = truth(exercise, depths=(1.0,) * 2)
    broken = [
        Sighting(each.time, _broken(each.pose) if i % 50 == 25 else each.pose)
        for i, each in enumerate(sightings)
    ]
    assert judged(broken, exercise).full == 2


def _broken(pose: Pose | None) -> Pose | None:
    return pose and replace(pose, world=np.full((33, 3), np.nan, np.float32))


def test_ending_a_rep_elsewhere_is_walking() -> None:
    exercise = load_exercise("biceps-curl")
    assert exercise.position.on_the_spot
    sightings = truth(exercise, "oblique", depths=(1.0,) * 3)
    walking = [replace(each, pose=each.pose and _gone_by(each.pose, 0.3 * each.time)) for each in sightings]
    assert judged(sightings, exercise).full == 3
    assert judged(walking, exercise).full == 0
    anywhere = exercise.position.model_copy(update={"on_the_spot": False})
    assert judged(walking, exercise.model_copy(update={"position": anywhere})).full == 3


def _gone_by(pose: Pose, pictures: float) -> Pose:
    """The same body, shifted right by some widths of the frame."""
    image = pose.image.copy()
    image[:, 0] += pictures
    return replace(pose, image=image)
