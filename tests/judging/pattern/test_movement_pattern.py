"""What repeats alike along an exercise's own movement."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from coach.body.pose import Pose
from coach.catalogue.library import load_exercise
from coach.judging.candidates import reasons
from coach.judging.cycle import Cycle
from coach.judging.pattern.movement_pattern import MovementPattern, Repetition
from coach.kinematics.movement_template import movement_template
from coach.performer.motion.activities import Activity, Kind
from coach.performer.motion.choreography import Performance
from coach.performer.repertoire import perform
from coach.performer.sources import Truth


def _pattern(exercise: str) -> MovementPattern:
    return MovementPattern(movement_template(load_exercise(exercise).poses))


def _poses(act: Performance | Activity) -> list[Pose]:
    return [sighting.pose for sighting in Truth(act) if sighting.pose is not None]


def _found(pattern: MovementPattern, poses: list[Pose]) -> list[Repetition]:
    for pose in poses:
        pattern.memory.observe(pose, pose.time)
    return [each for each in pattern.repetitions(returned=0.65) if each.is_of_exercise]


@pytest.mark.parametrize("name", ["squat", "push-up", "bench-press", "sit-up", "biceps-curl", "pull-up"])
def test_three_alike_are_a_row_and_two_are_none(name: str) -> None:
    exercise = load_exercise(name)
    for reps, found in ((2, 0), (3, 3), (6, 6)):
        performance = perform(exercise, depths=(1.0,) * reps)
        repetitions = _found(_pattern(name), _poses(performance))
        assert len(repetitions) == found
        for each, true in zip(repetitions, performance.reps, strict=False):
            assert each.turn_s == pytest.approx(true.turn_s, abs=0.4)
            assert each.left_s < each.reached_s <= each.turn_s <= each.turned_s < each.end_s


def test_push_ups_count_by_the_body_if_the_elbows_cannot_be_read() -> None:
    """The elbows stay as they were in the first frame; shoulders and head go down all the same."""
    poses = _poses(perform(load_exercise("push-up"), depths=(1.0,) * 4))
    arms = [13, 14]
    stiff = []
    for pose in poses:
        world = pose.world.copy()
        world[arms] = (world[[11, 12]] + world[[15, 16]]) / 2
        stiff.append(replace(pose, world=world))
    assert len(_found(_pattern("push-up"), stiff)) == 4


def test_another_movement_is_none_of_the_exercise() -> None:
    curls = _poses(perform(load_exercise("biceps-curl"), depths=(1.0,) * 5))
    assert _found(_pattern("squat"), curls) == []
    assert _found(_pattern("push-up"), _poses(perform(load_exercise("squat"), depths=(1.0,) * 5))) == []


@pytest.mark.parametrize(
    ("kind", "name"), [("drinking", "biceps-curl"), ("tying a shoe", "squat"), ("walking", "squat")]
)
def test_a_movement_now_and_then_is_no_set(kind: Kind, name: str) -> None:
    minute = _poses(Activity(kind, seed=3, frame_rate=15.0))
    assert _found(_pattern(name), minute) == []


def test_a_single_movement_goes_the_exercise_s_way_or_another() -> None:
    performance = perform(load_exercise("squat"), depths=(1.0,))
    [true] = performance.reps
    movement = Cycle(true.start_s, true.turn_s, true.turn_s, true.turn_s, true.end_s, 0.0, 90.0, True, 1.0)
    along = {}
    for name in ("squat", "biceps-curl"):
        pattern = _pattern(name)
        for pose in _poses(performance):
            pattern.memory.observe(pose, pose.time)
        course = pattern.course(movement, None)
        assert course is not None
        along[name] = course
    squat, curl = along["squat"], along["biceps-curl"]
    assert squat.goes_along_alone(first=False, is_partial=False) and squat.along > 0.9
    assert not curl.goes_along and not curl.goes_along_alone(first=False, is_partial=False)


def test_a_single_movement_comes_back_with_the_whole_body() -> None:
    performance = perform(load_exercise("squat"), depths=(1.0,))
    [true] = performance.reps
    pattern = _pattern("squat")
    for pose in _poses(performance):
        pattern.memory.observe(pose, pose.time)
    down_s = true.turn_s + 0.1
    movement = Cycle(true.start_s, true.turn_s, true.turn_s, true.turn_s, down_s, 0.0, 90.0, True, 1.0)
    course = pattern.course(movement, None)
    assert course is not None
    assert (
        course.along > 0.9
        and course.apart > 1.5
        and not course.goes_along_alone(first=False, is_partial=False)
    )
    assert "of the way from where it began" in reasons.other_course(course, first=False).text


def test_what_is_not_visible_cannot_be_told() -> None:
    pattern = _pattern("squat")
    for pose in _poses(perform(load_exercise("squat"), depths=(1.0,))):
        pattern.memory.observe(replace(pose, visibility=np.full(33, 0.1)), pose.time)
    assert pattern.course(Cycle(2.0, 3.0, 3.0, 3.0, 4.0, 0.0, 90.0, True, 1.0), None) is None


def test_a_pose_that_is_no_number_is_left_out() -> None:
    pattern = _pattern("squat")
    poses = _poses(perform(load_exercise("squat"), depths=(1.0,) * 3))
    broken = [replace(pose, world=np.full((33, 3), np.nan)) for pose in poses]
    assert _found(pattern, broken) == []
