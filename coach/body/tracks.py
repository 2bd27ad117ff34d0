"""Who is who from picture to picture: bodies followed by their place and size."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from coach.body.landmarks import Landmark
from coach.body.pose import FloatArray, Pose

_FRAME = [landmark for landmark in Landmark if Landmark.LEFT_SHOULDER <= landmark <= Landmark.RIGHT_WRIST] + [
    landmark for landmark in Landmark if Landmark.LEFT_HIP <= landmark <= Landmark.RIGHT_ANKLE
]
"""Shoulders, elbows, wrists, hips, knees, ankles: what a body is known by."""

SAME_BODY = 0.6
"""Within how many of its radii the joints of two bodies of one picture are those of one, found twice."""
_REACH, _REACH_A_SECOND, _FARTHEST = 1.2, 1.0, 3.0
"""How far joints may be from where they were, in radii: in the next picture, more for each second, at most.

A radius of somebody who stands is about half a metre; people walk at 1.4 m/s, and those who exercise stay.
"""
_MOST_RATIO = 1.8
"""A body is no more than so many times larger or smaller than before: a squat is 1.4."""


def frame_px(pose: Pose) -> FloatArray:
    """The body's twelve large joints in pixels, shape (12, 2)."""
    pixels: FloatArray = pose.image[_FRAME, :2] * pose.size
    return pixels


def radius_px(pose: Pose) -> float:
    """How large a body is: root mean square of its joints' distances from their middle, in pixels."""
    joints = frame_px(pose)
    return max(float(np.sqrt(((joints - joints.mean(axis=0)) ** 2).sum(axis=1).mean())), 1.0)


def distance(one: Pose, other: Pose) -> float:
    """How far the joints of one body are from those of another on average, in radii of the larger one."""
    apart = np.linalg.norm(frame_px(one) - frame_px(other), axis=1).mean()
    return float(apart / max(radius_px(one), radius_px(other)))


def is_near(pose: Pose, last: Pose, gap_s: float) -> bool:
    """Whether a body can be the one that was there a while ago, by place and size."""
    ratio = radius_px(pose) / radius_px(last)
    reach = min(_REACH + _REACH_A_SECOND * gap_s, _FARTHEST)
    return 1 / _MOST_RATIO < ratio < _MOST_RATIO and distance(pose, last) < reach


def distinct(poses: Iterable[Pose]) -> list[Pose]:
    """The bodies of one picture without those that were found twice; the first of each stays."""
    kept: list[Pose] = []
    for pose in poses:
        if all(distance(pose, other) >= SAME_BODY for other in kept):
            kept.append(pose)
    return kept


@dataclass(slots=True, eq=False)
class Track:
    """One person over time.

    Attributes:
        poses: Where they were seen, in order of time.
    """

    poses: list[Pose] = field(default_factory=list)

    @property
    def first_s(self) -> float:
        """When they were first seen."""
        return self.poses[0].time

    @property
    def last_s(self) -> float:
        """When they were last seen."""
        return self.poses[-1].time

    @property
    def x(self) -> float:
        """Where they mostly are, as a share of the picture's width from the left."""
        return float(np.median([frame_px(pose)[:, 0].mean() / pose.size[0] for pose in self.poses]))

    @property
    def y(self) -> float:
        """Where they mostly are, as a share of the picture's height from the top."""
        return float(np.median([frame_px(pose)[:, 1].mean() / pose.size[1] for pose in self.poses]))

    @property
    def radius_px(self) -> float:
        """How large they mostly are."""
        return float(np.median([radius_px(pose) for pose in self.poses]))

    def near(self, time: float) -> Pose:
        """Where they were seen at the moment nearest to a time."""
        return min(self.poses, key=lambda pose: abs(pose.time - time))


class Tracks:
    """Puts the bodies of successive pictures together as persons.

    Attributes:
        tracks: Everybody who was seen, in the order in which they came.
        times: When pictures were looked at.
    """

    def __init__(self) -> None:
        self.tracks: list[Track] = []
        self.times: list[float] = []

    def observe(self, time: float, poses: Sequence[Pose]) -> list[Track]:
        """Take in the bodies of the next picture.

        Returns:
            The track of each body that was found once, in the order of the bodies.
        """
        self.times.append(time)
        bodies = distinct(poses)
        owners = self._owners(time, bodies)
        for body, track in zip(bodies, owners, strict=True):
            track.poses.append(body)
        self.tracks += [track for track in owners if len(track.poses) == 1]
        return owners

    def _owners(self, time: float, bodies: list[Pose]) -> list[Track]:
        """The nearest first; who is near to nobody is somebody new."""
        pairs = sorted(
            (
                (distance(body, track.poses[-1]), place, number)
                for place, body in enumerate(bodies)
                for number, track in enumerate(self.tracks)
                if is_near(body, track.poses[-1], time - track.last_s)
            ),
        )
        owners: dict[int, Track] = {}
        taken: set[int] = set()
        for _, place, number in pairs:
            if place not in owners and number not in taken:
                owners[place] = self.tracks[number]
                taken.add(number)
        return [owners.get(place) or Track() for place in range(len(bodies))]
