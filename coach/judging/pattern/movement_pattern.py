"""Believes what repeats: three movements alike, along the exercise's own movement, are reps by themselves.

Of all movement signals, those that the exercise moves are added up along the axis in which the person moves
most (their first principal component). The peaks of that sum are candidates. A candidate belongs to a row if
at least two of its neighbours look alike: all signals go the same way, leg by leg, whatever the tempo. The
bounds of the exercise's file take no part, because they were read off other people.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from coach.body.landmarks import Side
from coach.body.movement_signals import signal_visibility, signals_of_poses
from coach.body.pose import FloatArray
from coach.judging.cycle import Cycle
from coach.judging.pattern.candidate_row import (
    MOVING,
    PROMINENT,
    CandidateRow,
    candidate_row,
    has_gap,
    movement_way,
)
from coach.judging.pattern.course import FAR, Course
from coach.judging.pattern.pose_memory import PoseMemory
from coach.judging.pattern.turning_points import find_peaks

STEP_S = 0.05
"""The signals are compared at 20 Hz: the fastest reps last 0.4 s."""
_RELEVANT = 0.25
"""Share of the most moved signal's change from which a signal takes part."""
_LEAST_CHANGE = 25.0
"""If no signal changes more than this between the key poses, there is nothing to see."""
_NOISE = 10.0
"""Least prominence of a candidate in degrees or hundredths of the trunk, added up over the signals."""
_FARTHER = 1.4
"""Most change along the key poses: a sit-up goes the way of a crunch, but farther."""
_STILL = 0.1
"""Share of the most moved signal's change below which a signal is free, such as the arms in a squat."""
_FREE = 0.6
"""Weight of such a signal."""
_HIDDEN, _VISIBLE = 0.2, 0.6
"""Visibility up to which a signal has no weight, and from which it has all of it."""
_ENOUGH = 0.2
"""Least share of the key poses' change that must be visible."""
_SAMPLED = 40
"""Moments that say how visible the signals of a row are."""
_AROUND_S = 0.3
"""Moments this close to a single movement are looked at too, for the smoothing."""
_FEWEST_NEAR = 4


@dataclass(frozen=True, slots=True)
class Repetition:
    """A movement that is alike others.

    Attributes:
        left_s: When it left the valley before, seconds.
        reached_s: When the turning point was reached.
        turn_s: When it was farthest.
        turned_s: When the turning point was left.
        end_s: When it reached the valley after.
        alike: Number of neighbours that look alike, from 2.
        likeness: Their median likeness, up to 1.
        course: Where it goes, as the mean of those alike; None if too little of it is visible.
    """

    left_s: float
    reached_s: float
    turn_s: float
    turned_s: float
    end_s: float
    alike: int
    likeness: float
    course: Course | None

    @property
    def is_of_exercise(self) -> bool:
        """Whether it goes the exercise's way, and goes neither too short nor too far."""
        return self.course is not None and self.course.goes_along and self.course.size <= _FARTHER


class MovementPattern:
    """Finds the movements of a set that repeat alike.

    Attributes:
        memory: The poses in which it looks.
    """

    def __init__(self, template: FloatArray, least: float = FAR) -> None:
        """Create a search.

        Args:
            template: The change of each movement signal between the key poses, shape (signals,).
            least: Least change along the key poses that an exercise asks for, as a share of theirs.
        """
        self._least = min(least, FAR)
        self._template = template
        largest = float(np.abs(template).max())
        self._relevant = np.flatnonzero(np.abs(template) >= max(_RELEVANT * largest, 1e-9))
        self._is_visible = largest >= _LEAST_CHANGE
        self._free = np.abs(template) < _STILL * largest
        self.memory = PoseMemory()

    def repetitions(self, *, returned: float) -> list[Repetition]:
        """The repetitions in the last 90 s, in order.

        Args:
            returned: Share of the way that the latest one must have returned.
        """
        if not self._is_visible or not self.memory.is_enough:
            return []
        seen = self.memory.times
        times, signals = signals_of_poses(seen, self.memory.poses, STEP_S)
        signals = signals - np.median(signals, axis=0)
        found = self._row(signals, self._axis(signals))
        if len(found.members):
            within = np.concatenate([np.arange(each.left, each.right + 1) for each in found.row])
            found = self._row(signals, self._axis(signals[within]))
        return self._believed(found, signals, times, seen, returned)

    def course(self, movement: Cycle, side: Side | None) -> Course | None:
        """The course of a single movement; None if too little of it is visible.

        Args:
            movement: The movement.
            side: The only side that moved; None for both.
        """
        left_s, turn_s, end_s = movement.left_s, movement.turn_s, movement.end_s
        near, poses = self.memory.between(left_s - _AROUND_S, end_s + _AROUND_S)
        if not self._is_visible or len(poses) < _FEWEST_NEAR:
            return None
        times, signals = signals_of_poses(near, poses, STEP_S, side)
        left, turn, end = (int(np.abs(times - each).argmin()) for each in (left_s, turn_s, end_s))
        weights = self._weights(signal_visibility(poses, side))
        change = (signals[turn] - (signals[left] + signals[end]) / 2) * weights
        course = self._course(change, weights)
        if course is None:
            return None
        apart = float(np.linalg.norm((signals[end] - signals[left]) * weights))
        way = movement_way((signals * weights)[:, self._relevant], left, turn, end)
        return replace(course, apart=apart / max(float(np.linalg.norm(change)), 1e-9), way=way)

    def _weights(self, visibility: FloatArray) -> FloatArray:
        """How much each signal tells, as far as it is visible."""
        weights: FloatArray = np.clip((visibility - _HIDDEN) / (_VISIBLE - _HIDDEN), 0.0, 1.0)
        weights[self._free] *= _FREE
        return weights

    def _course(self, change: FloatArray, weights: FloatArray) -> Course | None:
        """Compares a weighted change of all signals with the key poses'; None if too little is visible."""
        template = self._template * weights
        strength = float(template @ template)
        if strength < _ENOUGH * float(self._template @ self._template):
            return None
        size = float(change @ template) / strength
        along = size * strength**0.5 / max(float(np.linalg.norm(change)), 1e-9)
        return Course(along, size, self._least)

    def _moved(self, signals: FloatArray) -> FloatArray:
        """The relevant signals, each rising towards the turning point."""
        rising: FloatArray = signals[:, self._relevant] * np.sign(self._template[self._relevant])
        return rising

    def _axis(self, signals: FloatArray) -> FloatArray:
        """The direction of most movement among the relevant signals, pointing to the turning point."""
        moved = self._moved(signals)
        moved = moved - moved.mean(axis=0)
        axis = np.linalg.eigh(moved.T @ moved)[1][:, -1]
        return np.asarray(axis * (1.0 if axis.sum() >= 0 else -1.0))

    def _row(self, signals: FloatArray, axis: FloatArray) -> CandidateRow:
        moved = self._moved(signals)
        peaks = find_peaks(moved @ axis, share=PROMINENT, least=_NOISE)
        return candidate_row(moved, peaks)

    def _believed(
        self, found: CandidateRow, signals: FloatArray, times: FloatArray, seen: FloatArray, returned: float
    ) -> list[Repetition]:
        repetitions: list[Repetition] = []
        poses = self.memory.poses
        weights = self._weights(signal_visibility(poses[:: len(poses) // _SAMPLED + 1]))
        changes = np.array(
            [signals[each.top] - (signals[each.left] + signals[each.right]) / 2 for each in found.peaks]
        )
        for number in found.members:
            peak, others = found.peaks[number], found.alike[number]
            course = self._course(changes[[number, *others]].mean(axis=0) * weights, weights)
            if found.moving(number) < MOVING or peak.fall < returned * peak.rise:
                continue
            left_s, reached_s, turn_s, turned_s, end_s = times[peak.marks].tolist()
            if has_gap(seen, left_s, end_s):
                continue
            likeness = float(np.median(found.likeness[number, others]))
            repetitions.append(
                Repetition(left_s, reached_s, turn_s, turned_s, end_s, len(others), likeness, course)
            )
        return repetitions
