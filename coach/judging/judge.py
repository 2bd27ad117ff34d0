"""The judge: poses in, observations and a summary out."""

from __future__ import annotations

from dataclasses import replace

from coach.body.angles import Angles, angles_of
from coach.body.camera_tilt import TiltEstimator
from coach.body.pose import Pose
from coach.body.yaw import yaw_of
from coach.catalogue.definition import Exercise
from coach.catalogue.form_rule import FormRule
from coach.judging.anything.free_counter import FreeCounter
from coach.judging.assessment.form import FormJudge
from coach.judging.assessment.rep_assessment import RepAssessment
from coach.judging.assessment.view_watch import ViewWatch
from coach.judging.attempts import Attempt
from coach.judging.candidates.cut_watch import CutWatch
from coach.judging.events import (
    Event,
    FaultCoverage,
    FaultNoticed,
    HoldProgressed,
    RangeUsed,
    RepCompleted,
    SetEnded,
    SetSummary,
)
from coach.judging.figures.fault_mended import FaultMended
from coach.judging.holds import HoldCounter
from coach.judging.observation import Observation, Summary
from coach.judging.rep_counter import RepCounter, joint_rows
from coach.judging.sets import Sets, StartPause
from coach.judging.source_tally import SourceTally
from coach.judging.tracking import LandmarkSettling, TrackingMonitor


class Judge:
    """Judges one exercise, pose by pose, in the source's own time.

    Example:
        >>> judge = Judge(load_exercise("squats"))
        >>> for sighting in source:
        ...     observation = judge.observe(sighting.pose, sighting.time)
        >>> judge.finish().full
    """

    def __init__(
        self,
        exercise: Exercise,
        *,
        range_used: RangeUsed = "minimum",
        standard: str | None = None,
        first_set: int = 1,
        tilt: TiltEstimator | None = None,
        asked: bool = True,
    ) -> None:
        """Create a judge.

        Args:
            exercise: The exercise.
            range_used: The range that full reps are measured against.
            standard: The level that a rep needs to count as full; None for any.
            first_set: The number of the next set, for a resumed workout.
            tilt: The estimate of the camera's tilt so far, if any.
            asked: Whether the user named the exercise. Anything that repeats needs more evidence if not.

        Raises:
            UnknownLevel: The exercise has no such level.
        """
        self.exercise = exercise
        self._range_used = range_used
        self._asked = asked
        eccentric_first = exercise.reps is not None and exercise.reps.out.action == "eccentric"
        start_pause: StartPause = "pause_contracted" if eccentric_first else "pause_stretched"
        self._sets = Sets(exercise.name, first_set, start_pause=start_pause)
        self._assessment = RepAssessment(exercise, standard)
        self._counter = self._new_counter()
        self._form = FormJudge(exercise)
        self._view = ViewWatch()
        self._tilt = tilt or TiltEstimator()
        self._tally = SourceTally()
        self._monitor = TrackingMonitor(joint_rows(exercise.signal))
        self._settling = LandmarkSettling()
        self._cuts = CutWatch()

    def _new_counter(self) -> RepCounter | HoldCounter | FreeCounter:
        if self.exercise.is_anything:
            return FreeCounter(self._sets, asked=self._asked)
        if self.exercise.reps is not None:
            return RepCounter(
                self.exercise, self.exercise.reps, self._range_used, self._sets, self._assessment
            )
        if self.exercise.hold is not None:
            return HoldCounter(self.exercise, self.exercise.hold, self._sets)
        raise AssertionError("the definition of an exercise requires reps or a hold")

    @property
    def over(self) -> bool:
        """Always False: the source decides when to end."""
        return False

    @property
    def set_is_open(self) -> bool:
        """Whether a set is in progress."""
        return self._sets.open

    @property
    def next_set(self) -> int:
        """The number of the current or next set."""
        return self._sets.number + (not self._sets.open)

    @property
    def sets(self) -> list[SetSummary]:
        """Every set so far, including the current one."""
        return self._sets.so_far

    @property
    def between_sets(self) -> tuple[Attempt, ...]:
        """The attempts while no set was open."""
        return self._sets.between_sets

    @property
    def coverage(self) -> tuple[FaultCoverage, ...]:
        """How often each fault could be judged so far."""
        return self._form.coverage

    def observe(self, pose: Pose | None, time: float, *, counting: bool = True) -> Observation:
        """Judge the pose at ``time`` (seconds, never decreasing); None if no one was detected.

        Without ``counting``, only tracking is updated, as in a pause.
        """
        self._tally.observe(pose, time)
        events: list[Event] = []
        notice = self._monitor.observe(pose, time)
        if notice is not None:
            events.append(notice)
        angles = None
        if pose is not None:
            if self._cuts.is_cut(pose, time):
                events += self._cut(time)
            angles = angles_of(pose, self._tilt.upright)
            self._tilt.observe(pose, angles)
            for moment, body, settled in self._settling.update(time, pose, angles) if counting else ():
                steady = replace(settled, view=self._view.update(moment, yaw_of(body)))
                self._assessment.observe(steady, moment, body)
                events += self._with_faults(self._counter.observe(settled, moment, body))
                self._form.observe(steady, moment, self._counter.level, body)
        return self._observation(time, angles, events)

    def _cut(self, time: float) -> list[Event]:
        """Judge from here on as if the film began here; the camera may be another one."""
        self._tilt.restart()
        self._view = ViewWatch()
        return self._with_faults(self._counter.cut(time))

    def end_set(self, time: float, *, cut: bool) -> list[Event]:
        """End the current set: at its target, or ``cut`` off at any moment."""
        return self._with_faults(self._counter.end_set(time, cut=cut))

    def discard_set(self) -> None:
        """Discard the current set, because it only looked like one."""
        if self._sets.open:
            self._counter.end_set(self._tally.last_s, cut=False)
            gone = self._sets.forget_last()
            self._form.forget(len(gone.reps) if gone.hold_s is None else int(gone.hold_s))

    def keep_open(self, time: float) -> None:
        """Do not treat a pause by the user as a rest."""
        self._sets.keep_open(time)

    def is_resting(self, time: float) -> bool:
        """Whether a set is in progress and its last movement is longer ago than a rest."""
        return self._sets.is_resting(time)

    def undo(self, time: float) -> list[Event]:
        """Remove the last rep."""
        undone = self._sets.undo(time)
        self._form.forget(len(undone))
        if undone and self._sets.open:
            self._counter.undo()
        return [*undone]

    def correct(self, by: int, time: float) -> list[Event]:
        """Add or remove full reps, in the current set or else the last one."""
        if self.exercise.hold is not None:
            return []
        begun: list[Event] = []
        if by > 0 and not self.sets:
            begun += self._sets.start(time, time)
        return [*begun, *self._sets.correct(by, time)]

    def pin(self, time: float) -> list[Event]:
        """Change nothing: the exercise is given."""
        return []

    def finish(self) -> Summary:
        """End the last set and sum up."""
        events = self._with_faults(self._counter.finish(self._tally.last_s))
        events += self._sets.end(self._tally.last_s)
        return self._tally.summary(
            self.exercise.name,
            self._sets.closed,
            view=self._tally.view,
            tilt_deg=self._tilt.tilt_deg,
            events=events,
            coverage=self.coverage,
            between_sets=self._sets.between_sets,
        )

    def _with_faults(self, events: list[Event]) -> list[Event]:
        """The events, with the faults of each rep or second of a hold after it."""
        judged: list[Event] = []
        for event in events:
            if isinstance(event, SetEnded):  # with the faults of a rep that completed just before
                event = SetEnded(event.time, self._sets.closed[-1])
            judged.append(event)
            match event:
                case RepCompleted(rep=rep):
                    faults = self._form.of_rep(rep)
                case HoldProgressed():
                    self._sets.level = self._assessment.of_hold(self._sets.start_s, event.time)
                    faults = self._form.of_hold(event.time)
                case _:
                    continue
            for fault in faults:
                self._sets.add_fault(fault)
                judged.append(FaultNoticed(event.time, event.set_number, fault))
            number = event.rep.number if isinstance(event, RepCompleted) else None
            judged += [
                FaultMended(event.time, event.set_number, each.fault, each.title, _praise(each), number)
                for each in self._form.mended
            ]
        return judged

    def _observation(self, time: float, angles: Angles | None, events: list[Event]) -> Observation:
        counter = self._counter
        return Observation(
            time=time,
            angles=angles,
            phase=counter.phase,
            depth=counter.depth,
            signal=counter.level,
            full=self._sets.full,
            partial=self._sets.partial,
            hold_s=self._sets.held_s if self.exercise.hold is not None else None,
            events=tuple(events),
            own_depth=counter.own_depth,
            full_depth=counter.full_depth,
            tracking=self._monitor.tracking,
            exercise=self.exercise,
        )


def _praise(rule: FormRule) -> str:
    """What to say once a fault is corrected."""
    return rule.praise or f"That's it: {rule.cue}"
