"""Pictures of athletes have correct occlusion, positions and shadows."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from coach.body.landmarks import Landmark
from coach.catalogue.library import load_exercise
from coach.catalogue.poses import MOVEMENTS
from coach.kinematics.body import Body
from coach.kinematics.body_placement import shifted
from coach.kinematics.skeleton import Array, Figure, angle_row, stand
from coach.performer.figure.body_mesh import at_rest, flesh
from coach.performer.figure.bones import Bone, frames_of
from coach.performer.motion.act import middle_of
from coach.performer.render.camera import Camera
from coach.performer.render.renderer import Renderer
from coach.performer.render.scene import Picture, Room, backdrop
from coach.performer.repertoire import perform

angles = st.lists(st.floats(-120, 120), min_size=len(MOVEMENTS), max_size=len(MOVEMENTS))
CURLED = angle_row({"shoulder_flexion": 30, "elbow_flexion": 110, "shoulder_rotation": -50})


def _standing(row: Array) -> Figure:
    figure = stand(row[None], Body())
    return shifted(figure, np.array([0.0, 0.93, 0.0]))


def _seen(figure: Figure, camera: Camera, landmark: Landmark) -> Array:
    """The colour at a landmark: blue, green, red."""
    target = middle_of(figure)
    picture = Renderer(Body(), camera, target).draw(figure, 0)
    column, row = camera.pixels(camera.to_camera(figure.landmarks[0, landmark], target)).astype(int)
    colour: Array = picture[row - 1 : row + 2, column - 1 : column + 2].reshape(-1, 3).mean(axis=0)
    return colour


def _changed(picture: Picture, empty: Picture) -> NDArray[np.uint8]:
    apart: NDArray[np.uint8] = (np.abs(picture.astype(int) - empty).max(axis=2) > 12).astype(np.uint8)
    return apart


@given(angles)
@settings(deadline=None)
def test_bones_put_each_joint_at_its_place(row: list[float]) -> None:
    body = Body()
    figure, rest = stand(np.array([row]), body), at_rest(body)
    here, there = frames_of(rest)[0], frames_of(figure)[0]
    pairs = {
        Bone.LEFT_UPPER_ARM: Landmark.LEFT_ELBOW,
        Bone.RIGHT_FOREARM: Landmark.RIGHT_WRIST,
        Bone.LEFT_CUFF: Landmark.LEFT_WRIST,
        Bone.RIGHT_HAND: Landmark.RIGHT_INDEX,
        Bone.LEFT_THIGH: Landmark.LEFT_KNEE,
        Bone.RIGHT_SHANK: Landmark.RIGHT_ANKLE,
        Bone.LEFT_FOOT: Landmark.LEFT_FOOT_INDEX,
        Bone.HEAD: Landmark.NOSE,
        Bone.PELVIS: Landmark.RIGHT_HIP,
        Bone.CHEST: Landmark.LEFT_SHOULDER,
    }
    for bone, landmark in pairs.items():
        own = here[bone, :, :3].T @ (rest.landmarks[0, landmark] - here[bone, :, 3])
        carried = there[bone, :, :3] @ own + there[bone, :, 3]
        np.testing.assert_allclose(carried, figure.landmarks[0, landmark], atol=1e-6)


def test_a_twisted_trunk_rotates_the_chest_against_the_pelvis() -> None:
    bones = frames_of(_standing(angle_row({"trunk_twist": 40})))[0]
    cosine = bones[Bone.CHEST, :, 0] @ bones[Bone.PELVIS, :, 0]
    assert cosine == pytest.approx(np.cos(np.deg2rad(40)))


def test_the_mesh_is_closed_and_faces_outwards() -> None:
    mesh = flesh(Body())
    assert mesh.weights.sum(axis=1) == pytest.approx(1.0)
    outwards = np.einsum("ci,ci->c", mesh.normals(), mesh.corners - [0, 0.2, 0])
    assert (outwards > 0).mean() > 0.6
    assert np.ptp(mesh.corners[:, 1]) == pytest.approx(Body().height_m, rel=0.02)


def test_a_hand_in_front_of_the_chest_is_hidden_from_behind() -> None:
    figure = _standing(CURLED)
    before = _seen(figure, Camera(), Landmark.LEFT_INDEX)
    behind = _seen(figure, Camera(yaw_deg=180), Landmark.LEFT_INDEX)
    assert before[2] > 1.2 * before[0]  # skin
    assert behind[0] > 1.5 * behind[2]  # shirt


def test_the_nose_is_visible_only_from_the_front() -> None:
    figure = _standing(angle_row({}))
    before, behind = (_seen(figure, Camera(yaw_deg=yaw), Landmark.NOSE) for yaw in (0, 180))
    assert before.sum() > 2 * behind.sum()


def test_the_shadow_darkens_the_floor_and_not_the_wall() -> None:
    figure, camera, room = _standing(angle_row({})), Camera(height_m=1.5), Room()
    target = middle_of(figure)
    empty = backdrop(camera, target, room)
    picture = Renderer(Body(), camera, target, room).draw(figure, 0)
    floor = empty.floor[..., 1] > -1
    darker = empty.picture.astype(int).sum(axis=2) - picture.astype(int).sum(axis=2)
    beside = np.zeros_like(floor)
    beside[:, 300:] = True  # the lamp is on the left, the body in the middle
    assert (darker[floor & beside] > 60).sum() > 300
    assert (darker[~floor & beside] > 60).sum() == 0


def test_the_body_is_at_its_landmarks() -> None:
    squats = perform(load_exercise("squat"), "oblique", depths=(1.0,), frame_rate=5)
    empty = backdrop(squats.camera, squats.middle, Room()).picture
    renderer = Renderer(squats.body, squats.camera, squats.middle)
    for frame in range(len(squats.times)):
        body = _changed(renderer.draw(squats.figure, frame), empty)
        pixels = squats.camera.pixels(squats.camera.to_camera(squats.figure.landmarks[frame], squats.middle))
        columns, rows = np.rint(pixels).astype(int).T
        near = cv2.dilate(body, np.ones((5, 5), np.uint8))
        assert near[rows, columns].all()


def test_a_body_beside_the_picture_leaves_an_empty_room() -> None:
    figure, camera = _standing(angle_row({})), Camera()
    away = shifted(figure, np.array([30.0, 0.0, 0.0]))
    target = middle_of(figure)
    picture = Renderer(Body(), camera, target).draw(away, 0)
    assert (picture == backdrop(camera, target, Room()).picture).all()


def test_any_size_and_another_figure_can_be_rendered() -> None:
    camera = Camera(size=(321, 241))
    one, other = _standing(angle_row({})), _standing(CURLED)
    renderer = Renderer(Body(), camera, middle_of(one))
    pictures = [renderer.draw(figure, 0) for figure in (one, other, one)]
    assert pictures[0].shape == (241, 321, 3)
    assert (pictures[0] == pictures[2]).all()
    assert (pictures[0] != pictures[1]).any()
