"""The landmarks of a recording as marker tracks: evenly timed, in millimetres, with y up."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coach.body.landmarks import Landmark
from coach.body.pose import FloatArray
from coach.body.recording.recording import Recording
from coach.errors import NothingToExport

NAMES = tuple(each.name.lower() for each in Landmark)
_UP = np.array([1.0, -1.0, -1.0])
"""MediaPipe's y points down and its z away from the camera: turned about x, y is up, z toward the camera."""
_MM = 1000.0
_WIDEST_GAP = 2.5
"""In frames: positions are interpolated across a frame that was missed, not across a longer gap."""
_LEAST_RATE, _MOST_RATE = 1.0, 240.0


@dataclass(frozen=True, slots=True, eq=False)
class MarkerTracks:
    """The way of each landmark.

    The origin is the middle of the hips in every frame, because the pose model measures from there: a person
    who walks stays in place. x is to the camera's right, y up and z toward the camera.

    Attributes:
        rate: Frames per second.
        positions: Millimetres, shape (frames, 33, 3); NaN where no body was detected.
    """

    rate: float
    positions: FloatArray

    @property
    def times(self) -> NDArray[np.float64]:
        """Seconds since the first frame, shape (frames,)."""
        return np.arange(len(self.positions)) / self.rate


def marker_tracks(recording: Recording) -> MarkerTracks:
    """The marker tracks of a recording, at its median frame rate.

    Motion files have one rate, but frames of a webcam come unevenly: positions between two frames are
    interpolated.

    Raises:
        NothingToExport: No body was detected in two frames.
    """
    sightings = [(each.time, each.pose) for each in recording if each.pose is not None]
    if len(sightings) < 2:
        raise NothingToExport(
            "There is no movement in this recording: a body was detected in fewer than two frames."
        )
    seen = np.array([time for time, _ in sightings])
    step = float(np.median(np.diff(recording.times)))
    rate = min(max(1 / step, _LEAST_RATE), _MOST_RATE)
    first, last = recording.times[0], recording.times[-1]
    times = first + np.arange(int((last - first) * rate + 0.5) + 1) / rate
    table = np.stack([pose.world for _, pose in sightings]).reshape(len(seen), -1)
    positions = np.stack([np.interp(times, seen, column) for column in table.T.astype(float)], axis=1)
    positions[_unseen(times, seen, 1 / rate)] = np.nan
    return MarkerTracks(rate, positions.reshape(len(times), len(NAMES), 3) * _UP * _MM)


def _unseen(times: NDArray[np.float64], seen: NDArray[np.float64], step_s: float) -> NDArray[np.bool_]:
    """Which times have no body near them: between two that are far apart, or beyond the ends."""
    after = np.searchsorted(seen, times)
    before = np.clip(after - 1, 0, len(seen) - 1)
    after = np.clip(after, 0, len(seen) - 1)
    nearest = np.minimum(np.abs(times - seen[before]), np.abs(seen[after] - times))
    apart: NDArray[np.bool_] = (seen[after] - seen[before] > _WIDEST_GAP * step_s) | (before == after)
    return apart & (nearest > step_s / 2)
