"""Preset bodies differ like people, and all of them are detected."""

from __future__ import annotations

import numpy as np
import pytest

from coach.body.stream import Frame
from coach.catalogue.library import load_exercise
from coach.kinematics.body import Body, contrast, luminance
from coach.performer.figure.body_presets import BODIES
from coach.performer.render.renderer import Renderer
from coach.performer.render.scene import Room, backdrop
from coach.performer.repertoire import perform
from coach.vision.landmarker.landmarker import Landmarker
from coach.vision.pose_model.pose_model import PoseModel

_HIP, _SHOULDER = [23, 24], [11, 12]


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((40, 90, 10), (40, 90, 10)) == 1
    assert contrast((119, 119, 119), (255, 255, 255)) == pytest.approx(4.48, abs=0.01)
    assert luminance((0, 0, 255)) == pytest.approx(0.2126)


@pytest.mark.parametrize("body", BODIES.values(), ids=list(BODIES))
def test_lengths_add_up_to_the_height(body: Body) -> None:
    skull_above_eyes = 0.064
    whole = body.ankle + body.shank + body.thigh + body.trunk + body.neck + skull_above_eyes
    assert whole == pytest.approx(1.0, abs=0.005)


def test_limb_ratios_differ_by_15_percent() -> None:
    ratios = np.array(
        [
            (
                body.thigh / body.shank,
                body.upper_arm + body.forearm,
                body.trunk / (body.thigh + body.shank),
                body.half_shoulders / body.half_hips,
            )
            for body in BODIES.values()
        ]
    )
    assert (ratios.max(axis=0) / ratios.min(axis=0)).min() >= 1.15


def _rendered_contrast(body: Body) -> float:
    """Contrast of the middle of the shirt with the wall behind it, as rendered."""
    squats = perform(load_exercise("squat"), "front", depths=(1.0,), frame_rate=10, body=body)
    picture = Renderer(body, squats.camera, squats.middle).draw(squats.figure, 0)
    empty = backdrop(squats.camera, squats.middle, Room()).picture
    landmarks = squats.figure.landmarks[0]
    chest = (landmarks[_HIP].mean(axis=0) * 0.35 + landmarks[_SHOULDER].mean(axis=0) * 0.65)[None]
    column, row = squats.camera.pixels(squats.camera.to_camera(chest, squats.middle))[0].astype(int)
    shirt, wall = (
        each[row - 12 : row + 12, column - 8 : column + 8].mean(axis=(0, 1)) for each in (picture, empty)
    )
    return contrast((shirt[0], shirt[1], shirt[2]), (wall[0], wall[1], wall[2]))


def test_clothes_contrast_with_the_wall_except_the_faint_ones() -> None:
    contrasts = {name: _rendered_contrast(body) for name, body in BODIES.items()}
    assert 1.3 < contrasts["faint"] <= 1.5
    assert contrasts["plain"] > 4


@pytest.mark.parametrize("body", BODIES.values(), ids=list(BODIES))
def test_each_body_is_detected(body: Body, pose_model: PoseModel) -> None:
    squats = perform(load_exercise("squat"), "oblique", depths=(1.0,), frame_rate=6, body=body)
    renderer = Renderer(body, squats.camera, squats.middle)
    distances = []
    with Landmarker(pose_model) as landmarker:
        for frame, time in enumerate(squats.times):
            poses = landmarker.detect(Frame(float(time), renderer.draw(squats.figure, frame))).poses
            assert poses
            true = squats.camera.pixels(
                squats.camera.to_camera(squats.figure.landmarks[frame], squats.middle)
            )
            found = poses[0].image[:, :2] * np.array(squats.camera.size)
            distances.append(np.linalg.norm(found - true, axis=1)[[*_SHOULDER, *_HIP, 25, 26, 27, 28]])
    assert np.mean(distances) < 9
