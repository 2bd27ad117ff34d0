"""Everyday activities have realistic movements."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from coach.body.landmarks import BONES, Landmark
from coach.kinematics.skeleton import Array
from coach.performer.motion.activities import KINDS, Activity, Kind
from coach.performer.sources import Rendered, Truth

_TRUNK = [{Landmark.LEFT_SHOULDER, Landmark.LEFT_HIP}, {Landmark.RIGHT_SHOULDER, Landmark.RIGHT_HIP}]


@cache
def _done(kind: Kind) -> Activity:
    return Activity(kind=kind, duration_s=40.0, seed=2)


def _landmarks(kind: Kind) -> Array:
    return _done(kind).figure.landmarks


@pytest.mark.parametrize("kind", KINDS)
def test_it_has_the_given_duration_and_is_visible(kind: Kind) -> None:
    activity = _done(kind)
    assert len(activity.times) == 40 * 30
    assert len(activity.figure.landmarks) == len(activity.times)
    visible = np.mean([sighting.pose is not None for sighting in Truth(activity)])
    assert visible > 0.9
    assert Truth(activity).facts.name == f"a rendered {activity.name}"


@pytest.mark.parametrize("kind", KINDS)
def test_bodies_stay_intact_above_the_floor_and_move_smoothly(kind: Kind) -> None:
    landmarks = _landmarks(kind)
    assert landmarks[..., 1].min() > 0.003
    assert np.linalg.norm(np.diff(landmarks, axis=0), axis=2).max() * 30 < 8
    for start, end in BONES:
        if {start, end} not in _TRUNK:
            assert np.ptp(np.linalg.norm(landmarks[:, start] - landmarks[:, end], axis=1)) < 1e-9


@pytest.mark.parametrize("kind", KINDS)
def test_the_seed_determines_the_times(kind: Kind) -> None:
    activity = replace(_done(kind), duration_s=10.0)
    same, other = replace(activity), replace(activity, seed=9)
    assert (activity.figure.landmarks == same.figure.landmarks).all()
    assert np.abs(activity.figure.landmarks - other.figure.landmarks).max() > 0.05
    assert (activity.digest == same.digest) != (activity.digest == other.digest)


def test_walking_goes_back_and_forth_across_the_picture() -> None:
    hips = _landmarks("walking")[:, Landmark.LEFT_HIP]
    assert 1.5 < np.ptp(hips[:, 0]) < 4.5
    assert np.ptp(hips[:, 2]) < 1.2
    turns = np.flatnonzero(np.diff(np.sign(np.diff(hips[::15, 0]))))
    assert len(turns) > 8


def test_waving_is_above_the_shoulder_and_repeated() -> None:
    landmarks = _landmarks("waving")
    up = landmarks[:, Landmark.RIGHT_WRIST, 1] > landmarks[:, Landmark.RIGHT_SHOULDER, 1]
    assert 3 <= (np.diff(up.astype(int)) > 0).sum() <= 12
    across = landmarks[up, Landmark.RIGHT_WRIST, 0] - landmarks[up, Landmark.RIGHT_ELBOW, 0]
    assert np.ptp(across) > 0.15


def test_drinking_brings_the_hand_to_the_mouth() -> None:
    landmarks = _landmarks("drinking")
    hand = landmarks[:, [Landmark.RIGHT_INDEX, Landmark.RIGHT_PINKY]].mean(axis=1)
    mouth = landmarks[:, [Landmark.MOUTH_LEFT, Landmark.MOUTH_RIGHT]].mean(axis=1)
    near = np.linalg.norm(hand - mouth, axis=1) < 0.2
    assert 3 <= (np.diff(near.astype(int)) > 0).sum() <= 10


def test_tying_a_shoe_has_both_hands_at_the_foot() -> None:
    landmarks = _landmarks("tying a shoe")
    for hand in (Landmark.LEFT_INDEX, Landmark.RIGHT_INDEX):
        reach = np.linalg.norm(landmarks[:, hand] - landmarks[:, Landmark.LEFT_ANKLE], axis=1)
        assert reach.min() < 0.25
        assert np.median(reach) > 0.25 or (reach < 0.25).mean() > 0.3
    heads = landmarks[:, Landmark.NOSE, 1]
    assert heads.min() < 0.9
    assert heads[-1] > 1.5 or heads[0] > 1.5
    knee = landmarks[heads.argmin(), Landmark.RIGHT_KNEE, 1]
    assert knee < 0.12


def test_sitting_down_happens_once_with_the_feet_on_the_floor() -> None:
    landmarks = _landmarks("sitting down")
    hips = landmarks[:, Landmark.LEFT_HIP, 1]
    assert hips[0] > 0.85
    seated = hips < 0.62
    assert (np.diff(seated.astype(int)) != 0).sum() == 1
    assert seated[-1]
    assert landmarks[seated][:, 29:33, 1].min(axis=1).max() < 0.05
    assert _done("sitting down").props == ("chair",)


def test_it_can_be_rendered() -> None:
    activity = Activity(kind="walking", duration_s=1.0, frame_rate=4.0)
    frames = list(Rendered(activity))
    assert len(frames) == 4
    assert (frames[0].picture != frames[3].picture).any()
