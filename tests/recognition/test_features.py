"""Features are invariant to place, size, mirroring and frame rate."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.body.landmarks import Landmark
from coach.body.pose import FloatArray, Pose
from coach.body.stream import Sighting
from coach.catalogue.library import load_exercise
from coach.performer.repertoire import perform
from coach.performer.sources import Truth
from coach.recognition.features import NAMES
from coach.recognition.windows import FIRST_S, HOP_S, WINDOW_S, Window, windows_of

EXERCISES = ("squat", "push-up", "lunge", "biceps-curl", "plank", "jumping-jack")
_OTHER_SIDE = [
    Landmark[name.replace("LEFT", "RIGHT") if "LEFT" in name else name.replace("RIGHT", "LEFT")]
    for name in Landmark.__members__
]


def window_features(poses: Sequence[Pose], upright: FloatArray | None = None) -> FloatArray:
    """The features of one window."""
    return Window(tuple(poses), upright).features()


@cache
def performed(exercise: str, rate: float = 30.0) -> tuple[Pose, ...]:
    """Three seconds of an exercise, with true landmarks."""
    sightings = Truth(perform(load_exercise(exercise), frame_rate=rate, rest_before_s=0.5))
    poses = [each.pose for each in sightings if each.pose is not None]
    return tuple(pose for pose in poses if 0.5 <= pose.time <= 3.5 + 1e-6)


def changed(
    poses: Sequence[Pose],
    world: Callable[[FloatArray], FloatArray] = lambda points: points,
    image: Callable[[FloatArray], FloatArray] = lambda points: points,
) -> list[Pose]:
    """Each pose with its landmarks moved."""
    return [replace(pose, world=world(pose.world), image=image(pose.image)) for pose in poses]


def mirrored(poses: Sequence[Pose]) -> list[Pose]:
    """The person in a mirror; left and right are the person's own."""
    flipped = changed(
        poses,
        lambda world: world[_OTHER_SIDE] * np.array([-1.0, 1.0, 1.0]),
        lambda image: np.array([1.0, 0.0, 0.0]) + image[_OTHER_SIDE] * np.array([-1.0, 1.0, 1.0]),
    )
    return [replace(pose, visibility=pose.visibility[_OTHER_SIDE]) for pose in flipped]


def differences(a: FloatArray, b: FloatArray) -> FloatArray:
    """Differences of features, relative to their differences between movements."""
    shares: FloatArray = np.abs(a - b) / (_usual() + 0.05)
    return shares


@cache
def _usual() -> FloatArray:
    deviations: FloatArray = np.std([window_features(performed(each)) for each in EXERCISES], axis=0)
    return deviations


@pytest.mark.parametrize("exercise", EXERCISES)
def test_every_feature_has_a_name_and_a_value(exercise: str) -> None:
    features = window_features(performed(exercise))
    assert features.shape == (len(NAMES),)
    assert len(set(NAMES)) == len(NAMES)
    assert np.isfinite(features).all()


@pytest.mark.parametrize("exercise", EXERCISES)
def test_mirroring_changes_nothing(exercise: str) -> None:
    poses = performed(exercise)
    np.testing.assert_allclose(window_features(mirrored(poses)), window_features(poses), atol=1e-6)


@settings(max_examples=25, deadline=None)
@given(
    exercise=st.sampled_from(EXERCISES),
    size=st.floats(0.6, 1.5),
    scale=st.floats(0.3, 2.0),
    across=st.floats(-0.5, 0.5),
    down=st.floats(-0.5, 0.5),
)
def test_place_and_size_change_nothing(
    exercise: str, size: float, scale: float, across: float, down: float
) -> None:
    poses = performed(exercise)
    moved = changed(
        poses,
        lambda world: world * size,
        lambda image: image * scale + np.array([across, down, 0.0]),
    )
    features = window_features(moved)
    known = np.isfinite(features)  # not those of legs moved out of the picture
    assert known.mean() > 0.5
    np.testing.assert_allclose(features[known], window_features(poses)[known], atol=1e-4)


def hidden(poses: Sequence[Pose], *parts: Landmark) -> list[Pose]:
    """Poses with hidden landmarks, guessed wrongly."""
    guessed = []
    for pose in poses:
        world, visibility = pose.world.copy(), pose.visibility.copy()
        world[list(parts)] += 0.3
        visibility[list(parts)] = 0.1
        guessed.append(replace(pose, world=world, visibility=visibility))
    return guessed


def test_features_of_hidden_legs_are_missing_and_the_others_unchanged() -> None:
    poses = performed("biceps-curl")
    ankles = [Landmark.LEFT_ANKLE, Landmark.RIGHT_ANKLE, Landmark.LEFT_HEEL, Landmark.RIGHT_HEEL]
    ankles += [Landmark.LEFT_FOOT_INDEX, Landmark.RIGHT_FOOT_INDEX]
    knees = [*ankles, Landmark.LEFT_KNEE, Landmark.RIGHT_KNEE]
    whole = window_features(poses)
    for parts, unknown, known in (
        (ankles, "knee.mean", "hip.mean"),
        (knees, "hip.mean", "elbow.mean"),
    ):
        features = dict(zip(NAMES, window_features(hidden(poses, *parts)), strict=True))
        assert np.isnan(features[unknown]) and np.isfinite(features[known])
        known_names = [
            name for name in NAMES if np.isfinite(features[name]) and not name.startswith("period")
        ]
        original = dict(zip(NAMES, whole, strict=True))
        np.testing.assert_allclose(
            [features[n] for n in known_names], [original[n] for n in known_names], atol=1e-6
        )


def test_one_leg_hidden_behind_the_other_changes_nothing() -> None:
    poses = hidden(performed("squat"), Landmark.LEFT_KNEE, Landmark.LEFT_ANKLE)
    assert np.isfinite(window_features(poses)).all()


@settings(max_examples=15, deadline=None)
@given(exercise=st.sampled_from(EXERCISES), later_s=st.floats(0, 5000))
def test_a_shift_in_time_changes_nothing(exercise: str, later_s: float) -> None:
    poses = performed(exercise)
    later = [replace(pose, time=pose.time + later_s) for pose in poses]
    assert np.median(differences(window_features(later), window_features(poses))) < 1e-6


@pytest.mark.parametrize("exercise", EXERCISES)
@pytest.mark.parametrize("rate", [15.0, 60.0])
def test_the_frame_rate_changes_little(exercise: str, rate: float) -> None:
    other, usual = window_features(performed(exercise, rate)), window_features(performed(exercise))
    apart = differences(other, usual)
    assert np.quantile(apart, 0.95) < 0.1
    assert apart.max() < 0.6


@pytest.mark.parametrize("exercise", EXERCISES)
def test_uneven_time_steps_change_little(exercise: str) -> None:
    poses = performed(exercise, 60.0)
    random = np.random.default_rng(3)
    some = [poses[0], *(pose for pose in poses[1:-1] if random.random() < 0.4), poses[-1]]
    assert np.quantile(differences(window_features(some), window_features(poses)), 0.95) < 0.15


def test_a_known_tilt_is_corrected() -> None:
    poses = performed("squat")
    angle = np.deg2rad(20.0)
    tilt = np.array(
        [[1, 0, 0], [0, np.cos(angle), -np.sin(angle)], [0, np.sin(angle), np.cos(angle)]],
    )
    looked_up = changed(poses, lambda world: world @ tilt.T)
    np.testing.assert_allclose(window_features(looked_up, tilt.T), window_features(poses), atol=1e-6)


def test_hidden_joints_do_not_change_the_nearest_exercise() -> None:
    """With jumping hands and feet, features are still nearest to those of the same exercise."""
    random = np.random.default_rng(4)
    known = {each: window_features(performed(each)) for each in EXERCISES}
    hidden = np.array(
        [Landmark.LEFT_FOOT_INDEX, Landmark.LEFT_HEEL, Landmark.LEFT_WRIST, Landmark.LEFT_ELBOW]
    )
    for exercise in EXERCISES:
        guessed = []
        for pose in performed(exercise):
            world = pose.world.copy()
            world[hidden] += random.normal(0, 0.06, (len(hidden), 3))
            guessed.append(replace(pose, world=world))
        features = window_features(guessed)
        nearest = min(EXERCISES, key=lambda each: float(np.median(differences(features, known[each]))))
        assert nearest == exercise


def test_windows_overlap_and_the_first_are_short() -> None:
    sightings = list(Truth(perform(load_exercise("squat"), frame_rate=30.0)))
    windows = windows_of(sightings)
    assert windows.features.shape == (len(windows.starts_s), len(NAMES))
    assert windows.ends_s[0] == pytest.approx(FIRST_S, abs=0.05)
    assert np.diff(windows.ends_s)[:-1] == pytest.approx(HOP_S, abs=0.05)
    assert (windows.ends_s - windows.starts_s).max() <= WINDOW_S + 1e-6


def test_too_few_poses_make_no_window() -> None:
    pose = performed("squat")[0]
    few = [Sighting(0.1 * index, replace(pose, time=0.1 * index)) for index in range(5)]
    assert len(windows_of(few).features) == 0
    assert len(windows_of([Sighting(0.0, None)]).features) == 0
