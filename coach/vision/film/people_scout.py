"""Looks for everybody in single pictures: in the whole, and in parts of it for those who are small."""

from __future__ import annotations

from collections.abc import Sequence

from coach.body.crop import WHOLE, Box
from coach.body.pose import Pose
from coach.body.stream import Frame
from coach.body.tracks import distinct, frame_px, radius_px
from coach.vision.landmarker.landmarker import StillLandmarker
from coach.vision.picture.picture_view import PictureView

_HALF = 0.55
"""A quarter of the picture with a little of its neighbours, so that nobody stands on a seam."""
_WIDE = 1.3
_EDGE = 0.02
"""Who comes nearer than this to the edge of a part is cut off there, and looked for elsewhere."""


def parts_of(size: tuple[int, int]) -> list[Box]:
    """Parts of a picture that overlap: its quarters, and squares along its longer side."""
    quarters = [
        Box(left, top, left + _HALF, top + _HALF) for left in (0.0, 1 - _HALF) for top in (0.0, 1 - _HALF)
    ]
    share = min(size) / max(size)
    if share > 1 / _WIDE:
        return quarters
    number = round(2 * (1 - share) / share) + 2
    starts = [(1 - share) * place / (number - 1) for place in range(number)]
    wide = size[0] > size[1]
    along = [Box(s, 0, s + share, 1) if wide else Box(0, s, 1, s + share) for s in starts]
    return along + quarters


class PeopleScout:
    """Finds everybody in single pictures.

    Attributes:
        parts: The parts of the picture that are looked at besides the whole.
    """

    def __init__(self, landmarker: StillLandmarker, parts: Sequence[Box] = ()) -> None:
        """Prepare to look.

        Args:
            landmarker: Finds several bodies in a picture.
            parts: The parts that are known to be worth a look.
        """
        self.parts: list[Box] = list(parts)
        self._landmarker = landmarker

    def look(self, frame: Frame, around: Box = WHOLE) -> list[Pose]:
        """Everybody in a picture, once each, in shares of the whole picture.

        Args:
            frame: The picture.
            around: A part of it in which to look as well.
        """
        parts = self.parts if around == WHOLE else [around, *self.parts]
        return self._look(frame, parts)[0]

    def try_parts(self, frame: Frame) -> list[Pose]:
        """As ``look``, in all parts; those with somebody in them who isn't found in the whole are kept."""
        height, width = frame.picture.shape[:2]
        poses, helped = self._look(frame, parts_of((width, height)))
        self.parts += [part for part in helped if part not in self.parts]
        return poses

    def _look(self, frame: Frame, parts: Sequence[Box]) -> tuple[list[Pose], list[Box]]:
        poses = distinct(self._landmarker.detect(frame).poses)
        helped = []
        for part in parts:
            more = [
                pose for pose in self._part(frame, part) if not any(_shares(pose, other) for other in poses)
            ]
            if more:
                helped.append(part)
                poses += more
        return poses, helped

    def _part(self, frame: Frame, part: Box) -> list[Pose]:
        view = PictureView(crop=part)
        height, width = frame.picture.shape[:2]
        poses = distinct(self._landmarker.detect(view.part(frame)).poses)
        return [view.whole(pose, (width, height)) for pose in poses if _is_within(pose, part)]


def _is_within(pose: Pose, part: Box) -> bool:
    """Whether a body found in a part isn't cut off by an edge that is not the picture's own."""
    joints = frame_px(pose) / pose.size
    (left, top), (right, bottom) = joints.min(axis=0), joints.max(axis=0)
    return bool(
        (left > _EDGE or part.left <= WHOLE.left)
        and (top > _EDGE or part.top <= WHOLE.top)
        and (right < 1 - _EDGE or part.right >= WHOLE.right)
        and (bottom < 1 - _EDGE or part.bottom >= WHOLE.bottom)
    )


def _shares(pose: Pose, other: Pose) -> bool:
    """Whether a body's middle lies within another one: mostly it is a bit of that one, taken for a whole."""
    middle = frame_px(pose).mean(axis=0)
    joints = frame_px(other)
    margin = radius_px(other) / 4
    return bool(((middle > joints.min(axis=0) - margin) & (middle < joints.max(axis=0) + margin)).all())
