"""Finds and crops bodies that are too small to be detected in the whole picture."""

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

The landmarker's detector scales every picture to 224 pixels and detects bodies from a fifth of its longer
side: a sixth of the height is then more than a quarter of a tile.
"""
_STEP = 0.22
"""Largest step between tiles, as a share of the height: a body up to the overlap fits into one of them."""
_ROOM = 1.8
"""Side of a crop in body lengths: the detector needs a margin, and arms go up."""
_APART = 2.0
"""Largest spread of the bodies in body lengths for one crop: in a larger one they are small again."""
_NEAR = 0.04
"""Distance to a crop's edge, as a share of the crop, at which the crop follows."""
_LARGE = 0.8
"""From this size, the whole picture replaces a crop."""
_HEAD = 0.07
"""Margin above the eyes and below the heels, as a share of the body length."""

_PLAIN = 0.3
"""Share of the picture's longer side from which a crop doesn't help."""
SMALL = 1 / 3
"""Share of the frame height below which a standing body counts as small."""
_STANDING_QUANTILE = 0.9
"""Quantile of a body's sizes that stands for the standing body."""
_TOO_SMALL = 0.2
"""Figures are doubtful below this: in a film of height 360 the body has 72 pixels."""


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
    """The most visible body in any part of a frame; empty without one.

    Args:
        frame: The frame, rotated and mirrored.
        landmarker: Searches one part after the other.
        near: Part to search first; if it has a body, the others are skipped.
    """
    height, width = frame.picture.shape[:2]
    if near is not None and (poses := _in_part(frame, landmarker, near)):
        return poses[:1]
    found = [pose for tile in tiles_of((width, height)) for pose in _in_part(frame, landmarker, tile)]
    return (max(found, key=lambda pose: float(pose.visibility.mean())),) if found else ()


def needs_crop(poses: Sequence[Pose]) -> bool:
    """Whether bodies found in parts are too small for the whole picture."""
    sides = [height_share(pose) * pose.size[1] / max(pose.size) for pose in poses]
    return float(np.median(sides)) < _PLAIN


def small_notes(poses: Sequence[Pose]) -> PictureNotes:
    """The note for a small body over several frames; empty if it is large enough."""
    share = float(np.quantile([height_share(pose) for pose in poses], _STANDING_QUANTILE))
    return (small_note(share),) if share < SMALL else ()


class SmallBodySearch(Closing):
    """Searches the whole picture for a body, then part by part."""

    def __init__(self, model: PoseModel) -> None:
        self._model = model
        self._landmarker: StillLandmarker | None = None

    def search(self, frame: Frame) -> tuple[Pose, ...]:
        """The most visible body; empty without one."""
        self._landmarker = self._landmarker or StillLandmarker(self._model)
        return find_small(frame, self._landmarker, near=WHOLE)

    def close(self) -> None:
        """Close the landmarker."""
        if self._landmarker is not None:
            self._landmarker.close()


def crop_around(poses: Sequence[Pose]) -> Box:
    """A square around these bodies with a margin; the whole picture if a crop brings nothing.

    If they are far apart, it contains only the first: the crop follows a person who walks.
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
    """The part of the picture covered by a body, including the head."""
    points = np.clip(pose.image[:, :2], 0.0, 1.0)
    low, high = points.min(axis=0), points.max(axis=0)
    head = _HEAD * float((high - low).max())
    left, top = np.maximum(low - head / 2, 0.0).tolist()
    right, bottom = np.minimum(high + head / 2, 1.0).tolist()
    return Box(left, top, right, bottom)


def outgrown(crop: Box, pose: Pose) -> bool:
    """Whether a body comes close to an inner edge of the crop."""
    body = box_of(pose)
    slack_x, slack_y = _NEAR * (crop.right - crop.left), _NEAR * (crop.bottom - crop.top)
    return bool(
        (crop.left > 0 and body.left < crop.left + slack_x)
        or (crop.top > 0 and body.top < crop.top + slack_y)
        or (crop.right < 1 and body.right > crop.right - slack_x)
        or (crop.bottom < 1 and body.bottom > crop.bottom - slack_y)
    )


def height_share(pose: Pose) -> float:
    """A body's longer side as a share of the picture's height."""
    body = box_of(pose)
    width, height = pose.size
    return max((body.right - body.left) * width / height, body.bottom - body.top)


def small_note(share: float) -> PictureNote:
    """The note for a body that is small in the frame.

    Args:
        share: Share of the frame height.
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
