"""A photo with the skeletons of the people in it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from coach.body.angles import JOINTS
from coach.drawing.angle_arcs import AngleMark, angle_text, draw_angles
from coach.drawing.lettering import draw_text, text_height
from coach.drawing.skeleton import draw_names, draw_skeleton, points_px
from coach.photo.image_file import Photo
from coach.photo.joint_figures import AngleFigure
from coach.photo.photo_person import PhotoPerson


def annotated(
    photo: Photo, people: Sequence[PhotoPerson], *, labels: bool = False, angles: bool = False
) -> NDArray[np.uint8]:
    """The photo with skeletons: left and right in two colours, less visible landmarks more transparent.

    Of several people, each has their number above the head.

    Args:
        photo: The photo.
        people: The people in it.
        labels: Whether to write the name of each landmark.
        angles: Whether to draw the angles that can be trusted.

    Returns:
        Blue, green, red, shape (height, width, 3).
    """
    picture = photo.picture.copy()
    for person in people:
        pose = person.pose
        draw_skeleton(picture, pose.image, pose.visibility)
        if angles:
            marks = [mark for figure in person.figures if (mark := _mark(figure)) is not None]
            draw_angles(picture, pose.image, marks, pose.visibility)
        if labels:
            draw_names(picture, pose.image, pose.visibility)
        if len(people) > 1:
            _draw_number(picture, person)
    return picture


def _mark(figure: AngleFigure) -> AngleMark | None:
    """The mark of a joint's angle; None for the trunk, and for an angle that can't be trusted."""
    for joint in JOINTS:
        if figure.measure == joint and figure.side is not None and not figure.doubt:
            return AngleMark(joint, figure.side, angle_text(figure.angle_deg))
    return None


def _draw_number(picture: NDArray[np.uint8], person: PhotoPerson) -> None:
    points = points_px(person.pose.image, picture)
    height = text_height(picture, 1.2)
    top = max(float(points[:, 1].min()) - 1.5 * height, 1.2 * height)
    middle = float(points[np.argmin(points[:, 1]), 0])
    draw_text(picture, str(person.number), (middle - 0.3 * height, top), height)
