"""Everyday movements that look like exercises, on true landmarks, are not counted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import pytest

from coach.body.angles import angles_of
from coach.body.stream import Sighting
from coach.catalogue.bound import Bound
from coach.catalogue.definition import Exercise
from coach.catalogue.library import load_exercise
from coach.judging.bounds import meets
from coach.judging.judge import Judge
from coach.judging.observation import Summary
from coach.performer.motion.activities import Activity, Kind
from coach.performer.motion.choreography import Performance
from coach.performer.render.camera import Camera
from coach.performer.repertoire import perform
from coach.performer.sources import Truth


def judged(sightings: Iterable[Sighting], exercise: Exercise) -> Summary:
    judge = Judge(exercise)
    for sighting in sightings:
        judge.observe(sighting.pose, sighting.time)
    return judge.finish()


def minute(kind: Kind, yaw_deg: float) -> Truth:
    return Truth(Activity(kind, seed=3, camera=Camera(yaw_deg=yaw_deg, distance_m=3.2), frame_rate=15.0))


@pytest.mark.parametrize("yaw_deg", [0.0, -60.0])
@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("drinking", "biceps-curl"),
        ("drinking", "front-raise"),
        ("drinking", "jumping-jack"),
        ("drinking", "triceps-pushdown"),
        ("waving", "biceps-curl"),
        ("walking", "biceps-curl"),
        ("walking", "row"),
        ("walking", "squat"),
        ("tying a shoe", "row"),
        ("tying a shoe", "squat"),
        ("tying a shoe", "push-up"),
        ("sitting down", "wall-sit"),
    ],
)
def test_an_everyday_minute_is_not_counted(kind: Kind, name: str, yaw_deg: float) -> None:
    summary = judged(minute(kind, yaw_deg), load_exercise(name))
    assert (summary.full, summary.partial, summary.hold_s) == (0, 0, None)


def wall_sit(**choice: float) -> Performance:
    return perform(load_exercise("wall-sit"), "side", depths=(), **choice)  # type: ignore[arg-type]


def test_sliding_down_the_wall_holds_and_so_does_starting_there() -> None:
    exercise = load_exercise("wall-sit")
    for entry_s in (0.0, 2.0):
        held = judged(Truth(wall_sit(hold_s=8.0, entry_s=entry_s, exit_s=2.0)), exercise)
        assert held.hold_s is not None
        assert held.hold_s >= 8.0


def test_after_sitting_on_a_chair_a_wall_sit_needs_standing_up() -> None:
    exercise = load_exercise("wall-sit")
    assert exercise.hold is not None
    chair = list(minute("sitting down", 75.0))
    before_s = chair[-1].time + 0.1
    wall = list(Truth(wall_sit(hold_s=8.0, entry_s=2.0)))
    both = chair + [replace(each, time=each.time + before_s) for each in wall]
    alone = judged(wall, exercise).hold_s
    assert alone is not None
    assert judged(both, exercise).hold_s == pytest.approx(alone, abs=0.2)
    any_way = exercise.model_copy(update={"hold": exercise.hold.model_copy(update={"tipped": None})})
    assert (judged(chair, any_way).hold_s or 0.0) > 50


def test_a_bound_can_require_both_sides_or_a_lone_arm() -> None:
    pose = next(iter(Truth(perform(load_exercise("biceps-curl"), "front", depths=(1.0,))))).pose
    assert pose is not None
    hanging = angles_of(pose)
    one_up = replace(hanging, wrist_height=np.array([0.3, hanging.wrist_height[1]]))
    both_up = replace(hanging, wrist_height=np.array([0.3, 0.3]))
    up = Bound(measure="wrist_height", at_least=0.0, why="up")
    assert meets([up], one_up, None, None)
    up_both = up.model_copy(update={"both": True})
    assert not meets([up_both], one_up, None, None)
    assert meets([up_both], both_up, None, None)
    low = Bound(measure="wrist_height", at_most=0.0, if_alone=True, why="low when alone")
    assert not meets([low], one_up, 0, None)
    assert meets([low], both_up, 0, None)
