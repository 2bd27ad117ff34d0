"""What the drawing of a film needs of each moment, stored while the film is analysed."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from coach.body.angles import JOINTS, SIDES
from coach.body.landmarks import Landmark
from coach.body.pose import FloatArray
from coach.body.stream import Closing
from coach.judging.assessment.depth_sample import DepthSample, depth_sample
from coach.judging.events import HoldProgressed
from coach.judging.observation import Summary
from coach.moment import Moment

_COUNT = len(Landmark)
_ANGLES = len(JOINTS) * len(SIDES)
_ROW = 3 * _COUNT + _ANGLES
_GAP_S = 0.25
"""Longest time between two poses over which the body is interpolated."""
_NEAR_S = 0.07
"""How long a pose stays before the next one, or after the last one: two frames of a slow film."""


@dataclass(frozen=True, slots=True, eq=False)
class BodyInPicture:
    """A body at one time.

    Attributes:
        points: x and y as shares of width and height, shape (33, 2).
        visibility: 0 to 1, shape (33,).
        joints: Inner angles in degrees, shape (5, 2), as in :class:`coach.body.angles.Angles`.
    """

    points: FloatArray
    visibility: FloatArray
    joints: FloatArray


class PoseTrack(Closing):
    """The bodies of a film over time, 440 bytes each; a sink.

    Attributes:
        size: Width and height of the analysed pictures in pixels; None until someone is detected.
        depths: The depth of the movement, in order of time.
        held: The seconds of holds as they passed.
    """

    def __init__(self) -> None:
        self.size: tuple[int, int] | None = None
        self.depths: Sequence[DepthSample] = []
        self.held: list[HoldProgressed] = []
        self._depths: list[DepthSample] = []
        self._times = array("d")
        self._rows = array("f")

    def receive(self, moment: Moment) -> None:
        """Store one moment."""
        pose, observation = moment.pose, moment.observation
        row = np.full(_ROW, np.nan, np.float32)
        if pose is not None:
            self.size = pose.size
            row[: 2 * _COUNT] = pose.image[:, :2].ravel()
            row[2 * _COUNT : 3 * _COUNT] = pose.visibility
        if observation.angles is not None:
            row[3 * _COUNT :] = observation.angles.joints.ravel()
        self._times.append(moment.time)
        self._rows.frombytes(row.tobytes())
        self._depths += filter(None, [depth_sample(observation)])
        self.held += [event for event in observation.events if isinstance(event, HoldProgressed)]

    def conclude(self, summary: Summary, *, interrupted: bool) -> None:
        """Take what the judge of a whole film only knows at its end."""
        self.depths = self._depths
        self.held += [event for event in summary.events if isinstance(event, HoldProgressed)]

    @property
    def times(self) -> FloatArray:
        """The times of all moments in seconds, shape (n,)."""
        return np.array(self._times)

    def angles(self) -> FloatArray:
        """The angles of all moments in degrees, shape (n, 5, 2); NaN without a person."""
        table = np.frombuffer(self._rows, np.float32).reshape(-1, _ROW)
        return table[:, 3 * _COUNT :].reshape(-1, len(JOINTS), len(SIDES)).copy()

    def body_at(self, time: float) -> BodyInPicture | None:
        """The body at a time, between two poses in proportion; None if no one was detected."""
        after = bisect_right(self._times, time)
        before = after - 1
        first, second = self._row(before), self._row(after)
        if first is not None and second is not None:
            span = self._times[after] - self._times[before]
            if span <= _GAP_S:
                share = (time - self._times[before]) / span
                return _body(first if share <= 0 else first + share * (second - first))
        if first is not None and time - self._times[before] <= _NEAR_S:
            return _body(first)
        if second is not None and self._times[after] - time <= _NEAR_S:
            return _body(second)
        return None

    def depth_at(self, time: float) -> DepthSample | None:
        """The depth of the movement at a time; None while it is unknown."""
        before = bisect_right(self.depths, time, key=lambda each: each.time) - 1
        if before < 0 or time - self.depths[before].time > _GAP_S:
            return None
        return self.depths[before]

    def _row(self, place: int) -> FloatArray | None:
        if not 0 <= place < len(self._times):
            return None
        row = np.array(self._rows[place * _ROW : (place + 1) * _ROW])
        return None if np.isnan(row[0]) else row


def _body(row: FloatArray) -> BodyInPicture:
    return BodyInPicture(
        points=row[: 2 * _COUNT].reshape(_COUNT, 2),
        visibility=row[2 * _COUNT : 3 * _COUNT],
        joints=row[3 * _COUNT :].reshape(len(JOINTS), len(SIDES)),
    )
