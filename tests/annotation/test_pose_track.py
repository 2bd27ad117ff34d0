"""A pose track gives the body at any time of a film."""

from __future__ import annotations

import numpy as np
import pytest

from coach.annotation.pose_track import PoseTrack
from coach.body.landmarks import Landmark
from coach.body.stream import Sighting
from coach.catalogue.library import load_exercise
from coach.judging.judge import Judge
from coach.performer.repertoire import perform
from coach.performer.sources import Truth
from coach.pipeline import run


@pytest.fixture(scope="module")
def squat() -> tuple[PoseTrack, list[Sighting]]:
    performance = perform(load_exercise("squat"), "side", depths=(1.0,))
    track = PoseTrack()
    run(Truth(performance), Judge(load_exercise("squat")), [track])
    return track, list(Truth(performance))


def test_bodies_are_where_they_were_detected(squat: tuple[PoseTrack, list[Sighting]]) -> None:
    track, sightings = squat
    for sighting in sightings[::7]:
        body = track.body_at(sighting.time)
        assert body is not None and sighting.pose is not None
        assert body.points == pytest.approx(sighting.pose.image[:, :2], abs=1e-5)


def test_between_two_frames_the_body_is_between_the_two_poses(
    squat: tuple[PoseTrack, list[Sighting]],
) -> None:
    track, sightings = squat
    before, after = sightings[40], sightings[41]
    body = track.body_at((before.time + after.time) / 2)
    assert body is not None and before.pose is not None and after.pose is not None
    middle = (before.pose.image[:, :2] + after.pose.image[:, :2]) / 2
    assert body.points == pytest.approx(middle, abs=1e-4)


def test_no_one_is_drawn_where_no_one_was_detected(squat: tuple[PoseTrack, list[Sighting]]) -> None:
    _, sightings = squat
    track = PoseTrack()
    gap = [each if not 0.8 < each.time < 1.6 else Sighting(each.time, None) for each in sightings]

    class Source(Truth):
        def __iter__(self):  # type: ignore[no-untyped-def]
            return iter(gap)

    run(Source(perform(load_exercise("squat"), "side")), Judge(load_exercise("squat")), [track])
    assert track.body_at(1.2) is None
    assert track.body_at(0.5) is not None
    assert track.body_at(sightings[-1].time + 5) is None
    assert track.body_at(-1.0) is None


def test_depth_is_one_at_a_full_rep_and_nought_at_the_start(squat: tuple[PoseTrack, list[Sighting]]) -> None:
    track, sightings = squat
    depths = [track.depth_at(each.time) for each in sightings]
    known = [each.depth for each in depths if each is not None]
    assert max(known) >= 1.0
    assert known[-1] == pytest.approx(0.0, abs=0.1)


def test_angles_are_those_of_the_pose(squat: tuple[PoseTrack, list[Sighting]]) -> None:
    track, sightings = squat
    angles = track.angles()
    assert angles.shape == (len(sightings), 5, 2)
    knees = angles[:, 3]
    assert float(knees.min()) < 110 < 160 < float(knees.max())
    pose = sightings[0].pose
    assert pose is not None
    hip, knee, ankle = (
        pose.world[each] for each in (Landmark.LEFT_HIP, Landmark.LEFT_KNEE, Landmark.LEFT_ANKLE)
    )
    a, b = hip - knee, ankle - knee
    straight = np.degrees(np.arccos(a @ b / np.linalg.norm(a) / np.linalg.norm(b)))
    assert knees[0, 0] == pytest.approx(straight, abs=0.1)
