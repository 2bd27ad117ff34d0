"""Alignments: what form is judged by in the picture."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from coach.body.angles import SIDES
from coach.body.landmarks import Landmark, of_side
from coach.body.pose import Pose
from coach.catalogue.library import load_exercise
from coach.judging.assessment.alignments import alignment
from coach.performer.repertoire import perform
from coach.performer.sources import Truth

OF_PUSH_UP = {
    "straight": {"shoulder": (0.0, 0.0), "hip": (0.5, 0.12), "knee": (0.9, 0.216), "ankle": (1.3, 0.312)},
    "sagging, knees too": {
        "shoulder": (0.0, 0.0),
        "hip": (0.5, 0.25),
        "knee": (0.9, 0.34),
        "ankle": (1.3, 0.312),
    },
    "on the knees": {"shoulder": (0.0, 0.0), "hip": (0.5, 0.2), "knee": (0.9, 0.36), "ankle": (1.25, 0.2)},
    "on the knees, sagging": {
        "shoulder": (0.0, 0.0),
        "hip": (0.5, 0.36),
        "knee": (0.9, 0.38),
        "ankle": (1.15, 0.1),
    },
}
"""Joints of push-ups from the side, in trunk lengths from the shoulder, y down."""


def test_a_step_is_as_long_with_either_leg_in_front_although_the_view_is_aslant() -> None:
    """The feet are also apart across the body, which an oblique camera sees as a step."""
    stage = perform(load_exercise("lunge"), "side", depths=(1.0, 1.0))
    poses = {each.time: each.pose for each in Truth(stage)}
    steps, ankles = [], []
    for rep in stage.reps:
        pose = poses[min(poses, key=lambda time: abs(time - rep.turn_s))]
        assert pose is not None
        steps.append(alignment("step", pose)[0])
        ankles.append(abs(pose.image[Landmark.LEFT_ANKLE, 0] - pose.image[Landmark.RIGHT_ANKLE, 0]))
    assert steps[0] == pytest.approx(steps[1], rel=0.06)
    assert ankles[0] != pytest.approx(ankles[1], rel=0.1)


@pytest.mark.parametrize(
    ("name", "body_sag_deg", "hip_sag_deg"),
    [
        ("straight", 0.0, 0.0),
        ("sagging, knees too", 22.0, 14.0),
        ("on the knees", 0.0, 0.0),
        ("on the knees, sagging", 33.0, 33.0),
    ],
)
def test_a_body_that_sags_hangs_below_the_line_to_its_ankles_or_to_the_knees_that_carry_it(
    name: str, body_sag_deg: float, hip_sag_deg: float
) -> None:
    pose = _push_up(name)
    assert alignment("body_sag", pose) == pytest.approx((body_sag_deg, body_sag_deg), abs=1.0)
    assert alignment("hip_sag", pose) == pytest.approx((hip_sag_deg, hip_sag_deg), abs=1.0)


def _push_up(name: str) -> Pose:
    pose = next(each.pose for each in Truth(perform(load_exercise("push-up"), "side")) if each.pose)
    image = pose.image.copy()
    for part, (x, y) in OF_PUSH_UP[name].items():
        for side in SIDES:
            image[of_side(side, part), :2] = np.array([0.2, 0.4]) + np.array([x, y]) * 100.0 / pose.size
    return replace(pose, image=image)
