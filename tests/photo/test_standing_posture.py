"""Standing posture: measured on rendered people with a known posture, and withheld where it can't be."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import cv2
import numpy as np
import pytest

from coach.catalogue.poses import Movement
from coach.kinematics.body import Body
from coach.kinematics.body_placement import shifted
from coach.kinematics.skeleton import Figure, angle_row, stand
from coach.performer.motion.act import middle_of
from coach.performer.render.camera import Camera
from coach.performer.render.renderer import Renderer
from coach.photo.photo_person import PhotoPerson, PhotoReader
from coach.photo.posture_measures import PostureMeasure, frontal_measures, sagittal_measures
from coach.photo.standing_posture import PostureFigure, StandingPosture, compared, standing_posture
from coach.vision.pose_model.pose_model import PoseModel
from tests.photo.photos import Picture, as_photo, standing_picture

_SIZE = (540, 720)
_ARMS: dict[Movement, float] = {"left_shoulder_abduction": 8, "right_shoulder_abduction": 8}
_SIDEWAYS: dict[Movement, float] = {"trunk_roll": 8, "left_hip_abduction": 8, "right_hip_abduction": -8}
"""The trunk leans 8° to the left over upright legs."""
_FORWARD: dict[Movement, float] = {"trunk_pitch": 9, "left_hip_flexion": 9, "right_hip_flexion": 9}

_SQUATTING: dict[Movement, float] = {
    "left_hip_flexion": 70,
    "right_hip_flexion": 70,
    "left_knee_flexion": 90,
    "right_knee_flexion": 90,
}


def _figure(pose: dict[Movement, float]) -> Figure:
    row = angle_row({**_ARMS, **pose})[None]
    figure = stand(row, Body())
    return shifted(figure, np.array([0.0, 0.03 - figure.landmarks[..., 1].min(), 0.0]))


def _picture(figure: Figure, yaw_deg: float, roll_deg: float = 0.0) -> Picture:
    camera = Camera(yaw_deg, height_m=1.0, distance_m=3.0, size=_SIZE, focal_share=1.1)
    picture = Renderer(Body(), camera, middle_of(figure)).draw(figure, 0)
    turn = cv2.getRotationMatrix2D((270, 360), roll_deg, 1)
    return np.asarray(cv2.warpAffine(picture, turn, _SIZE, borderMode=cv2.BORDER_REPLICATE), np.uint8)


@pytest.fixture(scope="module")
def opened(pose_model: PoseModel) -> Iterator[PhotoReader]:
    with PhotoReader(pose_model) as reader:
        yield reader


def _person(reader: PhotoReader, picture: Picture) -> PhotoPerson:
    [person] = reader.people(as_photo(picture))
    return person


def _values(posture: StandingPosture) -> dict[PostureMeasure, PostureFigure]:
    return {each.measure: each for each in posture.figures}


@pytest.mark.parametrize(("yaw_deg", "roll_deg"), [(0.0, 0.0), (8.0, 6.0), (180.0, -6.0)])
def test_a_sideways_lean_is_read_from_the_front_and_from_behind_whatever_the_cameras_roll(
    opened: PhotoReader, yaw_deg: float, roll_deg: float
) -> None:
    figure = _figure(_SIDEWAYS)
    place = figure.landmarks[0, :, :2] * (1, -1)
    true = frontal_measures(place, "body")
    assert true["shoulder_level"] < -3  # the right side is higher
    posture = standing_posture(_person(opened, _picture(figure, yaw_deg, roll_deg)))
    figures = _values(posture)
    assert set(figures) == set(true)
    for measure, each in figures.items():
        assert abs(each.value_deg - true[measure]) <= each.error_deg
    assert figures["trunk_lean"].is_clear
    assert figures["trunk_lean"].value_deg > 0
    assert dict(posture.withheld) == {"head_forward": "needs a side view"}


@pytest.mark.parametrize("yaw_deg", [90.0, -80.0])
def test_a_forward_lean_is_read_from_either_side(opened: PhotoReader, yaw_deg: float) -> None:
    figure = _figure(_FORWARD)
    other = "right" if yaw_deg > 0 else "left"
    place = np.stack([figure.landmarks[0, :, 2], -figure.landmarks[0, :, 1]], axis=1)
    true = sagittal_measures(place, "left" if yaw_deg > 0 else "right", "body")
    posture = standing_posture(_person(opened, _picture(figure, yaw_deg)))
    figures = _values(posture)
    assert set(figures) == set(true)
    for measure, each in figures.items():
        assert abs(each.value_deg - true[measure]) <= each.error_deg
    withheld = dict(posture.withheld)
    assert withheld["shoulder_level"] == withheld["hip_level"] == "needs a front or rear view"
    assert withheld["left_knee_line" if other == "left" else "right_knee_line"] == (
        f"needs your {other} side toward the camera"
    )


@cache
def _straight() -> Figure:
    return _figure({})


def test_it_is_withheld_where_it_can_not_be_measured(opened: PhotoReader) -> None:
    turned = standing_posture(_person(opened, _picture(_straight(), 45.0)))
    assert not turned.figures
    assert "needs a front, rear or side view; you are turned by" in turned.withheld[0][1]
    cut = _person(opened, _picture(_straight(), 0.0)[:480])
    unknown = standing_posture(cut)
    assert not unknown.figures
    assert unknown.withheld[0][1].startswith("the camera's tilt is unknown")
    level = standing_posture(cut, "picture")
    assert {"shoulder_level", "hip_level", "trunk_lean"} <= set(_values(level))
    assert dict(level.withheld)["left_knee_line"] in ("out of frame", "hidden")
    bent = _figure(_SQUATTING)
    sits = standing_posture(_person(opened, _picture(bent, 90.0)))
    assert {reason for _, reason in sits.withheld} == {"needs you standing upright with straight legs"}


@pytest.mark.parametrize(
    ("pose", "reason"),
    [
        ({"shoulder_flexion": 170}, "needs your hands below your shoulders"),
        ({"left_hip_flexion": 28, "right_hip_flexion": -20}, "needs your feet side by side"),
        ({"trunk_pitch": 30, "hip_flexion": 30}, "needs you standing upright with straight legs"),
    ],
)
def test_who_hangs_steps_or_bends_is_not_measured(
    opened: PhotoReader, pose: dict[Movement, float], reason: str
) -> None:
    found = standing_posture(_person(opened, _picture(_figure(pose), 90.0)))
    assert not found.figures
    assert {why for _, why in found.withheld} == {reason}


def test_two_photos_differ_only_by_more_than_both_errors() -> None:
    before = [PostureFigure("trunk_lean", 1.0, 3.0), PostureFigure("hip_level", 1.0, 3.0)]
    after = [PostureFigure("trunk_lean", 6.0, 4.0), PostureFigure("shoulder_level", 9.0, 3.0)]
    [change] = compared(before, after)
    assert (change.measure, change.change_deg, change.error_deg) == ("trunk_lean", 5.0, 5.0)
    assert not change.is_clear
    [larger] = compared(before, [PostureFigure("trunk_lean", 6.1, 4.0)])
    assert larger.is_clear


def test_a_photo_and_its_mirror_image_have_opposite_postures(opened: PhotoReader) -> None:
    picture = standing_picture()
    one = _values(standing_posture(_person(opened, picture)))
    other = _values(standing_posture(_person(opened, np.ascontiguousarray(picture[:, ::-1]))))
    for measure in ("shoulder_level", "hip_level", "trunk_lean"):
        assert one[measure].value_deg == pytest.approx(-other[measure].value_deg, abs=0.2)
    assert one["left_knee_line"].value_deg == pytest.approx(other["right_knee_line"].value_deg, abs=0.2)
