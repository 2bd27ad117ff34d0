"""Photos of rendered athletes."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from coach.body.view import View
from coach.catalogue.library import load_exercise
from coach.performer.render.scene import Room
from coach.performer.repertoire import perform
from coach.performer.sources import Rendered
from coach.photo.image_file import Photo

Picture = NDArray[np.uint8]


@cache
def standing_picture(view: View = "front", room: Room | None = None) -> Picture:
    """The athlete before a squat, 480 x 480."""
    squat = perform(load_exercise("squat"), view, depths=(1.0,))
    return next(iter(Rendered(squat, room))).picture


def as_photo(picture: Picture) -> Photo:
    """A picture as a photo without a file."""
    height, width = picture.shape[:2]
    return Photo(Path("photo.png"), picture, (width, height), None)


def write_photo(path: Path, picture: Picture | None = None) -> Path:
    """Write a picture to a file, by default of the athlete from the front."""
    path.parent.mkdir(exist_ok=True)
    assert cv2.imwrite(str(path), standing_picture() if picture is None else picture)
    return path
