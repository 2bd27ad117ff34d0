"""Alignments: what form is judged by in the picture."""

from __future__ import annotations

import pytest

from coach.body.landmarks import Landmark
from coach.catalogue.library import load_exercise
from coach.judging.assessment.alignments import alignment
from coach.performer.repertoire import perform
from coach.performer.sources import Truth


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
