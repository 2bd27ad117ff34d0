"""A cut is a sudden jump of the body to a place where it stays; a stray landmark is not a cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from coach.body.pose import Pose
from coach.catalogue.library import load_exercise
from coach.judging.observation import Segment
from coach.performer.figure.body_presets import BODIES
from coach.performer.motion.activities import Activity
from coach.performer.repertoire import perform
from coach.performer.sources import Truth
from coach.recognition.scene_cuts import at_cuts, cuts_of

LIVELY = ("burpee", "jumping-jack", "push-up", "squat")


def poses_of(name: str, body: str = "plain", reps: int = 3) -> list[Pose]:
    act = perform(load_exercise(name), depths=(1.0,) * reps, body=BODIES[body])
    return [each.pose for each in Truth(act) if each.pose is not None]


def moved(poses: Sequence[Pose], across: float, later_s: float = 0.0) -> list[Pose]:
    aside = np.array([across, 0.0, 0.0])
    return [replace(pose, time=pose.time + later_s, image=pose.image + aside) for pose in poses]


@pytest.mark.parametrize("name", LIVELY)
def test_exercising_is_not_a_cut(name: str) -> None:
    assert cuts_of(poses_of(name)) == []


def test_walking_is_not_a_cut() -> None:
    walks = Truth(Activity(duration_s=20.0, seed=2))
    assert cuts_of([each.pose for each in walks if each.pose is not None]) == []


def test_a_shot_starts_at_its_first_frame() -> None:
    one, other = poses_of("squat"), poses_of("push-up", "tall")
    later_s = one[-1].time + 1 / 30
    [cut] = cuts_of([*one, *moved(other, 0.0, later_s)])
    assert cut == pytest.approx(later_s)


def test_a_body_that_jumps_and_returns_is_not_a_cut() -> None:
    poses = poses_of("squat")
    strayed = [*poses[:40], *moved(poses[40:44], 0.4), *poses[44:]]
    assert cuts_of(strayed) == []


def test_a_body_that_is_misread_again_and_again_is_not_a_cut() -> None:
    poses = poses_of("squat")
    astray = [*moved(poses[40:41], 0.4), poses[41], *moved(poses[42:43], 0.3), poses[43]]
    assert cuts_of([*poses[:40], *astray, *moved(poses[44:], 0.35)]) == []


@pytest.mark.parametrize(("across", "count"), [(0.5, 1), (0.05, 0)])
def test_after_a_time_without_a_body_a_shot_starts_where_it_is_far_away(across: float, count: int) -> None:
    poses = poses_of("squat")
    later = moved(poses[60:], across, 1.0)
    assert cuts_of([*poses[:60], *later]) == [later[0].time][:count]


@pytest.mark.parametrize("count", [0, 1, 2])
def test_a_film_of_a_few_frames_has_no_cuts(count: int) -> None:
    assert cuts_of(poses_of("squat")[:count]) == []


def segment(start_s: float, end_s: float, exercise: str | None = "squat") -> Segment:
    return Segment(start_s, end_s, exercise, 0.9)


def test_segments_start_and_end_at_nearby_cuts() -> None:
    found = [segment(0.0, 9.0), segment(10.5, 20.0, "plank"), segment(30.0, 40.0)]
    moved = at_cuts(found, [10.0, 25.0])
    assert [(each.start_s, each.end_s) for each in moved] == [(0.0, 10.0), (10.0, 20.0), (30.0, 40.0)]
    assert at_cuts(found, []) == found


def test_a_short_segment_across_a_cut_is_dropped() -> None:
    moved = at_cuts([segment(0.0, 9.0), segment(9.0, 11.0, None), segment(11.0, 20.0, "plank")], [10.0])
    assert [(each.start_s, each.end_s, each.exercise) for each in moved] == [
        (0.0, 10.0, "squat"),
        (10.0, 20.0, "plank"),
    ]
