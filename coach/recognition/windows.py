"""Cutting of poses into windows for recognition."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coach.body.angles import angles_of
from coach.body.camera_tilt import TiltEstimator
from coach.body.pose import FloatArray, Pose
from coach.body.stream import Sighting
from coach.recognition.body_signals import Bodies, curves_of, resampled
from coach.recognition.features import NAMES, features_of

WINDOW_S = 3.0
"""Length of a window; the first windows, and those of short films, are shorter."""
HOP_S = 0.5
"""Time from one window to the next."""
FIRST_S = 1.5
"""Length of the first window; the next ones grow to the full length."""
SHORTEST_S = 0.8
"""Shorter windows are not used."""
FEWEST_POSES = 4
"""Windows with fewer poses are not used."""

Vary = Callable[[Bodies], Bodies]


@dataclass(frozen=True, slots=True, eq=False)
class Windows:
    """The windows of one recording.

    Attributes:
        starts_s: Start of each window in the source's time, shape (n,).
        ends_s: End of each window, shape (n,).
        features: One row per window, with columns ``features.NAMES``, shape (n, features).
    """

    starts_s: NDArray[np.float64]
    ends_s: NDArray[np.float64]
    features: NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """The poses of one window, and the camera's tilt as estimated at its end.

    Attributes:
        poses: Poses in order.
        upright: Rotation from the camera's axes to gravity's, or None.
    """

    poses: Sequence[Pose]
    upright: FloatArray | None

    @property
    def start_s(self) -> float:
        """Start, in the source's time."""
        return self.poses[0].time

    @property
    def end_s(self) -> float:
        """End, in the source's time."""
        return self.poses[-1].time

    def features(self, vary: Vary | None = None) -> NDArray[np.float64]:
        """Its features, shape (features,), after augmentation by ``vary`` if given."""
        bodies = resampled(self.poses, self.upright)
        return features_of(curves_of(bodies if vary is None else vary(bodies)))


class WindowCutter:
    """Cuts a stream of poses into windows, in the same way live and in a film.

    Attributes:
        tilt: The camera's tilt, as estimated so far.
    """

    def __init__(self, window_s: float = WINDOW_S, hop_s: float = HOP_S) -> None:
        """Set up the cutter.

        Args:
            window_s: Length of a window.
            hop_s: Time from one window to the next.
        """
        self._window_s, self._hop_s = window_s, hop_s
        self._recent: deque[Pose] = deque()
        self._due_s: float | None = None
        self._pending = False
        self.tilt = TiltEstimator()

    def observe(self, pose: Pose) -> Window | None:
        """Add a pose; return the window that ends with it if one is due."""
        if self.tilt.upright is None:  # once it is known, it is not updated any more
            self.tilt.observe(pose, angles_of(pose))
        recent = self._recent
        recent.append(pose)
        while recent[0].time < pose.time - self._window_s:
            recent.popleft()
        if self._due_s is None:
            self._due_s = pose.time + min(self._window_s, FIRST_S)
        self._pending = pose.time < self._due_s
        if self._pending:
            return None
        self._due_s = max(self._due_s + self._hop_s, pose.time)
        return self._window()

    def rest(self) -> Window | None:
        """The last window, if the last pose is in no window yet."""
        return self._window() if self._pending else None

    def forget(self) -> None:
        """Drop the poses, which are too old; the camera's tilt is still valid."""
        self._recent.clear()
        self._due_s, self._pending = None, False

    def _window(self) -> Window | None:
        recent = self._recent
        if len(recent) < FEWEST_POSES or recent[-1].time - recent[0].time < SHORTEST_S:
            return None
        return Window(tuple(recent), self.tilt.upright)


def windows_between(
    poses: Iterable[Pose],
    cuts: Sequence[float] = (),
    *,
    window_s: float = WINDOW_S,
    hop_s: float = HOP_S,
    vary: Vary | None = None,
) -> Windows:
    """All windows of a recording, none of which extends across a cut.

    Args:
        poses: Poses in order.
        cuts: Times of the cuts, in order.
        window_s: Length of a window.
        hop_s: Time from one window to the next.
        vary: Augmentation of each window's bodies before its features are computed, for training.
    """
    cutter = WindowCutter(window_s, hop_s)
    found: list[Window | None] = []
    left = deque(cuts)
    for pose in poses:
        if left and pose.time >= left[0]:
            left.popleft()
            found.append(cutter.rest())
            cutter.forget()
        found.append(cutter.observe(pose))
    cut = [each for each in (*found, cutter.rest()) if each is not None]
    table = np.array([each.features(vary) for each in cut]) if cut else np.empty((0, len(NAMES)))
    return Windows(np.array([each.start_s for each in cut]), np.array([each.end_s for each in cut]), table)


def windows_of(
    sightings: Iterable[Sighting],
    *,
    window_s: float = WINDOW_S,
    hop_s: float = HOP_S,
    vary: Vary | None = None,
) -> Windows:
    """All windows of a recording, as live recognition would have had them.

    Args:
        sightings: Sightings in order.
        window_s: Length of a window.
        hop_s: Time from one window to the next.
        vary: Augmentation of each window's bodies before its features are computed, for training.
    """
    poses = (each.pose for each in sightings if each.pose is not None)
    return windows_between(poses, window_s=window_s, hop_s=hop_s, vary=vary)
