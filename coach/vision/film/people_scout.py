"""Finds everyone in single frames: in the whole frame, and in parts of it for small bodies."""

from __future__ import annotations

from collections.abc import Sequence

from coach.body.crop import WHOLE, Box
from coach.body.pose import Pose
from coach.body.stream import Frame
from coach.body.tracks import distinct, frame_px, radius_px
from coach.vision.landmarker.landmarker import StillLandmarker
from coach.vision.picture.picture_view import PictureView

_HALF = 0.55
"""Parts overlap, so that no one stands on a seam."""
_WIDE = 1.3
_EDGE = 0.02
"""A body closer than this to the edge of a part may be cut off and is ignored there."""


def parts_of(size: tuple[int, int]) -> list[Box]:
    """Overlapping parts of a picture: its quarters, and squares along its longer side."""
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
    """Finds everyone in single frames.

    Attributes:
        parts: Parts of the frame that are searched in addition to the whole.
    """

    def __init__(self, landmarker: StillLandmarker, parts: Sequence[Box] = ()) -> None:
        """Set the landmarker.

        Args:
            landmarker: Detects several bodies in a picture.
            parts: Parts known to be useful.
        """
        self.parts: list[Box] = list(parts)
        self._landmarker = landmarker

    def find_people(self, frame: Frame, around: Box = WHOLE) -> list[Pose]:
        """Everyone in a frame, once each, in shares of the whole frame.

        Args:
            frame: The frame.
            around: A further part to search.
        """
        parts = self.parts if around == WHOLE else [around, *self.parts]
        return self._search(frame, parts)[0]

    def try_parts(self, frame: Frame) -> list[Pose]:
        """Like ``find_people`` in all possible parts; adds the useful ones to ``parts``."""
        height, width = frame.picture.shape[:2]
        poses, useful = self._search(frame, parts_of((width, height)))
        self.parts += [part for part in useful if part not in self.parts]
        return poses

    def _search(self, frame: Frame, parts: Sequence[Box]) -> tuple[list[Pose], list[Box]]:
        poses = distinct(self._landmarker.detect(frame).poses)
        useful = []
        for part in parts:
            more = [
                pose
                for pose in self._poses_in(frame, part)
                if not any(overlaps(pose, other) for other in poses)
            ]
            if more:
                useful.append(part)
                poses += more
        return poses, useful

    def _poses_in(self, frame: Frame, part: Box) -> list[Pose]:
        view = PictureView(crop=part)
        height, width = frame.picture.shape[:2]
        poses = distinct(self._landmarker.detect(view.part(frame)).poses)
        return [view.whole(pose, (width, height)) for pose in poses if is_within(pose, part)]


def is_within(pose: Pose, part: Box) -> bool:
    """Whether a body isn't cut off by an inner edge of the part."""
    joints = frame_px(pose) / pose.size
    (left, top), (right, bottom) = joints.min(axis=0), joints.max(axis=0)
    return bool(
        (left > _EDGE or part.left <= WHOLE.left)
        and (top > _EDGE or part.top <= WHOLE.top)
        and (right < 1 - _EDGE or part.right >= WHOLE.right)
        and (bottom < 1 - _EDGE or part.bottom >= WHOLE.bottom)
    )


def overlaps(pose: Pose, other: Pose) -> bool:
    """Whether a body's middle lies within another body: mostly it is a part of that one."""
    middle = frame_px(pose).mean(axis=0)
    joints = frame_px(other)
    margin = radius_px(other) / 4
    return bool(((middle > joints.min(axis=0) - margin) & (middle < joints.max(axis=0) + margin)).all())
