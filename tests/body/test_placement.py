"""Distance and limbs out of frame, for an athlete at a known position."""

from __future__ import annotations

from dataclasses import replace
from statistics import median

import pytest

from coach.body.placement import FOCAL_SHARE, distance_of, extent, inside, limbs_out_of_frame
from coach.body.pose import Pose
from coach.catalogue.library import load_exercise
from coach.performer.repertoire import perform
from coach.performer.sources import Truth


def poses(name: str = "squat", distance_m: float = 2.6) -> list[Pose]:
    performance = perform(load_exercise(name), depths=())
    performance = replace(performance, camera=replace(performance.camera, distance_m=distance_m))
    return [sighting.pose for sighting in Truth(performance) if sighting.pose]


@pytest.mark.parametrize("name", ["squat", "push-up"])
@pytest.mark.parametrize("distance_m", [2.0, 3.0, 5.0])
def test_the_distance_is_right_with_a_known_focal_length(name: str, distance_m: float) -> None:
    away = median(distance_of(pose, 0.9) or 0 for pose in poses(name, distance_m))
    assert away == pytest.approx(distance_m, rel=0.08)


def test_an_unknown_focal_length_scales_the_distance() -> None:
    pose = poses()[0]
    exact, guessed = distance_of(pose, 0.9), distance_of(pose)
    assert exact is not None
    assert guessed == pytest.approx(exact * FOCAL_SHARE / 0.9)


def test_no_distance_if_too_little_is_visible() -> None:
    pose = poses()[0]
    assert distance_of(replace(pose, visibility=pose.visibility * 0)) is None
    assert distance_of(replace(pose, world=pose.world * 0)) is None


def test_limbs_out_of_frame() -> None:
    whole = poses()
    assert limbs_out_of_frame(whole) == []
    assert inside(whole[0]).all()
    raised = [replace(pose, image=pose.image - [0.0, 0.35, 0.0]) for pose in whole]
    assert limbs_out_of_frame(raised)[0] == "head"
    assert "feet" not in limbs_out_of_frame(raised)
    assert limbs_out_of_frame([]) == []


def test_a_distant_body_is_smaller() -> None:
    assert extent(poses(distance_m=2.5)[0]) > extent(poses(distance_m=5.0)[0]) * 1.8
