"""The movement of a film that teaches: every measure of the body, and where the repetitions turn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from coach.body.angles import JOINTS, SIDES, Angles, Attitude, Distance, Joint, angles_of
from coach.body.landmarks import Landmark, of_side
from coach.body.pose import FloatArray, Pose
from coach.body.stream import Sighting
from coach.body.view import View
from coach.judging.pattern.movement_pattern import Repetition
from coach.judging.signal import TRUST_POWER

OTHER_MEASURES: tuple[Distance | Attitude, ...] = (*get_args(Distance), *get_args(Attitude))
_NEAR_S = 0.1
"""Moments this close to an end or a turning point show that pose."""
_AROUND_S = 3.0
"""So long before the first and after the last repetition people are in the start position, or near it."""
_SHARE_OF_VIEW = 0.25
"""A view seen for this share of the repetitions is one of the views."""

Frames = NDArray[np.intp]


@dataclass(frozen=True)
class TaughtMovement:
    """The repetitions of a film, with the body at every moment.

    Attributes:
        times: Moments with a body in seconds, shape (frames,).
        poses: The bodies.
        angles: Their angles.
        reps: The repetitions, in order.
    """

    times: FloatArray
    poses: tuple[Pose, ...]
    angles: tuple[Angles, ...]
    reps: tuple[Repetition, ...]

    @cached_property
    def joints(self) -> FloatArray:
        """Inner joint angles in degrees, shape (frames, 5, 2)."""
        return np.array([each.joints for each in self.angles])

    @cached_property
    def trust(self) -> FloatArray:
        """How well each joint is seen on average, 0 to 1, shape (5, 2)."""
        return np.asarray(np.maximum(np.mean([each.visibility for each in self.angles], axis=0), 0.01))

    @cached_property
    def sureness(self) -> FloatArray:
        """How well each landmark is seen on average, 0 to 1, shape (33,)."""
        return np.asarray(np.mean([each.sureness for each in self.angles], axis=0))

    @cached_property
    def starts(self) -> list[Frames]:
        """The frames of the start position before and after each repetition."""
        return [self._near(each.left_s, each.end_s) for each in self.reps]

    @cached_property
    def turns(self) -> list[Frames]:
        """The frames at the turning point of each repetition."""
        return [
            np.union1d(self._between(each.reached_s, each.turned_s), self._near(each.turn_s))
            for each in self.reps
        ]

    @cached_property
    def halves(self) -> list[Frames]:
        """The frames halfway to the turning point of each repetition."""
        return [self._near((each.left_s + each.reached_s) / 2) for each in self.reps]

    @cached_property
    def within(self) -> Frames:
        """All frames within the repetitions."""
        frames = [self._between(each.left_s, each.end_s) for each in self.reps]
        return np.unique(np.concatenate(frames))

    @property
    def begins_and_ends_turned(self) -> float:
        """Where the body is before and after the repetitions: 0 in the start position, 1 turned.

        Above a half, what was taken for the start position is the turning point.
        """
        weights = self.trust.ravel() ** TRUST_POWER
        flat = self.joints.reshape(len(self.joints), -1) * weights
        start, turn = (
            np.median([np.median(flat[frames], axis=0) for frames in each], axis=0)
            for each in (self.starts, self.turns)
        )
        way = turn - start
        square = max(float(way @ way), 1e-9)
        outside = np.concatenate(
            [
                self._between(self.reps[0].left_s - _AROUND_S, self.reps[0].left_s),
                self._between(self.reps[-1].end_s, self.reps[-1].end_s + _AROUND_S),
            ]
        )
        if not len(outside):
            return 0.0
        return float(np.median(np.clip((flat[outside] - start) @ way / square, -1.0, 2.0)))

    @property
    def views(self) -> tuple[View, ...]:
        """The views in which it was seen, the most frequent first."""
        return self.views_in(self.within)

    def views_in(self, frames: Frames) -> tuple[View, ...]:
        """The views in which some frames were seen, the most frequent first."""
        seen = Counter(self.angles[frame].view for frame in frames)
        return tuple(view for view, number in seen.most_common() if number >= _SHARE_OF_VIEW * len(frames))

    def of_sides(self, measure: Distance | Attitude) -> FloatArray:
        """A distance or an attitude at every moment for each side, shape (frames, 2)."""
        return np.array([each.of_sides(measure) for each in self.angles])

    def limb_levels(self, joints: Sequence[Joint]) -> FloatArray:
        """The mean of some joints for each side, as the counter reads it, shape (frames, 2)."""
        rows = [JOINTS.index(joint) for joint in joints]
        weights = self.trust[rows] ** TRUST_POWER
        levels: FloatArray = (self.joints[:, rows] * weights).sum(axis=1) / weights.sum(axis=0)
        return levels

    def levels(self, joints: Sequence[Joint]) -> FloatArray:
        """The mean of some joints of both sides, as the counter reads it, shape (frames,)."""
        rows = [JOINTS.index(joint) for joint in joints]
        weights = self.trust[rows] ** TRUST_POWER
        levels: FloatArray = (self.joints[:, rows] * weights).sum(axis=(1, 2)) / weights.sum()
        return levels

    def excursions(self, values: FloatArray) -> FloatArray:
        """How far some values go from the start position to the turning point of each repetition.

        Args:
            values: Shape (frames, ...).

        Returns:
            Shape (reps, ...); negative where they fall.
        """
        return np.array(
            [
                np.median(values[turn], axis=0) - np.median(values[start], axis=0)
                for start, turn in zip(self.starts, self.turns, strict=True)
            ]
        )

    def height_in_picture(self, *parts: str) -> FloatArray:
        """Mean height of some parts of both sides in the picture in trunk lengths, shape (frames,)."""
        rows = [of_side(side, part) for part in parts for side in SIDES]
        heights = np.array([-pose.image[rows, 1].mean() * pose.size[1] for pose in self.poses])
        scaled: FloatArray = heights / max(self.trunk_px, 1.0)
        return scaled

    @cached_property
    def trunk_px(self) -> float:
        """Length of the trunk in the picture in pixels; at least its breadth, if it points at the camera."""
        size = np.array([pose.size for pose in self.poses])[:, None]
        points = np.array([pose.image[:, :2] for pose in self.poses]) * size
        shoulders = points[:, [Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER]]
        hips = points[:, [Landmark.LEFT_HIP, Landmark.RIGHT_HIP]].mean(axis=1)
        trunk = np.linalg.norm(shoulders.mean(axis=1) - hips, axis=1)
        breadth = np.linalg.norm(shoulders[:, 0] - shoulders[:, 1], axis=1)
        return max(float(np.median(trunk)), float(np.median(breadth)))

    def _between(self, from_s: float, to_s: float) -> Frames:
        return np.flatnonzero((self.times >= from_s) & (self.times <= to_s))

    def _near(self, *moments: float) -> Frames:
        """The frames near some moments, at least the nearest one of each."""
        near = [self._between(each - _NEAR_S, each + _NEAR_S) for each in moments]
        nearest = [np.array([int(np.abs(self.times - each).argmin())]) for each in moments]
        return np.unique(np.concatenate([*near, *nearest]))


def taught_movement(sightings: Sequence[Sighting], reps: Sequence[Repetition]) -> TaughtMovement:
    """Measure the repetitions of a film.

    Args:
        sightings: The film, with a body in at least one frame.
        reps: The repetitions; empty for a position that is held.
    """
    poses = tuple(each.pose for each in sightings if each.pose is not None)
    times = np.array([each.time for each in sightings if each.pose is not None])
    return TaughtMovement(times, poses, tuple(angles_of(pose) for pose in poses), tuple(reps))
