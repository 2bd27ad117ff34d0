"""A performance as a source for the landmarker and the judge."""

from __future__ import annotations

import numpy as np
import pytest

from coach.body.angles import JOINTS, joint_angles
from coach.body.view import View
from coach.body.yaw import view_of, yaw_of
from coach.catalogue.library import load_exercise
from coach.performer.motion.choreography import Beat
from coach.performer.repertoire import perform
from coach.performer.sources import Rendered, Truth
from coach.vision.landmarker.landmarker import Landmarker
from coach.vision.pose_model.pose_model import PoseModel


@pytest.mark.parametrize("view", ["front", "oblique", "side", "rear"])
def test_the_true_landmarks_are_those_of_the_camera(view: View) -> None:
    squats = perform(load_exercise("squat"), view, depths=(1.0,), frame_rate=10)
    poses = [sighting.pose for sighting in Truth(squats)]
    assert len(poses) == len(squats.times)
    for pose, landmarks in zip(poses, squats.figure.landmarks, strict=True):
        assert pose is not None
        assert view_of(yaw_of(pose)) == view
        assert ((pose.image[:, :2] > 0) & (pose.image[:, :2] < 1)).all()
        np.testing.assert_allclose(pose.world[[23, 24]].mean(axis=0), 0, atol=1e-12)
        np.testing.assert_allclose(joint_angles(pose.world), joint_angles(landmarks), atol=1e-6)


def test_pictures_come_in_time_and_differ_only_where_the_body_is() -> None:
    squats = perform(load_exercise("squat"), depths=(1.0,), frame_rate=5)
    frames = list(Rendered(squats))
    assert [frame.time for frame in frames] == squats.times.tolist()
    assert all(frame.picture.shape == (480, 480, 3) and frame.picture.dtype == np.uint8 for frame in frames)
    assert (frames[0].picture[:40] == frames[13].picture[:40]).all()
    assert (frames[0].picture != frames[13].picture).any()


@pytest.mark.parametrize(
    ("name", "view", "joint"),
    [("squat", "side", "knee"), ("squat", "front", "knee"), ("push-up", "side", "elbow")],
)
def test_the_landmarker_sees_the_athlete(name: str, view: View, joint: str, pose_model: PoseModel) -> None:
    beat = Beat(out_s=1.2, turn_s=0.3, back_s=1.0)
    performance = perform(
        load_exercise(name),
        view,
        depths=(1.0,),
        beat=beat,
        rest_before_s=0.7,
        rest_after_s=0.3,
        frame_rate=15,
    )
    with Landmarker(pose_model) as landmarker:
        found = [landmarker.detect(frame).poses for frame in Rendered(performance)]
    assert all(found)
    of_joint = JOINTS.index(joint)
    measured = joint_angles(np.stack([poses[0].world for poses in found]))[:, of_joint].min(axis=1)
    true = joint_angles(performance.figure.landmarks)[:, of_joint].mean(axis=1)
    assert np.corrcoef(measured, true)[0, 1] > 0.95
    assert np.abs(measured - true).mean() < 18
