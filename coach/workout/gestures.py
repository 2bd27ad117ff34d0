"""What a body says without a word: both hands held overhead, and leaving the picture."""

from __future__ import annotations

import numpy as np

from coach.body.landmarks import Landmark
from coach.body.pose import Pose
from coach.catalogue.definition import Exercise

_WOBBLE_S = 0.3
_SURELY = 0.5
_OVERHEAD_DEG = 120
"""An upper arm raised by more points to above the head."""
_GONE_S = 3.0
"""Nobody is hidden by their own repetition for as long."""
_SIGN_S = 2.0
"""Hands are thrown up in passing for less."""
_LONG_SIGN_S = 5.0
"""Ending the workout takes longer: people stretch between sets."""
_EDGE = 0.12
"""Who was this near the edge of the picture when they were last seen has walked out of it."""

_WRISTS = [Landmark.LEFT_WRIST, Landmark.RIGHT_WRIST]
_ELBOWS = [Landmark.LEFT_ELBOW, Landmark.RIGHT_ELBOW]
_SHOULDERS = [Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER]
_HIPS = [Landmark.LEFT_HIP, Landmark.RIGHT_HIP]
_EYES = [Landmark.LEFT_EYE, Landmark.RIGHT_EYE]


class HandsOverhead:
    """Follows how long both hands have been held overhead; each time can be taken for one sign only."""

    def __init__(self) -> None:
        self._since_s: float | None = None
        self._up_s = 0.0
        self._taken = False

    def observe(self, pose: Pose | None, time: float) -> None:
        """Take in one moment."""
        if pose is not None and _hands_overhead(pose):
            self._up_s = time
            if self._since_s is None:
                self._since_s = time
        elif self._since_s is not None and time - self._up_s > _WOBBLE_S:
            self._since_s, self._taken = None, False

    def take(self, held_s: float) -> bool:
        """Whether they have been held for so long, and this was not taken for a sign yet."""
        if self._since_s is None or self._taken or self._up_s - self._since_s < held_s:
            return False
        self._taken = True
        return True


class SteppedOut:
    """Notices that somebody has left the picture, once for each time."""

    def __init__(self) -> None:
        self._seen_s = 0.0
        self._at_edge = False

    def observe(self, pose: Pose | None, time: float) -> bool:
        """Take in one moment; whether it is certain by now that somebody went out."""
        if pose is not None:
            self._seen_s = time
            middle = float(pose.image[_HIPS + _SHOULDERS, 0].mean())
            self._at_edge = not _EDGE < middle < 1 - _EDGE
            return False
        if not self._at_edge or time - self._seen_s < _GONE_S:
            return False
        self._at_edge = False
        return True


class Signs:
    """Tells when a body that is led through a workout says that what is on is to end."""

    def __init__(self, *, hands: bool, steps: bool) -> None:
        """Prepare to look out for hands held overhead, for leaving the picture, for both or neither."""
        self._hands = HandsOverhead() if hands else None
        self._steps = SteppedOut() if steps else None
        self._gone = False

    def observe(self, pose: Pose | None, time: float) -> None:
        """Take in one moment."""
        self._gone = self._steps is not None and self._steps.observe(pose, time)
        if self._hands is not None:
            self._hands.observe(pose, time)

    def end(self, exercise: Exercise | None, *, training: bool, resting: bool) -> bool:
        """Whether the set that somebody is training, or the workout in which they rest, is to end now.

        Hands say nothing in an exercise that brings them overhead itself.
        """
        if training and self._gone:
            return True
        if self._hands is None or exercise is None or raises_hands(exercise):
            return False
        return (training and self._hands.take(_SIGN_S)) or (resting and self._hands.take(_LONG_SIGN_S))


def raises_hands(exercise: Exercise) -> bool:
    """Whether an exercise brings the hands overhead itself, so that they can't say anything there."""
    way = [exercise.poses.start, exercise.poses.turn, *(each.pose or {} for each in exercise.poses.between)]
    return any(
        abs(degrees) > _OVERHEAD_DEG
        for pose in way
        for movement, degrees in pose.items()
        if movement.endswith(("shoulder_flexion", "shoulder_abduction"))
    )


def _hands_overhead(pose: Pose) -> bool:
    """Whether both hands are above the eyes and the elbows above the shoulders, of a body that is upright."""
    heights = -pose.image[:, 1] * pose.size[1]
    sure = pose.visibility[_WRISTS + _ELBOWS + _SHOULDERS]
    trunk = float(np.mean(heights[_SHOULDERS]) - np.mean(heights[_HIPS]))
    if float(sure.min()) < _SURELY or trunk <= 0:
        return False
    above_eyes = float(heights[_WRISTS].min() - heights[_EYES].max())
    raised = float((heights[_ELBOWS] - heights[_SHOULDERS]).min())
    return above_eyes > 0.15 * trunk and raised > 0
