"""Pictures that lie on their side: looked at upright, told so, and left where somebody said which way up."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from coach.body.stream import Frame
from coach.catalogue.library import load_exercise
from coach.checkup.upright import UprightLook, look_upright
from coach.vision.film import open_film
from coach.vision.picture_options import AS_SHOWN, PictureOptions
from coach.vision.picture_view import PictureView
from coach.vision.pose_model import PoseModel
from coach.vision.sample import sample_of
from tests.performances import PerformedFilm

Look = Callable[[int, PictureOptions], UprightLook]


@pytest.fixture
def squats_turned(squat_film: PerformedFilm, pose_model: PoseModel) -> Look:
    """A look at a rendered athlete in a picture that was turned by so many quarters clockwise."""
    frames = sample_of(partial(open_film, squat_film.path), 2.0).frames[::3]

    def look(turns: int, picture: PictureOptions) -> UprightLook:
        turned = [PictureView(turns).frame(frame) for frame in frames]
        told = [picture.view.frame(frame) for frame in turned]
        return look_upright(told, pose_model, picture, source=None, exercise=load_exercise("squat"))

    return look


@pytest.mark.parametrize(("turns", "said"), [(1, "270°"), (2, "180°"), (3, "90°")])
def test_a_turned_picture_is_told_and_looked_at_upright(squats_turned: Look, turns: int, said: str) -> None:
    look = squats_turned(turns, AS_SHOWN)
    assert look.turned is not None
    assert f"looked at turned by {said} clockwise" in look.turned.what
    assert f"«--rotate {said[:-1]}»" in look.turned.hint
    assert all(pose.image[0, 1] < pose.image[24, 1] for pose in look.poses), "head above hips"


def test_what_is_told_is_obeyed_and_not_mentioned(squats_turned: Look) -> None:
    look = squats_turned(1, PictureOptions(rotate=270))
    assert (look.turned, bool(look.poses)) == (None, True)
    assert squats_turned(0, AS_SHOWN).turned is None


def test_a_sample_is_turned_and_mirrored_with_its_size(squat_film: PerformedFilm) -> None:
    opener = partial(open_film, squat_film.path)
    plain = sample_of(opener, 0.2)
    turned = sample_of(opener, 0.2, PictureOptions(rotate=90, mirror=True).view)
    width, height = plain.facts.size
    assert turned.facts.size == (height, width)
    one, other = plain.frames[0], turned.frames[0]
    assert isinstance(other, Frame)
    assert (one.picture.transpose(1, 0, 2)[::1] == other.picture).all()
