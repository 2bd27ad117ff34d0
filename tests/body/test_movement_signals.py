"""Signals of a movement, from poses at any times."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from coach.body.landmarks import Landmark
from coach.body.movement_signals import SIGNALS, signal_visibility, signals_of_poses
from coach.body.pose import Pose
from coach.catalogue.library import load_exercise
from coach.performer.repertoire import perform
from coach.performer.sources import Truth

_STEP_S = 0.05


@pytest.fixture(scope="module")
def poses() -> list[Pose]:
    sightings = Truth(perform(load_exercise("squat"), "side", depths=(1.0, 1.0)))
    return [each.pose for each in sightings if each.pose is not None]


def _signals(poses: list[Pose]) -> np.ndarray:
    return signals_of_poses(np.array([pose.time for pose in poses]), poses, _STEP_S)[1]


def test_every_signal_is_one_column(poses: list[Pose]) -> None:
    times, signals = signals_of_poses(np.array([pose.time for pose in poses]), poses, _STEP_S)
    assert signals.shape == (len(times), len(SIGNALS))
    assert np.diff(times) == pytest.approx(_STEP_S)


def test_fewer_frames_give_the_same_signals(poses: list[Pose]) -> None:
    all_of_them, every_third = _signals(poses), _signals(poses[::3])
    shared = min(len(all_of_them), len(every_third))
    assert np.abs(all_of_them[:shared] - every_third[:shared]).mean() < 1.0


def test_a_stray_landmark_in_one_frame_moves_nothing(poses: list[Pose]) -> None:
    middle = len(poses) // 2
    world = poses[middle].world.copy()
    world[Landmark.LEFT_WRIST] += 1.0
    strayed = [*poses[:middle], replace(poses[middle], world=world), *poses[middle + 1 :]]
    assert np.abs(_signals(strayed) - _signals(poses)).max() < 6.0


def test_a_signal_is_as_visible_as_its_worst_part_on_the_better_side(poses: list[Pose]) -> None:
    visibility = np.ones(33)
    visibility[[Landmark.LEFT_ANKLE, Landmark.RIGHT_ANKLE]] = 0.1, 0.3
    visibility[Landmark.LEFT_WRIST] = 0.0
    seen = dict(zip(SIGNALS, signal_visibility([replace(poses[0], visibility=visibility)]), strict=True))
    assert seen["knee angle"] == pytest.approx(0.3)
    assert seen["elbow angle"] == seen["hip angle"] == 1.0
    left = signal_visibility([replace(poses[0], visibility=visibility)], "left")
    assert left[SIGNALS.index("elbow angle")] == 0.0
