"""The overlay draws the skeleton, and the angles that the exercise is judged by."""

from __future__ import annotations

import numpy as np
import pytest

from coach.annotation.captions import Captions
from coach.annotation.overlay import Overlay, angle_marks, judged_joints
from coach.annotation.pose_track import BodyInPicture, PoseTrack
from coach.body.landmarks import Landmark
from coach.catalogue.library import load_exercise
from coach.drawing.colours import LEFT_BONES, RIGHT_BONES, bgr
from coach.judging.judge import Judge
from coach.judging.observation import Summary
from coach.performer.repertoire import perform
from coach.performer.sources import Truth
from coach.pipeline import run

SIZE = (640, 480)


@pytest.fixture(scope="module")
def squats() -> tuple[PoseTrack, Summary]:
    track = PoseTrack()
    performance = perform(load_exercise("squat"), "front", depths=(1.0, 1.0))
    summary, _ = run(Truth(performance), Judge(load_exercise("squat")), [track])
    return track, summary


def drawn(squats: tuple[PoseTrack, Summary], time: float) -> np.ndarray:
    track, summary = squats
    picture = np.full((SIZE[1], SIZE[0], 3), 90, np.uint8)
    Overlay(track, Captions(summary, track.held), {"squat": load_exercise("squat")}).draw(picture, time)
    return picture


def test_the_skeleton_lies_on_the_body_of_that_time(squats: tuple[PoseTrack, Summary]) -> None:
    track, summary = squats
    for time in (0.2, summary.sets[0].reps[0].turn_s):
        body = track.body_at(time)
        assert body is not None
        picture = drawn(squats, time)
        for landmark, colour in ((Landmark.LEFT_ANKLE, LEFT_BONES), (Landmark.RIGHT_ANKLE, RIGHT_BONES)):
            x, y = np.round(body.points[landmark] * SIZE - 0.5).astype(int)
            assert picture[y, x].tolist() == list(bgr(colour))


def test_the_count_and_the_bar_appear_with_the_set(squats: tuple[PoseTrack, Summary]) -> None:
    _, summary = squats
    turn_s = summary.sets[0].reps[0].turn_s
    corner, edge = np.s_[:80, :100], np.s_[150:330, 610:]
    assert (drawn(squats, 0.0)[corner] == 90).all()
    assert (drawn(squats, turn_s)[corner] != 90).any()
    assert (drawn(squats, turn_s)[edge] != 90).any()
    assert (drawn(squats, summary.sets[0].end_s + 60)[edge] == 90).all()


@pytest.mark.parametrize(
    ("exercise", "joint"), [("squat", "knee"), ("push-up", "elbow"), ("biceps-curl", "elbow")]
)
def test_an_exercise_is_judged_by_its_joints(exercise: str, joint: str) -> None:
    assert joint in judged_joints(load_exercise(exercise))


def test_of_two_joints_in_one_place_the_clearer_one_gets_the_figure() -> None:
    points = np.random.default_rng(3).uniform(0.3, 0.7, (33, 2))
    points[Landmark.RIGHT_KNEE] = points[Landmark.LEFT_KNEE] + 0.002
    visibility = np.ones(33)
    visibility[Landmark.RIGHT_ANKLE] = 0.6
    body = BodyInPicture(points, visibility, np.full((5, 2), 90.0))
    picture = np.zeros((480, 640, 3), np.uint8)
    assert [mark.side for mark in angle_marks(body, ("knee",), picture)] == ["left"]
    points[Landmark.RIGHT_KNEE] = points[Landmark.LEFT_KNEE] + (0.25, 0.0)
    assert [mark.side for mark in angle_marks(body, ("knee",), picture)] == ["left", "right"]
    visibility[Landmark.RIGHT_ANKLE] = 0.3
    assert [mark.side for mark in angle_marks(body, ("knee",), picture)] == ["left"]
