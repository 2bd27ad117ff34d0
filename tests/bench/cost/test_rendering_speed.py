"""Rendering is at least as fast as detection."""

from __future__ import annotations

import cv2

from coach.bench.cost.rendering_speed import RenderingSpeed, measure_rendering
from coach.catalogue.library import load_exercise
from coach.performer.repertoire import perform
from coach.vision.pose_model.pose_model import PoseModel


def test_the_best_rounds_are_compared() -> None:
    speed = RenderingSpeed(rendered_s=(0.02, 0.01, 0.03), detected_s=(0.016, 0.03, 0.015))
    assert (speed.frames_per_s, speed.ratio) == (100, 1.5)


def test_a_frame_is_rendered_in_less_time_than_one_is_detected(pose_model: PoseModel) -> None:
    threads = cv2.getNumThreads()
    squats = perform(load_exercise("squat"), "oblique", depths=(1.0,))
    speed = measure_rendering(squats, pose_model, frames=12, rounds=4)
    assert speed.ratio >= 1
    assert cv2.getNumThreads() == threads
