"""A person who stands in front of the camera is upright even if the exercise is done lying down."""

from __future__ import annotations

from functools import partial

import pytest

from coach.catalogue.library import load_exercise
from coach.checkup.check_list import expected_exercises
from coach.checkup.person import find_person
from coach.performer.postures import expected_postures
from coach.performer.repertoire import perform
from coach.vision.film.film import open_film
from coach.vision.picture.picture_options import PictureOptions
from coach.vision.pose_model.pose_model import PoseModel
from coach.vision.sample import sample_of
from tests.performances import filmed


@pytest.mark.parametrize(("source", "notes"), [("0", []), ("squats.mp4", ["turned"])])
def test_a_standing_person_is_upright(pose_model: PoseModel, source: str | None, notes: list[str]) -> None:
    squats = filmed(perform(load_exercise("squat"), "side", depths=(1.0, 1.0)))
    standing = sample_of(partial(open_film, squats.path), 3.0)
    trained = expected_exercises(source, load_exercise("push-up"))
    _, found = find_person(standing, pose_model, PictureOptions(expected=expected_postures(trained)))
    assert [note.problem for note in found] == notes
