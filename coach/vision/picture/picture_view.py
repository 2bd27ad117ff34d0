"""How a picture is looked at: turned, mirrored, and which part of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from coach.body.crop import WHOLE, Box
from coach.body.pose import Pose
from coach.body.stream import Frame

Picture = NDArray[np.uint8]

QUARTER_DEG = 90


@dataclass(frozen=True, slots=True)
class PictureView:
    """How every picture of a source is looked at: turned first, then mirrored, then cropped.

    What is passed on is the whole picture, turned and mirrored; the crop is for the landmarker alone.

    Attributes:
        turns: Quarter turns clockwise, 0 to 3.
        mirror: Whether left and right are swapped after turning.
        crop: The part that is looked at, as shares of the turned picture.
    """

    turns: int = 0
    mirror: bool = False
    crop: Box = WHOLE

    @property
    def turned_deg(self) -> int:
        """Degrees by which the picture is turned clockwise."""
        return self.turns * QUARTER_DEG

    def size_of(self, size: tuple[int, int]) -> tuple[int, int]:
        """Width and height of a picture after turning."""
        width, height = size
        return (height, width) if self.turns % 2 else (width, height)

    def frame(self, frame: Frame) -> Frame:
        """The whole picture, turned and mirrored; the same frame where there is nothing to do."""
        if not self.turns and not self.mirror:
            return frame
        picture = np.rot90(frame.picture, -self.turns)
        if self.mirror:
            picture = picture[:, ::-1]
        return replace(frame, picture=np.ascontiguousarray(picture))

    def part(self, frame: Frame) -> Frame:
        """The part of a turned frame that is looked at."""
        if self.crop == WHOLE:
            return frame
        return replace(frame, picture=np.ascontiguousarray(self.crop.of(frame.picture)))

    def whole(self, pose: Pose, size: tuple[int, int]) -> Pose:
        """A pose that was found in the part, as a pose of the whole turned picture.

        Args:
            pose: In shares of the part.
            size: Width and height of the whole turned picture in pixels.
        """
        if self.crop == WHOLE:
            return pose
        left, top, right, bottom = self.crop
        scale = np.array([right - left, bottom - top, right - left], np.float32)
        image = pose.image * scale + np.array([left, top, 0.0], np.float32)
        return replace(pose, image=image, size=size)


def turned_pose(pose: Pose, turns: int) -> Pose:
    """A pose as it is in its picture turned by quarters clockwise, its world landmarks with it."""
    for _ in range(turns % 4):
        (x, y, z), (across, down, away) = pose.image.T, pose.world.T
        width, height = pose.size
        pose = replace(
            pose,
            image=np.stack([1.0 - y, x, z * width / height], axis=1),
            world=np.stack([-down, across, away], axis=1),
            size=(height, width),
        )
    return pose


AS_IT_IS = PictureView()
