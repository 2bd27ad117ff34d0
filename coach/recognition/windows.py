"""Cuts what is seen into the windows that are recognised by."""

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
"""A window is this long; the first ones, and a film shorter than that, have less."""
HOP_S = 0.5
"""From one window to the next."""
FIRST_S = 1.5
"""After so long the first window is looked at, and then each grows until it is whole."""
SHORTEST_S = 0.8
"""A window shorter than this tells nothing."""
FEWEST_POSES = 4
"""A window with fewer poses tells nothing."""

Vary = Callable[[Bodies], Bodies]


@dataclass(frozen=True, slots=True, eq=False)
class Windows:
    """The windows of one recording.

    Attributes:
        starts_s: When each begins, in the source's time, shape (n,).
        ends_s: When each ends, shape (n,).
        features: One row a window, columns as ``features.NAMES``, shape (n, features).
    """

    starts_s: NDArray[np.float64]
    ends_s: NDArray[np.float64]
    features: NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """The poses of one window, and what is known of the camera's tilt at its end.

    Attributes:
        poses: In order.
        upright: Rotation from the camera's axes to gravity's, or None.
    """

    poses: Sequence[Pose]
    upright: FloatArray | None

    @property
    def start_s(self) -> float:
        """When it begins, in the source's time."""
        return self.poses[0].time

    @property
    def end_s(self) -> float:
        """When it ends."""
        return self.poses[-1].time

    def features(self, vary: Vary | None = None) -> NDArray[np.float64]:
        """Its features, shape (features,); of bodies that ``vary`` has changed, where it is given."""
        bodies = resampled(self.poses, self.upright)
        return features_of(curves_of(bodies if vary is None else vary(bodies)))


class WindowCutter:
    """Cuts one pose after another into windows, the same live and in a film.

    Attributes:
        tilt: How far the camera is tilted, as far as it is known by now.
    """

    def __init__(self, window_s: float = WINDOW_S, hop_s: float = HOP_S) -> None:
        """Prepare to cut.

        Args:
            window_s: How long a window is.
            hop_s: From one window to the next.
        """
        self._window_s, self._hop_s = window_s, hop_s
        self._recent: deque[Pose] = deque()
        self._due_s: float | None = None
        self._left_out = False
        self.tilt = TiltEstimator()

    def observe(self, pose: Pose) -> Window | None:
        """Take in a pose; the window that ends with it, where one is due."""
        if self.tilt.upright is None:  # once it is settled nothing more is learned
            self.tilt.observe(pose, angles_of(pose))
        recent = self._recent
        recent.append(pose)
        while recent[0].time < pose.time - self._window_s:
            recent.popleft()
        if self._due_s is None:
            self._due_s = pose.time + min(self._window_s, FIRST_S)
        self._left_out = pose.time < self._due_s
        if self._left_out:
            return None
        self._due_s = max(self._due_s + self._hop_s, pose.time)
        return self._window()

    def rest(self) -> Window | None:
        """The window that the end leaves over, where what was seen last is in none."""
        return self._window() if self._left_out else None

    def forget(self) -> None:
        """Begin anew: what was seen is too long ago. The camera still stands where it stood."""
        self._recent.clear()
        self._due_s, self._left_out = None, False

    def _window(self) -> Window | None:
        recent = self._recent
        if len(recent) < FEWEST_POSES or recent[-1].time - recent[0].time < SHORTEST_S:
            return None
        return Window(tuple(recent), self.tilt.upright)


def windows_of(
    sightings: Iterable[Sighting],
    *,
    window_s: float = WINDOW_S,
    hop_s: float = HOP_S,
    vary: Vary | None = None,
) -> Windows:
    """All windows of a recording, as live recognition would have had them.

    Args:
        sightings: What was seen, in order.
        window_s: How long a window is.
        hop_s: From one window to the next.
        vary: Changes each window's bodies before its features are taken, to learn from more than was filmed.
    """
    cutter = WindowCutter(window_s, hop_s)
    cut = [cutter.observe(each.pose) for each in sightings if each.pose is not None]
    found = [each for each in (*cut, cutter.rest()) if each is not None]
    table = np.array([each.features(vary) for each in found]) if found else np.empty((0, len(NAMES)))
    return Windows(
        np.array([each.start_s for each in found]), np.array([each.end_s for each in found]), table
    )
