"""Reconciles two counters: the state machine counts at once, the pattern of the set explains more later.

A movement that the state machine counts in full stands. One below the minimum range waits a little: if two
more like it follow, all three are reps. A repetition of the pattern that the state machine missed is added
late, with its true times. No rep is taken back.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import fmean, median

from coach.body.angles import JOINTS
from coach.body.pose import FloatArray, Pose
from coach.catalogue.definition import Exercise, Reps, Signal
from coach.judging.cycle import Cycle
from coach.judging.pattern.candidate_row import likeness_of
from coach.judging.pattern.course import Course
from coach.judging.pattern.movement_pattern import MovementPattern, Repetition
from coach.judging.range_standard import SHORT
from coach.judging.rep_pairing import Finished
from coach.kinematics.movement_template import movement_template

_PATIENCE_S = 4.0
"""A partial rep waits at least this long for the movements that would explain it."""
_MOST = 0.75
"""Heights change less than angles in the first part of the way."""
_LIKE_COUNTED = 0.3
"""Least likeness of a movement and one that was counted."""
_LAST = 4
"""Counted movements that it is compared with: the last ones."""
_TWO_MORE = 3.0
"""And as long as two movements like it would take, with a pause."""


@dataclass(frozen=True, slots=True)
class _CountedMovement:
    """A counted movement, and whether the pattern added it."""

    cycle: Cycle
    late: bool


@dataclass(frozen=True, slots=True)
class Explained:
    """A repetition that is to be counted now.

    Attributes:
        repetition: The movement.
        waiting: The movement that the state machine saw, if it waited.
    """

    repetition: Repetition
    waiting: Finished | None


class RepReconciler:
    """Decides which movements of two counters are the same."""

    def __init__(self, exercise: Exercise, reps: Reps) -> None:
        self._reps = reps
        self._separate_limbs = exercise.signal.limbs == "each"
        template = movement_template(exercise.poses)
        self._pattern = MovementPattern(template, _least(exercise.signal, reps, template))
        self._counted: list[_CountedMovement] = []
        self._waiting: list[Finished] = []
        self._sizes: list[float] = []
        self._ways: deque[FloatArray] = deque(maxlen=_LAST)

    def new_set(self) -> None:
        """Forget the movements of the last set."""
        self._pattern.memory.forget()
        self._counted.clear()
        self._waiting.clear()
        self._sizes.clear()
        self._ways.clear()

    def forget_moments(self) -> None:
        """Forget all moments, but not what was counted: the same set goes on elsewhere."""
        self._pattern.memory.forget()

    def observe(self, pose: Pose, time: float) -> None:
        """Take the pose at ``time`` (seconds, increasing)."""
        self._pattern.memory.observe(pose, time)

    def is_due(self, time: float, looked_s: float) -> bool:
        """Whether to look for repetitions again at ``time``, last done at ``looked_s``; both in seconds."""
        return self._pattern.memory.is_due(time, looked_s)

    def other_course(self, finished: Finished, *, first: bool) -> Course | None:
        """Where a single movement goes, if that is not the exercise's way; None if it is or can't be told.

        A later movement that is like one that was counted goes the exercise's way as much as that one did.

        Args:
            finished: The movement.
            first: Whether it would be the first of its set.
        """
        course = finished.course
        is_partial = finished.cycle.excursion < self._reps.minimum_excursion
        if course is None or course.goes_along_alone(first=first, is_partial=is_partial):
            return None
        is_alike = any(likeness_of(course.way, way) >= _LIKE_COUNTED for way in self._ways)
        return None if is_alike and not first else course

    def is_smaller(self, finished: Finished) -> bool | None:
        """Whether the whole body moved clearly less than in the reps so far; None if that can't be told."""
        course = finished.course
        if course is None or not self._sizes:
            return None
        return course.size < SHORT * median(self._sizes)

    def course(self, finished: Finished) -> Course | None:
        """Where a single movement goes; None if too little of it is visible."""
        alone = finished.side if self._separate_limbs and finished.side != "both" else None
        return self._pattern.course(finished.cycle, alone)

    def is_known(self, finished: Finished) -> bool:
        """Whether the pattern has counted a movement before the state machine finished it."""
        cycle = finished.cycle
        return any(each.late and _meet(each.cycle, cycle) for each in self._counted)

    def count(self, finished: Finished, *, late: bool) -> None:
        """Record that a movement was counted."""
        self._counted.append(_CountedMovement(finished.cycle, late))
        if finished.course is not None:
            self._sizes.append(finished.course.size)
            self._ways.append(finished.course.way)

    @property
    def is_waiting(self) -> bool:
        """Whether a movement waits for others like it."""
        return bool(self._waiting)

    def wait(self, finished: Finished) -> None:
        """Let a movement wait for others like it."""
        self._waiting.append(finished)

    def release(self, time: float | None) -> list[Finished]:
        """The movements that have waited in vain by ``time``; all of them without a time."""
        due = [each for each in self._waiting if time is None or time >= _until(each.cycle)]
        self._waiting = [each for each in self._waiting if each not in due]
        return due

    def explain(self, *, until: float, returned: float) -> list[Explained]:
        """The repetitions that were not counted yet, in order.

        Args:
            until: Later repetitions are still left to the state machine, seconds.
            returned: Share of the way that the latest one must have returned.

        Returns:
            Those that no counted movement stands for: the one that turned in it, or in which it turned. One
            that does not go the exercise's way is only believed if the state machine saw it too.
        """
        found = self._pattern.repetitions(returned=returned)
        repetitions = [each for each in found if each.end_s <= until]
        free = [each.cycle for each in self._counted]
        new = _without(repetitions, free, lambda each, cycle: each.left_s <= cycle.turn_s <= each.end_s)
        new = _without(new, free, lambda each, cycle: cycle.left_s <= each.turn_s <= cycle.end_s)
        explained: list[Explained] = []
        for each in new:
            waiting = next((one for one in self._waiting if _meet(one.cycle, each)), None)
            if waiting is None and not each.is_of_exercise:
                continue
            if waiting is not None:
                self._waiting.remove(waiting)
            explained.append(Explained(each, waiting))
        return explained


def _least(signal: Signal, reps: Reps, template: FloatArray) -> float:
    """Most of the minimum range, as a share of the way between the key poses; 1 if it is no joint's."""
    changes = [abs(float(template[JOINTS.index(each)])) for each in signal.counted if each in JOINTS]
    return _MOST * reps.minimum_excursion / max(fmean(changes), 1.0) if changes else 1.0


def _without(
    repetitions: Sequence[Repetition], free: list[Cycle], same: Callable[[Repetition, Cycle], bool]
) -> list[Repetition]:
    """The repetitions without a counted cycle; those found are taken from the ``free`` ones."""
    left: list[Repetition] = []
    for each in repetitions:
        match = next((cycle for cycle in free if same(each, cycle)), None)
        if match is None:
            left.append(each)
        else:
            free.remove(match)
    return left


def _until(cycle: Cycle) -> float:
    return cycle.end_s + max(_PATIENCE_S, _TWO_MORE * (cycle.end_s - cycle.left_s))


def _meet(one: Cycle, other: Cycle | Repetition) -> bool:
    """Whether either turns while the other lasts."""
    return other.left_s <= one.turn_s <= other.end_s or one.left_s <= other.turn_s <= one.end_s
