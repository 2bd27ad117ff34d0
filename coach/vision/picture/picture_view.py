"""Rotation, mirroring and cropping of pictures."""

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
    """Rotates, then mirrors, then crops every picture of a source.

    The crop is only for the landmarker; others get the whole rotated and mirrored picture.

    Attributes:
        turns: Clockwise quarter turns, 0 to 3.
        mirror: Whether to mirror horizontally after rotation.
        crop: The analysed part, in shares of the rotated picture.
    """

    turns: int = 0
    mirror: bool = False
    crop: Box = WHOLE

    @property
    def turned_deg(self) -> int:
        """Clockwise rotation in degrees."""
        return self.turns * QUARTER_DEG

    def size_of(self, size: tuple[int, int]) -> tuple[int, int]:
        """Width and height after rotation."""
        width, height = size
        return (height, width) if self.turns % 2 else (width, height)

    def frame(self, frame: Frame) -> Frame:
        """The whole picture, rotated and mirrored; the same frame if there is nothing to do."""
        if not self.turns and not self.mirror:
            return frame
        picture = np.rot90(frame.picture, -self.turns)
        if self.mirror:
            picture = picture[:, ::-1]
        return replace(frame, picture=np.ascontiguousarray(picture))

    def part(self, frame: Frame) -> Frame:
        """The crop of a rotated frame."""
        if self.crop == WHOLE:
            return frame
        return replace(frame, picture=np.ascontiguousarray(self.crop.of(frame.picture)))

    def whole(self, pose: Pose, size: tuple[int, int]) -> Pose:
        """Convert a pose from the crop to the whole rotated picture.

        Args:
            pose: In shares of the crop.
            size: Width and height of the whole rotated picture in pixels.
        """
        if self.crop == WHOLE:
            return pose
        left, top, right, bottom = self.crop
        scale = np.array([right - left, bottom - top, right - left], np.float32)
        image = pose.image * scale + np.array([left, top, 0.0], np.float32)
        return replace(pose, image=image, size=size)


def turned_pose(pose: Pose, turns: int) -> Pose:
    """A pose, with its world landmarks, after rotating its picture clockwise by quarter turns."""
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
