"""Admits finished movements as reps: at once, late with others like them, or not at all."""

from __future__ import annotations

from dataclasses import replace

from coach.body.pose import Pose
from coach.catalogue.definition import Exercise, Reps
from coach.judging.admission.rep_reconciler import Explained, RepReconciler
from coach.judging.assessment.rep_assessment import RepAssessment
from coach.judging.candidates import reasons
from coach.judging.candidates.attempt_finder import AttemptFinder
from coach.judging.candidates.attempt_list import repeated
from coach.judging.events import Event, RepCompleted
from coach.judging.pattern.candidate_row import OTHERS
from coach.judging.pattern.course import Course
from coach.judging.range_standard import RangeStandard
from coach.judging.rep_pairing import Finished
from coach.judging.rep_writer import RepWriter
from coach.judging.sets import Sets


class RepAdmission:
    """Decides which movements of a set are reps, and counts them."""

    def __init__(
        self,
        exercise: Exercise,
        reps: Reps,
        standard: RangeStandard,
        sets: Sets,
        attempts: AttemptFinder,
        assessment: RepAssessment,
    ) -> None:
        self._reps = reps
        self._standard = standard
        self._sets = sets
        self._attempts = attempts
        self._assessment = assessment
        self._writer = RepWriter(reps, standard)
        self._reconciler = RepReconciler(exercise, reps)
        self._looked_s = 0.0

    def observe(self, pose: Pose, time: float) -> None:
        """Take the pose at ``time`` (seconds, increasing)."""
        self._reconciler.observe(pose, time)

    def new_set(self) -> None:
        """Forget the movements of the last set."""
        self._writer.new_set()
        self._reconciler.new_set()

    def forget_moments(self) -> None:
        """Forget all poses: a cut."""
        self._reconciler.forget_moments()

    def undo(self) -> None:
        """Remove the last rep: its number is free again, and its range is forgotten."""
        self._writer.undo()
        self._sets.range_used = self._standard.range_used

    @property
    def is_waiting(self) -> bool:
        """Whether a movement waits for others like it."""
        return self._reconciler.is_waiting

    def admit(self, movements: list[Finished], time: float) -> list[Event]:
        """Count finished movements; those that may yet be explained by others like them wait."""
        events: list[Event] = []
        for finished in movements:
            if self._reconciler.is_known(finished):
                continue
            placed = replace(finished, course=self._reconciler.course(finished))
            if self._is_decided(placed):
                events += self.count(placed, time)
            else:
                self._reconciler.wait(placed)
        return events

    def explained(self, time: float, until: float, *, ended: bool) -> list[Explained]:
        """The movements that repeat and were not counted yet; none before it is time to look again.

        Args:
            time: The current time, seconds.
            until: Later movements are still left to the state machine, seconds.
            ended: Whether the set has ended.
        """
        if not ended and not self._reconciler.is_due(time, self._looked_s):
            return []
        self._looked_s = time
        returned = self._reps.last_returned if ended else self._reps.returned
        return self._reconciler.explain(until=until, returned=returned)

    def count(self, finished: Finished, time: float, *, alike: int = 0) -> list[Event]:
        """Count a movement, on its own or as one of several ``alike``."""
        if finished.course is None:
            finished = replace(finished, course=self._reconciler.course(finished))
        is_short = alike > 0 and self._reconciler.is_smaller(finished) is True
        rep = self._assessment.rated(self._writer.write(finished, alike=alike, is_short=is_short))
        self._reconciler.count(finished, late=alike > 0)
        begun = self._sets.start(time, rep.start_s)
        self._sets.add(rep)
        if alike:
            self._sets.add_attempt(repeated(rep, alike, OTHERS), time)
        self._attempts.count(rep.side, rep.start_s, rep.turn_s, rep.end_s)
        self._sets.range_used = self._standard.range_used
        return [*begun, RepCompleted(time, self._sets.number, rep)]

    def release(self, until: float | None, time: float) -> list[Event]:
        """Decide on the movements that waited in vain for others like them; on all without ``until``."""
        events: list[Event] = []
        for finished in self._reconciler.release(until):
            course = self._other_course(finished)
            if course is None:
                events += self.count(finished, time)
            else:
                self._attempts.reject(
                    finished.cycle, finished.side, reasons.other_course(course, first=not self._sets.open)
                )
        return events

    def _is_decided(self, finished: Finished) -> bool:
        """Whether a movement is a rep, full or partial, whatever follows.

        A full one must go the exercise's way with the whole body, or be like one that was counted.
        """
        excursion = finished.cycle.excursion
        if self._standard.judge(excursion).verdict == "full":
            return self._other_course(finished) is None
        is_short = self._standard.is_clearly_short(excursion)
        return is_short and self._reconciler.is_smaller(finished) is not False

    def _other_course(self, finished: Finished) -> Course | None:
        return self._reconciler.other_course(finished, first=not self._sets.open)
