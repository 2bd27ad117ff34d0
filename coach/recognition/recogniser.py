"""Live recognition: the newest window, twice a second, through the classifier and the sequence decoder."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from coach.body.camera_tilt import TiltEstimator
from coach.body.pose import Pose
from coach.judging.observation import Recognised
from coach.recognition.sequence_decoder import SequenceDecoder
from coach.recognition.windows import Window, WindowCutter

_LOST_S = 2.0
"""After this time without a person, recognition starts again."""


class RecognitionModel(Protocol):
    """A calibrated classifier of windows."""

    @property
    def classes(self) -> tuple[str, ...]:
        """The classes, in the order of the columns of probabilities."""
        ...

    def probabilities(self, features: NDArray[np.floating]) -> NDArray[np.float64]:
        """Probability of each class for each window, shape (n, classes)."""
        ...


class Recogniser:
    """Recognises the current exercise from the poses."""

    def __init__(self, model: RecognitionModel) -> None:
        """Set up the recogniser."""
        self._model = model
        self._cutter = WindowCutter()
        self._last_pose_s = 0.0
        self._forget()

    @property
    def tilt(self) -> TiltEstimator:
        """The camera's tilt, as estimated so far."""
        return self._cutter.tilt

    def _forget(self) -> None:
        self._cutter.forget()
        self._decision = SequenceDecoder(self._model.classes)
        self._now = Recognised(None, 0.0, 0.0)

    def observe(self, pose: Pose | None, time: float) -> Recognised:
        """Process the pose at ``time`` (seconds, never decreasing), and return the current exercise."""
        if time - self._last_pose_s > _LOST_S:
            self._forget()
        if pose is None:
            return self._now
        self._last_pose_s = time
        self._take(self._cutter.observe(pose))
        return self._now

    def finish(self) -> Recognised:
        """The exercise at the end, after the last, incomplete window."""
        self._take(self._cutter.rest())
        return self._now

    def _take(self, window: Window | None) -> None:
        if window is not None:
            likely = self._model.probabilities(window.features()[None])[0]
            self._now = self._decision.observe(window.start_s, window.end_s, likely)
