"""The segmentation masks of the people in a photo as pictures."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from coach.photo.image_file import Photo
from coach.photo.photo_person import PhotoPerson

_WHITE = 255


def grey_mask(photo: Photo, people: Sequence[PhotoPerson]) -> NDArray[np.uint8]:
    """How surely each pixel belongs to a person: 0 (black) to 255 (white), shape (height, width).

    Args:
        photo: The photo.
        people: The people in it, read with masks.
    """
    width, height = photo.size
    masks = [np.zeros((height, width), np.float32), *(each.mask for each in people if each.mask is not None)]
    return np.asarray(np.clip(np.max(masks, axis=0), 0, 1) * _WHITE + 0.5, np.uint8)


def cut_out(photo: Photo, people: Sequence[PhotoPerson]) -> NDArray[np.uint8]:
    """The people with everything else transparent: blue, green, red, alpha, shape (height, width, 4)."""
    return np.dstack([photo.picture, grey_mask(photo, people)])
