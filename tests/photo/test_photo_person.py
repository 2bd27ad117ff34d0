"""People in photos: where they are, their angles, and what can't be trusted."""

from __future__ import annotations

import numpy as np
import pytest

from coach.body.angles import JOINTS, angles_of
from coach.body.landmarks import Landmark
from coach.body.view import View
from coach.catalogue.library import load_exercise
from coach.performer.render.scene import Room
from coach.performer.repertoire import perform
from coach.performer.sources import Truth
from coach.photo.photo_person import PhotoReader
from coach.vision.landmarker.landmarker import LandmarkerOptions
from coach.vision.pose_model.pose_model import PoseModel
from tests.photo.photos import as_photo, standing_picture

_OTHER_ROOM = Room(wall=(10, 200, 30), floor=(200, 20, 180), skirting=(0, 0, 0))


def test_the_angles_are_those_of_the_performer(reader: PhotoReader) -> None:
    truth = next(iter(Truth(perform(load_exercise("squat"), "front", depths=(1.0,))))).pose
    assert truth is not None
    [person] = reader.people(as_photo(standing_picture()))
    assert person.angles.view == "front"
    assert not person.doubts
    true = angles_of(truth)
    trusted = [each for each in person.figures if each.side is not None and not each.doubt]
    assert len(trusted) >= 8
    within = 0
    for each in trusted:
        assert each.side is not None and each.measure in JOINTS and each.error_deg is not None
        within += abs(each.angle_deg - true.joint(each.measure, each.side)) <= each.error_deg
    assert within >= len(trusted) - 1  # the ± is not a limit


def test_two_people_are_numbered_from_left_to_right(pose_model: PoseModel) -> None:
    photo = as_photo(np.hstack([standing_picture("side"), standing_picture("front")]))
    with PhotoReader(pose_model, LandmarkerOptions(num_poses=2)) as both:
        people = both.people(photo)
    assert [person.number for person in people] == [1, 2]
    assert [person.angles.view for person in people] == ["side", "front"]
    assert people[0].pose.image[Landmark.NOSE, 0] < 0.5 < people[1].pose.image[Landmark.NOSE, 0]
    with PhotoReader(pose_model) as one:
        [alone] = one.people(photo)
    assert alone.mirrored is not None  # though the mirrored photo shows the other one first


def test_people_in_a_very_wide_photo_are_found(pose_model: PoseModel) -> None:
    wide = np.full((480, 3600, 3), 200, np.uint8)
    wide[:, :480], wide[:, -480:] = standing_picture(), standing_picture("side")
    with PhotoReader(pose_model, LandmarkerOptions(num_poses=2)) as both:
        people = both.people(as_photo(wide))
    assert [person.angles.view for person in people] == ["front", "side"]
    assert people[1].pose.image[Landmark.NOSE, 0] > 0.8


def test_a_small_body_is_doubted(reader: PhotoReader) -> None:
    small = np.full((700, 700, 3), 200, np.uint8)
    small[300:540, 200:440] = standing_picture()[::2, ::2]
    [person] = reader.people(as_photo(small))
    assert "The body is small in the photo: joints are rough." in person.doubts


def test_a_half_hidden_body_drops_out_when_the_least_presence_rises(pose_model: PoseModel) -> None:
    whole = standing_picture("side")
    half = whole.copy()
    half[260:] = 90
    found = {}
    for least in (0.5, 0.99):
        with PhotoReader(pose_model, LandmarkerOptions(min_presence=least, min_detection=0.1)) as one:
            found[least] = [len(one.people(as_photo(each))) for each in (whole, half)]
    assert found == {0.5: [1, 1], 0.99: [1, 0]}


def test_what_is_out_of_the_picture_is_not_trusted(reader: PhotoReader) -> None:
    [person] = reader.people(as_photo(standing_picture()[:300]))
    doubts = {(each.measure, each.side): each.doubt for each in person.figures}
    assert doubts["knee", "left"] == doubts["ankle", "right"] == "out of frame"
    assert not doubts["elbow", "left"]


@pytest.mark.parametrize("view", ["front", "side", "oblique", "rear"])
def test_the_mask_is_the_silhouette(reader: PhotoReader, view: View) -> None:
    """The rendered body has the same colours in every room: what stays the same is the body."""
    picture = standing_picture(view)
    silhouette = (picture == standing_picture(view, _OTHER_ROOM)).all(axis=2)
    [person] = reader.people(as_photo(picture))
    assert person.mask is not None
    mask = person.mask > 0.5
    assert (mask & silhouette).sum() / (mask | silhouette).sum() >= 0.9


def test_an_empty_picture_shows_no_one(reader: PhotoReader) -> None:
    assert not reader.people(as_photo(np.full((300, 300, 3), 128, np.uint8)))
