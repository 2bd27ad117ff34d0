"""Held props follow the hands; the others stay under or behind the body."""

from __future__ import annotations

from typing import get_args

import numpy as np
import pytest

from coach.catalogue.library import load_exercise
from coach.catalogue.poses import KeyPoses, Pose, Prop
from coach.kinematics.body import Body
from coach.performer.figure.bones import frames_of
from coach.performer.motion.choreography import Performance
from coach.performer.render.camera import Camera
from coach.performer.render.props import PropMesh, things
from coach.performer.render.renderer import Renderer
from coach.performer.repertoire import perform

LYING: Pose = {"trunk_pitch": -90, "shoulder_flexion": 90, "hip_flexion": 20, "knee_flexion": 80}
_WRISTS = [15, 16]


def _presses() -> Performance:
    return perform(load_exercise("shoulder-press"), depths=(1.0,), frame_rate=10)


def _lying() -> Performance:
    return Performance("bench", KeyPoses(support="bench", start=LYING), depths=(), hold_s=1.0)


def _things(name: Prop, performance: Performance) -> list[PropMesh]:
    bones = frames_of(performance.figure, across=True)
    return things([name], performance.figure, bones, performance.body)


@pytest.mark.parametrize("name", get_args(Prop))
def test_each_prop_is_visible(name: Prop) -> None:
    performance = _lying() if name == "bench" else _presses()
    bare, equipped = (
        Renderer(Body(), Camera(yaw_deg=30), performance.middle, None, props).draw(performance.figure, 0)
        for props in ((), (name,))
    )
    assert (np.abs(bare.astype(int) - equipped).max(axis=2) > 20).sum() > 200


def test_a_barbell_lies_through_both_hands_all_the_time() -> None:
    performance = _presses()
    (barbell,) = _things("barbell", performance)
    wrists = performance.figure.landmarks[:, _WRISTS]
    along = wrists[:, 0] - wrists[:, 1]
    along /= np.linalg.norm(along, axis=1, keepdims=True)
    assert np.einsum("fi,fi->f", along, barbell.frames[:, :, 0]).min() > 0.999
    hands = np.linalg.norm(barbell.frames[:, :, 3] - wrists.mean(axis=1), axis=1)
    assert hands.max() < Body().hand * Body().height_m
    assert np.ptp(barbell.frames[:, 1, 3]) > 0.3


def test_dumbbells_stay_in_their_hands() -> None:
    performance = _presses()
    for dumbbell, wrist in zip(_things("dumbbells", performance), _WRISTS, strict=True):
        reach = np.linalg.norm(dumbbell.frames[:, :, 3] - performance.figure.landmarks[:, wrist], axis=1)
        assert np.ptp(reach) < 1e-9
        assert reach.max() < Body().hand * Body().height_m


def test_the_bar_stays_where_the_hands_are() -> None:
    pull_ups = perform(load_exercise("pull-up"), depths=(1.0,), frame_rate=10)
    (bar,) = _things("bar", pull_ups)
    assert bar.frames.shape == (1, 3, 4)
    wrists = pull_ups.figure.landmarks[:, _WRISTS].mean(axis=1)
    assert np.linalg.norm(bar.frames[0, :, 3] - wrists, axis=1).max() < 0.12


def test_the_bench_lies_under_hips_and_head() -> None:
    performance = _lying()
    (bench,) = _things("bench", performance)
    hips, shoulders = (performance.figure.landmarks[0, pair].mean(axis=0) for pair in ([23, 24], [11, 12]))
    top = bench.frames[0, 1, 3]
    assert 0.25 < top < shoulders[1]
    ahead = bench.frames[0, :, 2]
    for point in (hips, shoulders, performance.figure.head_middle[0]):
        along = (point - bench.frames[0, :, 3]) @ ahead
        assert -0.1 < along < bench.mesh.corners[:, 2].max()


def test_the_wall_is_behind_the_back_and_the_chair_under_the_seat() -> None:
    squats = perform(load_exercise("squat"), depths=(1.0,), frame_rate=10)
    backs = squats.figure.landmarks[:, [11, 12, 23, 24], 2]
    (wall,) = _things("wall", squats)
    assert -0.15 < wall.frames[0, 2, 3] - backs.min() < 0
    (chair,) = _things("chair", squats)
    lowest = squats.figure.landmarks[:, [23, 24], 1].mean(axis=1).min()
    assert 0.05 < lowest - chair.frames[0, 1, 3] < 0.15
