"""Tracks several bodies from frame to frame by position and size."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from coach.body.landmarks import Landmark
from coach.body.pose import FloatArray, Pose

_FRAME = [landmark for landmark in Landmark if Landmark.LEFT_SHOULDER <= landmark <= Landmark.RIGHT_WRIST] + [
    landmark for landmark in Landmark if Landmark.LEFT_HIP <= landmark <= Landmark.RIGHT_ANKLE
]
"""Shoulders, elbows, wrists, hips, knees and ankles, which identify a body."""

SAME_BODY = 0.6
"""Distance in body radii below which two bodies in one frame are the same one, detected twice."""
_REACH, _REACH_A_SECOND, _FARTHEST = 1.2, 1.0, 3.0
"""Distance in radii that joints may move: to the next frame, added per second, and at most.

The radius of a standing person is about half a metre; people walk at 1.4 m/s, and people who exercise stay.
"""
_MOST_RATIO = 1.8
"""Largest change of a body's size; a squat changes it by 1.4."""


def frame_px(pose: Pose) -> FloatArray:
    """The body's twelve large joints in pixels, shape (12, 2)."""
    pixels: FloatArray = pose.image[_FRAME, :2] * pose.size
    return pixels


def radius_px(pose: Pose) -> float:
    """Size of a body: root mean square distance of its joints from their middle, in pixels."""
    joints = frame_px(pose)
    return max(float(np.sqrt(((joints - joints.mean(axis=0)) ** 2).sum(axis=1).mean())), 1.0)


def distance(one: Pose, other: Pose) -> float:
    """Mean distance between the joints of two bodies, in radii of the larger one."""
    apart = np.linalg.norm(frame_px(one) - frame_px(other), axis=1).mean()
    return float(apart / max(radius_px(one), radius_px(other)))


def is_near(pose: Pose, last: Pose, gap_s: float) -> bool:
    """Whether a body may be the one from ``gap_s`` seconds ago, by position and size."""
    ratio = radius_px(pose) / radius_px(last)
    reach = min(_REACH + _REACH_A_SECOND * gap_s, _FARTHEST)
    return 1 / _MOST_RATIO < ratio < _MOST_RATIO and distance(pose, last) < reach


def distinct(poses: Iterable[Pose]) -> list[Pose]:
    """The bodies of one frame without duplicates; the first of each stays."""
    bodies: list[Pose] = []
    for pose in poses:
        if all(distance(pose, other) >= SAME_BODY for other in bodies):
            bodies.append(pose)
    return bodies


@dataclass(slots=True, eq=False)
class Track:
    """One person over time.

    Attributes:
        poses: Their poses in order of time.
    """

    poses: list[Pose] = field(default_factory=list)

    @property
    def first_s(self) -> float:
        """Time of the first pose."""
        return self.poses[0].time

    @property
    def last_s(self) -> float:
        """Time of the last pose."""
        return self.poses[-1].time

    @property
    def x(self) -> float:
        """Median position from the left, as a share of the picture's width."""
        return float(np.median([frame_px(pose)[:, 0].mean() / pose.size[0] for pose in self.poses]))

    @property
    def y(self) -> float:
        """Median position from the top, as a share of the picture's height."""
        return float(np.median([frame_px(pose)[:, 1].mean() / pose.size[1] for pose in self.poses]))

    @property
    def radius_px(self) -> float:
        """Median radius in pixels."""
        return float(np.median([radius_px(pose) for pose in self.poses]))

    def near(self, time: float) -> Pose:
        """The pose nearest in time."""
        return min(self.poses, key=lambda pose: abs(pose.time - time))


class Tracks:
    """Joins the bodies of successive frames to tracks.

    Attributes:
        tracks: All people, in order of appearance.
        times: Times of the analysed frames.
    """

    def __init__(self) -> None:
        self.tracks: list[Track] = []
        self.times: list[float] = []

    def assign(self, time: float, poses: Sequence[Pose]) -> list[Track]:
        """Assign the bodies of the next frame to people.

        Returns:
            The track of each distinct body, in the order of the bodies.
        """
        self.times.append(time)
        bodies = distinct(poses)
        owners = self._owners(time, bodies)
        for body, track in zip(bodies, owners, strict=True):
            track.poses.append(body)
        self.tracks += [track for track in owners if len(track.poses) == 1]
        return owners

    def _owners(self, time: float, bodies: list[Pose]) -> list[Track]:
        """The track of each body, nearest pairs first; a body near no track starts a new one."""
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
