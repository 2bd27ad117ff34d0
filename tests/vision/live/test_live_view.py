"""Live sources are rotated once their orientation is settled, and cropped around small bodies."""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from coach.body.crop import WHOLE
from coach.body.pose import Pose
from coach.body.posture import KnownPostures
from coach.body.stream import Frame
from coach.catalogue.library import all_exercises, load_exercise
from coach.performer.postures import any_postures, known_postures
from coach.performer.repertoire import perform
from coach.performer.sources import Truth
from coach.vision.film.film import open_film
from coach.vision.live.live_poses import LivePoses
from coach.vision.live.live_view import LiveView
from coach.vision.live.orientation_watch import OrientationWatch
from coach.vision.pacing import Looped, Paced
from coach.vision.picture.picture_options import PictureOptions
from coach.vision.picture.picture_view import PictureView, turned_pose
from coach.vision.pose_model.pose_model import PoseModel
from tests.performances import PerformedFilm
from tests.vision.film.test_small_bodies import SIXTH
from tests.vision.film.test_turned_films import ON_ITS_SIDE, filtered


@pytest.fixture(scope="module")
def known() -> KnownPostures:
    return known_postures(all_exercises().values())


def squatting(turns: int = 0) -> Iterator[Pose]:
    """Eight seconds of squats from the front, filmed by a rotated camera."""
    for sighting in Truth(perform(load_exercise("squat"), "front", depths=(1.0,) * 3)):
        if sighting.pose is not None and sighting.time < 8:
            yield turned_pose(sighting.pose, turns)


@pytest.mark.parametrize("turned", range(4))
def test_rotation_needs_some_seconds_of_agreement(known: KnownPostures, turned: int) -> None:
    watch = OrientationWatch(known)
    turned_at = [(pose.time, turns) for pose in squatting(turned) if (turns := watch.turns_for(pose))]
    if not turned:
        assert turned_at == []
        return
    assert turned_at[0][1] == 4 - turned
    assert 4 < turned_at[0][0] < 6


def test_a_person_may_lie_down_after_standing(known: KnownPostures) -> None:
    watch = OrientationWatch(known)
    assert not any(watch.turns_for(pose) for pose in squatting())
    lying = [turned_pose(pose, 1) for pose in squatting()]
    assert not any(watch.turns_for(Pose(pose.time + 8, *shape(pose))) for pose in lying)


def shape(pose: Pose) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, tuple[int, int]]:
    return pose.image, pose.world, pose.visibility, pose.presence, pose.size


def test_a_person_may_stand_before_lying_down() -> None:
    assert isinstance(any_postures([load_exercise("push-up")]), KnownPostures)
    assert not isinstance(any_postures([load_exercise("squat")]), KnownPostures)
    watch = OrientationWatch(any_postures([load_exercise("push-up")]))
    assert not any(watch.turns_for(pose) for pose in squatting())


def test_a_mirrored_view_is_rotated_the_other_way(known: KnownPostures, pose_model: PoseModel) -> None:
    frame = Frame(0.0, np.zeros((64, 64, 3), np.uint8))
    with LiveView(pose_model, PictureOptions(mirror=True, expected=known)) as live:
        for pose in squatting(1):  # as it appears in the mirrored picture: needs three more quarter turns
            live.observe(frame, pose)
            if live.view.turns:
                break
        assert live.view.turns == 1
        assert [note.problem for note in live.notes] == ["turned"]


@pytest.mark.slow
@pytest.mark.parametrize("filters", [ON_ITS_SIDE, SIXTH])
def test_rotation_and_crop_take_seconds(
    two_squats: PerformedFilm, pose_model: PoseModel, known: KnownPostures, tmp_path: Path, filters: str
) -> None:
    film = filtered(two_squats.path, tmp_path, filters)
    picture = PictureOptions(expected=known)
    began = time.monotonic()
    with LivePoses(
        lambda: Paced(Looped(partial(open_film, film), "squats")), pose_model, picture=picture, endless=False
    ) as source:
        for sighting in source:
            assert time.monotonic() - began < 60
            if source.view == PictureView() or sighting.pose is None:
                continue
            if is_tall(sighting.pose):
                break
    if filters == ON_ITS_SIDE:
        assert source.view == PictureView(turns=1)
        assert any(note.problem == "turned" for note in source.notes)
    else:
        assert source.view.crop != WHOLE


def is_tall(pose: Pose) -> bool:
    across, down = np.ptp(pose.image[:, :2] * pose.size, axis=0)
    return bool(down > across)
