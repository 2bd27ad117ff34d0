"""Which way up the pictures of a checkup are: as they are told to be, else as the body in them is held."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.catalogue.library import all_exercises
from coach.catalogue.poses import posture_of
from coach.checkup.person import find_poses
from coach.finding import Finding, warn
from coach.performer.postures import known_postures
from coach.vision.picture_options import AUTO, PictureOptions
from coach.vision.picture_orientation import Expected, turns_wanted
from coach.vision.picture_view import QUARTER_DEG, PictureView
from coach.vision.source_kind import is_film

if TYPE_CHECKING:
    from coach.body.pose import Pose
    from coach.body.stream import Frame
    from coach.catalogue.definition import Exercise
    from coach.vision.pose_model import PoseModel


@dataclass(frozen=True, slots=True)
class UprightLook:
    """Bodies in pictures that stand upright.

    Attributes:
        poses: The body in each picture that has one.
        turned: What there is to say, where the pictures had to be turned for it; else None.
    """

    poses: list[Pose]
    turned: Finding | None


def look_upright(
    frames: Sequence[Frame],
    model: PoseModel,
    picture: PictureOptions,
    *,
    source: str | None,
    exercise: Exercise | None,
) -> UprightLook:
    """Find the body in pictures, turned upright where nobody told how.

    Args:
        frames: The pictures, as they were told to be.
        model: The pose model.
        picture: What was told of them.
        source: Where they come from; None for a camera.
        exercise: What is to be trained, or None where nobody said.
    """
    poses = find_poses(frames, model)
    turns = turns_wanted(poses, _expected(source, exercise)) if picture.rotate == AUTO else 0
    if not turns:
        return UprightLook(poses, None)
    view = PictureView(turns)
    return UprightLook(find_poses([view.frame(frame) for frame in frames], model), _turned(view))


def _expected(source: str | None, exercise: Exercise | None) -> Expected:
    """How the body is held: in a film as in the exercise; whoever is looked at live may still stand about."""
    if exercise is not None and source is not None and is_film(source):
        return posture_of(exercise.poses)
    return known_postures(all_exercises().values())


def _turned(view: PictureView) -> Finding:
    how = "stands on its head" if view.turns == 2 else "lies on its side"
    degrees = view.turns * QUARTER_DEG
    settings = f"«rotate = {degrees}» for this source into your settings"
    return warn(
        f"the picture {how}: looked at turned by {degrees}° clockwise",
        f"Turn the camera, type «--rotate {degrees}», or put {settings}.",
    )
