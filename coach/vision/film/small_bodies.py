"""Bodies too small to be found in the whole picture: looked for in parts of it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from coach.body.crop import WHOLE, Box
from coach.body.picture_notes import PictureNote, PictureNotes
from coach.body.pose import Pose
from coach.body.stream import Closing, Frame
from coach.vision.landmarker.landmarker import StillLandmarker
from coach.vision.picture.picture_view import PictureView
from coach.vision.pose_model.pose_model import PoseModel

_TILE = 0.6
"""Side of a tile as a share of the picture's height.

The landmarker's detector makes every picture 224 pixels large and finds a body from a fifth of its longer
side on: a sixth of the height is then more than a quarter of a tile.
"""
_STEP = 0.22
"""From one tile to the next at most: what is smaller than the rest is whole in one of them."""
_ROOM = 1.8
"""Side of a crop in lengths of the body: a detector wants room around it, and arms go up."""
_APART = 2.0
"""Lengths of a body over which it may be spread to be held by one crop: in a larger one it is small again."""
_NEAR = 0.04
"""How near a body may come to a crop's edge, as a share of the crop, before the crop follows."""
_LARGE = 0.8
"""A crop as large as this gives way to the whole picture."""
_HEAD = 0.07
"""Of a body's length, above the eyes and below the heels."""

_PLAIN = 0.3
"""Of the picture's longer side: so large a body is found in the whole picture, or not at all."""
SMALL = 1 / 3
"""Share of the picture's height below which a standing body is said to be small."""
_STRETCHED = 0.9
"""Quantile of a body's sizes that is said: who squats is as large as when standing."""
_TOO_SMALL = 0.2
"""Below this figures are doubted: of a film 360 pixels high that leaves 72 for a body."""


def tiles_of(size: tuple[int, int]) -> list[Box]:
    """Overlapping squares that cover a picture.

    Args:
        size: Its width and height in pixels.
    """
    width, height = size
    side = min(_TILE * height, width)
    step = _STEP * height
    return [
        Box(left / width, top / height, (left + side) / width, (top + side) / height)
        for top in _places(height, side, step)
        for left in _places(width, side, step)
    ]


def find_small(frame: Frame, landmarker: StillLandmarker, near: Box | None = None) -> tuple[Pose, ...]:
    """The body that is seen best in one of a picture's parts; none where there is none.

    Args:
        frame: The picture, turned and mirrored as it is to be.
        landmarker: Looks at one part after the other.
        near: Where it is looked for first, and then nowhere else if it is there.
    """
    height, width = frame.picture.shape[:2]
    if near is not None and (poses := _in_part(frame, landmarker, near)):
        return poses[:1]
    found = [pose for tile in tiles_of((width, height)) for pose in _in_part(frame, landmarker, tile)]
    return (max(found, key=lambda pose: float(pose.visibility.mean())),) if found else ()


def needs_crop(poses: Sequence[Pose]) -> bool:
    """Whether bodies, found in parts of pictures, are too small for the whole of them."""
    sides = [height_share(pose) * pose.size[1] / max(pose.size) for pose in poses]
    return float(np.median(sides)) < _PLAIN


def small_notes(poses: Sequence[Pose]) -> PictureNotes:
    """What is said of a body's size over several pictures; nothing of one that is large enough."""
    share = float(np.quantile([height_share(pose) for pose in poses], _STRETCHED))
    return (small_note(share),) if share < SMALL else ()


class SmallBodySearch(Closing):
    """Looks for somebody all over a picture: in the whole of it, then part by part."""

    def __init__(self, model: PoseModel) -> None:
        self._model = model
        self._landmarker: StillLandmarker | None = None

    def search(self, frame: Frame) -> tuple[Pose, ...]:
        """The body that is seen best; none where there is none."""
        self._landmarker = self._landmarker or StillLandmarker(self._model)
        return find_small(frame, self._landmarker, near=WHOLE)

    def close(self) -> None:
        """Let go of the landmarker."""
        if self._landmarker is not None:
            self._landmarker.close()


def crop_around(poses: Sequence[Pose]) -> Box:
    """A square that holds these bodies with room around them; the whole picture where that is as good.

    Of bodies far apart from each other it holds the first: who walks about is followed.
    """
    boxes = np.array([box_of(pose) for pose in poses])
    width, height = poses[0].size
    low, high = boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)
    body = float(np.median((boxes[:, 2:] - boxes[:, :2]) * (width, height), axis=0).max())
    spread = float(((high - low) * (width, height)).max())
    if spread > _APART * body and len(poses) > 1:
        return crop_around(poses[:1])
    side = max(_ROOM * body, spread + (_ROOM - 1) * body)
    share = np.array([side / width, side / height])
    if share.min() >= _LARGE:
        return WHOLE
    share = np.minimum(share, 1.0)
    left, top = np.clip((low + high - share) / 2, 0.0, 1.0 - share).tolist()
    return Box(left, top, left + float(share[0]), top + float(share[1]))


def box_of(pose: Pose) -> Box:
    """The part of the picture that a body takes up, its head with it."""
    points = np.clip(pose.image[:, :2], 0.0, 1.0)
    low, high = points.min(axis=0), points.max(axis=0)
    head = _HEAD * float((high - low).max())
    left, top = np.maximum(low - head / 2, 0.0).tolist()
    right, bottom = np.minimum(high + head / 2, 1.0).tolist()
    return Box(left, top, right, bottom)


def outgrown(crop: Box, pose: Pose) -> bool:
    """Whether a body comes near the edge of a crop that is not the picture's own, or is small in it."""
    body = box_of(pose)
    slack_x, slack_y = _NEAR * (crop.right - crop.left), _NEAR * (crop.bottom - crop.top)
    return bool(
        (crop.left > 0 and body.left < crop.left + slack_x)
        or (crop.top > 0 and body.top < crop.top + slack_y)
        or (crop.right < 1 and body.right > crop.right - slack_x)
        or (crop.bottom < 1 and body.bottom > crop.bottom - slack_y)
    )


def height_share(pose: Pose) -> float:
    """How much of the picture's height a body's longer side takes up."""
    body = box_of(pose)
    width, height = pose.size
    return max((body.right - body.left) * width / height, body.bottom - body.top)


def small_note(share: float) -> PictureNote:
    """The note for a body that is small in the frame.

    Args:
        share: Of the picture's height.
    """
    return PictureNote(
        "small",
        f"You are small in the frame: {round(100 * share)} % of its height.",
        "Come closer or zoom in until you fill at least half of the height.",
        doubtful=share < _TOO_SMALL,
    )


def _in_part(frame: Frame, landmarker: StillLandmarker, part: Box) -> tuple[Pose, ...]:
    height, width = frame.picture.shape[:2]
    view = PictureView(crop=part)
    return tuple(view.whole(pose, (width, height)) for pose in landmarker.detect(view.part(frame)).poses)


def _places(length: float, side: float, step: float) -> list[float]:
    rest = length - side
    count = int(np.ceil(rest / step)) + 1 if rest > 0 else 1
    return [float(place) for place in np.linspace(0.0, rest, count)]
