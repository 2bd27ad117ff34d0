"""Exercise files as performances: depth and camera."""

from __future__ import annotations

import numpy as np
import pytest

from coach.body.view import View
from coach.body.yaw import view_of, yaw_of
from coach.catalogue.library import all_exercises, load_exercise
from coach.judging.judge import Judge
from coach.performer.repertoire import camera_for, depth_for, perform
from coach.performer.sources import Truth

_EXERCISES = all_exercises()
_COUNTED = [name for name, exercise in _EXERCISES.items() if exercise.reps is not None]
_STANDING = [name for name, exercise in _EXERCISES.items() if exercise.poses.support == "feet"]


@pytest.mark.parametrize("name", _COUNTED)
def test_the_depth_for_a_share_of_the_minimum_excursion(name: str) -> None:
    exercise = load_exercise(name)
    half, whole = (depth_for(exercise, share) for share in (0.5, 1.0))
    assert 0 < half < whole < 1
    judge, deepest = Judge(exercise), 0.0
    for sighting in Truth(perform(exercise, depths=(whole,))):
        deepest = max(deepest, judge.observe(sighting.pose, sighting.time).depth or 0.0)
    assert deepest == pytest.approx(1.0, abs=0.05)


def test_a_hold_has_no_depth_and_key_poses_limit_it() -> None:
    with pytest.raises(ValueError, match="is a hold"):
        depth_for(load_exercise("plank"), 0.5)
    with pytest.raises(ValueError, match="don't reach"):
        depth_for(load_exercise("squat"), 9.0)


@pytest.mark.parametrize("pitch_deg", [0.0, 15.0, 25.0])
@pytest.mark.parametrize("name", _STANDING)
def test_the_camera_of_a_laptop_on_the_floor_sees_a_standing_person(name: str, pitch_deg: float) -> None:
    exercise = load_exercise(name)
    for view in exercise.camera.views:
        camera = camera_for(exercise, view, pitch_deg=pitch_deg, height_m=0.2)
        assert camera.distance_m < 6
        _assert_seen(name, view, pitch_deg, 0.2)


@pytest.mark.parametrize("name", sorted(_EXERCISES))
def test_the_default_camera_sees_the_whole_body(name: str) -> None:
    for view in load_exercise(name).camera.views:
        _assert_seen(name, view, 0.0, None)


def _assert_seen(name: str, view: View, pitch_deg: float, height_m: float | None) -> None:
    exercise = load_exercise(name)
    performance = perform(exercise, view, depths=() if exercise.hold else (1.0,), frame_rate=10)
    camera = camera_for(exercise, view, pitch_deg=pitch_deg, height_m=height_m)
    in_camera = camera.to_camera(performance.figure.landmarks, performance.middle)
    shares = camera.pixels(in_camera) / camera.size
    assert in_camera[..., 2].min() > 0.3
    assert shares.min() > 0
    assert shares.max() < 1


def test_a_picture_may_be_wide() -> None:
    camera = camera_for(load_exercise("squat"), "front", size=(640, 360))
    assert camera.size == (640, 360)
    assert camera.distance_m > camera_for(load_exercise("squat"), "front").distance_m


@pytest.mark.parametrize("name", ["squat", "side-plank"])
def test_the_front_view_shows_the_chest(name: str) -> None:
    performance = perform(load_exercise(name), "front", frame_rate=5)
    forward = performance.figure.chest[0][:, 2]
    towards = performance.camera.position(performance.middle) - performance.middle
    assert forward @ towards / np.linalg.norm(towards) > 0.8
    first = next(iter(Truth(performance))).pose
    assert first is not None
    assert view_of(yaw_of(first)) == "front"
