"""Entry, getting into position, and exit."""

from __future__ import annotations

import numpy as np
import pytest

from coach.body.landmarks import Landmark
from coach.catalogue.library import all_exercises, load_exercise
from coach.performer.figure.bones import frames_of
from coach.performer.render.props import things
from coach.performer.repertoire import perform
from coach.performer.sources import Truth

NAMES = sorted(all_exercises())
_HIPS = [Landmark.LEFT_HIP, Landmark.RIGHT_HIP]


@pytest.mark.parametrize("name", NAMES)
def test_the_athlete_enters_and_leaves_the_picture(name: str) -> None:
    performance = perform(load_exercise(name), entry_s=9.0, exit_s=9.0, frame_rate=10)
    visible = [sighting.pose is not None for sighting in Truth(performance)]
    frames = performance.times
    assert not visible[0]
    assert not visible[-1]
    there = (frames > 7.0) & (frames < performance.duration_s - 7.0)
    assert np.array(visible)[there].all()
    assert np.flatnonzero(np.diff(np.array(visible).astype(int))).size == 2


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("entry_s", [2.0, 6.0])
def test_the_set_is_the_same_without_an_entry(name: str, entry_s: float) -> None:
    exercise = load_exercise(name)
    alone, entered = perform(exercise), perform(exercise, entry_s=entry_s)
    first = round(entry_s * 30)
    same = alone.figure.landmarks
    np.testing.assert_allclose(entered.figure.landmarks[first : first + len(same)], same, atol=1e-9)
    np.testing.assert_allclose(entered.middle, alone.middle)
    assert np.abs(entered.figure.landmarks[first - 1] - same[0]).max() < 0.02


def test_the_athlete_stands_and_faces_ahead_before_getting_down() -> None:
    landmarks = perform(load_exercise("push-up"), entry_s=7.0).figure.landmarks
    stands = landmarks[round((7.0 - 2.2) * 30)]
    assert stands[Landmark.NOSE, 1] > 1.5
    across = stands[Landmark.LEFT_SHOULDER] - stands[Landmark.RIGHT_SHOULDER]
    np.testing.assert_allclose(across / np.linalg.norm(across), [1, 0, 0], atol=0.02)


def test_on_the_floor_the_athlete_sits_down_before_lying_back() -> None:
    landmarks = perform(load_exercise("sit-up"), entry_s=7.0).figure.landmarks[: 7 * 30]
    hips, nose = landmarks[:, _HIPS, 1].mean(axis=1), landmarks[:, Landmark.NOSE, 1]
    sits = np.flatnonzero(hips < 0.13)[0]
    assert nose[sits] > 0.5
    assert nose[-1] < 0.35


def test_the_hands_reach_the_bar_before_the_feet_leave_the_floor() -> None:
    performance = perform(load_exercise("pull-up"), entry_s=6.0)
    landmarks = performance.figure.landmarks
    wrists, soles = landmarks[:, 15:17, 1].mean(axis=1), landmarks[:, 29:33, 1].min(axis=1)
    leaves = np.flatnonzero(soles > 0.05)[0]
    assert leaves > 4.5 * 30
    assert wrists[leaves] > wrists[round(6.5 * 30)] - 0.25
    assert soles[round(6.5 * 30)] > 0.1


def test_a_short_entry_stands_and_gets_into_position() -> None:
    landmarks = perform(load_exercise("push-up"), entry_s=2.0).figure.landmarks
    assert landmarks[0, Landmark.NOSE, 1] > 1.5
    assert landmarks[60, Landmark.NOSE, 1] < 1.0
    hips = landmarks[:9, _HIPS].mean(axis=1)
    assert np.ptp(hips[:, [0, 2]], axis=0).max() < 0.05


def test_the_bar_is_in_place_before_the_athlete() -> None:
    performance = perform(load_exercise("pull-up"), entry_s=6.0, exit_s=4.0)
    figure, body = performance.figure, performance.body
    (bar,) = things(("bar",), figure, frames_of(figure), body, performance.sweep)
    assert len(bar.frames) == 1
    hangs = figure.landmarks[round(6.5 * 30), 15:17].mean(axis=0)
    assert np.linalg.norm(bar.frames[0, :, 3] - hangs) < 0.12
