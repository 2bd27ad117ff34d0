"""Gestures: both hands held overhead, and stepping out of view."""

from __future__ import annotations

import numpy as np

from coach.body.landmarks import Landmark
from coach.body.pose import Pose
from coach.catalogue.definition import Exercise

_WOBBLE_S = 0.3
_MIN_VISIBILITY = 0.5
_OVERHEAD_DEG = 120
"""An upper arm raised by more points to above the head."""
_GONE_S = 3.0
"""A rep never hides a person for this long."""
_SIGN_S = 2.0
"""Hands raised in passing are down sooner."""
_LONG_SIGN_S = 5.0
"""Ending the workout takes longer: people stretch between sets."""
_EDGE = 0.12
"""A person last detected this close to the edge of the frame, as a share of its width, has walked out."""

_WRISTS = [Landmark.LEFT_WRIST, Landmark.RIGHT_WRIST]
_ELBOWS = [Landmark.LEFT_ELBOW, Landmark.RIGHT_ELBOW]
_SHOULDERS = [Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER]
_HIPS = [Landmark.LEFT_HIP, Landmark.RIGHT_HIP]
_EYES = [Landmark.LEFT_EYE, Landmark.RIGHT_EYE]


class HandsOverhead:
    """Tracks how long both hands are held overhead; each raise counts as one gesture only."""

    def __init__(self) -> None:
        self._since_s: float | None = None
        self._up_s = 0.0
        self._used = False

    def observe(self, pose: Pose | None, time: float) -> None:
        """Take one moment."""
        if pose is not None and _hands_overhead(pose):
            self._up_s = time
            if self._since_s is None:
                self._since_s = time
        elif self._since_s is not None and time - self._up_s > _WOBBLE_S:
            self._since_s, self._used = None, False

    def claim(self, held_s: float) -> bool:
        """Whether this raise has lasted ``held_s`` and was not used before; marks it as used."""
        if self._since_s is None or self._used or self._up_s - self._since_s < held_s:
            return False
        self._used = True
        return True


class SteppedOut:
    """Detects that the user has stepped out of view, once each time."""

    def __init__(self) -> None:
        self._detected_s = 0.0
        self._at_edge = False

    def has_left(self, pose: Pose | None, time: float) -> bool:
        """Whether, at this moment, the user has just stepped out for certain."""
        if pose is not None:
            self._detected_s = time
            middle = float(pose.image[_HIPS + _SHOULDERS, 0].mean())
            self._at_edge = not _EDGE < middle < 1 - _EDGE
            return False
        if not self._at_edge or time - self._detected_s < _GONE_S:
            return False
        self._at_edge = False
        return True


class Signs:
    """Detects gestures that end the current set or the workout."""

    def __init__(self, *, hands: bool, steps: bool) -> None:
        """Create a detector for raised hands, for stepping out of view, for both or neither."""
        self._hands = HandsOverhead() if hands else None
        self._steps = SteppedOut() if steps else None
        self._gone = False

    def observe(self, pose: Pose | None, time: float) -> None:
        """Take one moment."""
        self._gone = self._steps is not None and self._steps.has_left(pose, time)
        if self._hands is not None:
            self._hands.observe(pose, time)

    def should_end(self, exercise: Exercise | None, *, training: bool, resting: bool) -> bool:
        """Whether the current set should end, or during a rest, the workout.

        Raised hands are ignored in an exercise that raises them itself.
        """
        if training and self._gone:
            return True
        if self._hands is None or exercise is None or raises_hands(exercise):
            return False
        return (training and self._hands.claim(_SIGN_S)) or (resting and self._hands.claim(_LONG_SIGN_S))


def raises_hands(exercise: Exercise) -> bool:
    """Whether an exercise raises the hands overhead, which rules out the gesture."""
    poses = [exercise.poses.start, exercise.poses.turn, *(each.pose or {} for each in exercise.poses.between)]
    return any(
        abs(degrees) > _OVERHEAD_DEG
        for pose in poses
        for movement, degrees in pose.items()
        if movement.endswith(("shoulder_flexion", "shoulder_abduction"))
    )


def _hands_overhead(pose: Pose) -> bool:
    """Whether an upright body has both hands above the eyes and both elbows above the shoulders."""
    heights = -pose.image[:, 1] * pose.size[1]
    visibility = pose.visibility[_WRISTS + _ELBOWS + _SHOULDERS]
    trunk = float(np.mean(heights[_SHOULDERS]) - np.mean(heights[_HIPS]))
    if float(visibility.min()) < _MIN_VISIBILITY or trunk <= 0:
        return False
    above_eyes = float(heights[_WRISTS].min() - heights[_EYES].max())
    raised = float((heights[_ELBOWS] - heights[_SHOULDERS]).min())
    return above_eyes > 0.15 * trunk and raised > 0
