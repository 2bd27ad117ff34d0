"""Recognises live: the newest window, twice a second, through the classifier and the sequence decision."""

from __future__ import annotations

from collections import deque
from typing import Any, Protocol

from numpy.typing import NDArray

from coach.body.angles import angles_of
from coach.body.pose import Pose
from coach.body.tilt import TiltEstimator
from coach.judging.features import FIRST_S, HOP_S, WINDOW_S, enough, window_features
from coach.judging.recognition import Decision, Recognised

_LOST_S = 2.0
"""After so long without a body nothing is being done."""


class Classifying(Protocol):
    """What is asked of a classifier."""

    classes_: NDArray[Any]
    threshold_: float

    def predict_proba(self, X: Any) -> NDArray[Any]: ...  # noqa: N803 - scikit-learn's name


class Recogniser:
    """Says at every moment what is being done."""

    def __init__(self, classifier: Classifying) -> None:
        """Prepare to recognise with a trained classifier."""
        self._classifier = classifier
        self._forget()
        self._tilt = TiltEstimator()

    def _forget(self) -> None:
        self._recent: deque[Pose] = deque()
        self._decision = Decision(self._classifier.classes_.tolist(), self._classifier.threshold_)
        self._now = Recognised(None, 0.0, 0.0)
        self._due_s: float | None = None

    def observe(self, pose: Pose | None, time: float) -> Recognised:
        """Take in what was seen at ``time`` (seconds, never decreasing) and say what is being done."""
        if pose is None:
            if self._recent and time - self._recent[-1].time > _LOST_S:
                self._forget()
            return self._now
        self._tilt.observe(pose, angles_of(pose))
        self._recent.append(pose)
        while self._recent[0].time < time - WINDOW_S:
            self._recent.popleft()
        if self._due_s is None:
            self._due_s = time + FIRST_S
        if time >= self._due_s and enough(self._recent):
            self._due_s = max(self._due_s + HOP_S, time)
            features = window_features(self._recent, self._tilt.upright)
            likely = self._classifier.predict_proba(features[None])[0]
            self._now = self._decision.observe(self._recent[0].time, time, likely)
        return self._now
