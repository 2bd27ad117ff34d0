"""Guides a workout: waits for the start position, ends sets, times rests and executes commands.

The judge counts; the workout decides when reps belong to a set. A single movement while getting ready or
resting, such as sitting down, begins nothing; two reps in a row begin a set, and both count.
"""

from __future__ import annotations

from dataclasses import replace
from queue import Empty, SimpleQueue
from typing import assert_never

from coach.body.pose import Pose
from coach.catalogue.definition import Exercise
from coach.judging.events import (
    Began,
    Event,
    NothingCorrected,
    Paused,
    RestStarted,
    Resumed,
    SetEnded,
    SetSummary,
    TargetReached,
    WorkoutOver,
)
from coach.judging.exercise_events import ExerciseRecognised
from coach.judging.figures.tempo_target import tempo_target
from coach.judging.observation import Observation, Stage, Summary, WorkoutState
from coach.workout.commands import Command, Correct, FinishSet, Pause, Pin, Quit, SkipRest, Undo
from coach.workout.cues import Cues
from coach.workout.gestures import Signs
from coach.workout.pending import PendingReps
from coach.workout.plan import JUST_COUNT, Plan
from coach.workout.protocols import WorkoutJudge
from coach.workout.readiness import Readiness
from coach.workout.rest_timer import RestTimer
from coach.workout.set_watch import SetWatch
from coach.workout.tempo_guide import TempoGuide

_LET_GO_S = 2.0
"""A hold at its target ends after this long out of position."""
_LINGERS_S = 5.0
"""How long you can still correct the last count before the workout ends by itself."""

CommandQueue = SimpleQueue[Command]
"""A queue of commands, for any thread."""


class Workout:
    """A guided workout; takes the place of a judge for live sources.

    If the exercise has yet to be recognised, there is no wait for the start position: it is unknown.

    Attributes:
        over: Whether the workout is over.
        commands: The queue of commands, for any thread; executed at the next moment.
    """

    def __init__(self, judge: WorkoutJudge, plan: Plan = JUST_COUNT, *, cues: Cues | None = None) -> None:
        """Create a workout; without ``cues``, faults get no cues."""
        self.over = False
        self.commands: CommandQueue = SimpleQueue()
        self._judge, self._plan, self._cues = judge, plan, cues
        self._waits = plan.waits and judge.exercise is not None
        self._stage: Stage = "waiting" if self._waits else "training"
        self._before_pause: Stage = self._stage
        self._readiness = Readiness(judge.exercise)
        self._rest = RestTimer(0.0, None)
        self._pending = PendingReps()
        self._reached = 0
        self._held_s = self._ends_s = 0.0
        self._signs = Signs(hands=plan.gesture, steps=plan.steps_out)
        self._watch = SetWatch(plan.tempo, plan.velocity_loss)
        self._guide: TempoGuide | None = None

    def observe(self, pose: Pose | None, time: float) -> Observation:
        """Judge the pose at ``time`` (seconds, never decreasing) and advance the workout."""
        events: list[Event] = []
        while (command := self._next_command()) is not None:
            events += self._execute(command, time)
        counting = self._stage not in ("paused", "over")
        observed = self._judge.observe(pose, time, counting=counting)
        if counting:
            events += self._accept_events(observed, time)
            events += self._check_gestures(pose, time)
        events += self._advance(observed, time)
        events += self._lead_tempo(time)
        if self._cues is not None:
            tempo_faults = self._watch.tempo_faults(events, observed.exercise)
            events += self._cues.choose([*events, *tempo_faults], observed.exercise, time)
        return self._observation(observed, events, time)

    def finish(self) -> Summary:
        """End the current set and sum up; held-back reps of a rest are left out."""
        if self._pending and self._stage == "resting":
            self._judge.discard_set()
        return self._judge.finish()

    # Commands ---------------------------------------------------------------------------------------

    def _next_command(self) -> Command | None:
        try:
            return self.commands.get_nowait()
        except Empty:
            return None

    def _execute(self, command: Command, time: float) -> list[Event]:
        match command:
            case Pause():
                return self._pause(time)
            case FinishSet():
                return self._finish_set(time)
            case SkipRest():
                return self._begin(time) if self._stage in ("waiting", "resting") else []
            case Undo() | Correct() | Pin():
                return self._correct(command, time)
            case Quit():
                return self._end(time)
            case _:
                assert_never(command)

    def _correct(self, command: Undo | Correct | Pin, time: float) -> list[Event]:
        match command:
            case Undo() if self._pending:
                return [*self._discard_pending(time), NothingCorrected(time)]
            case Undo():
                return self._judge.undo(time) or [NothingCorrected(time)]
            case Correct(by=by):
                begun = self._begin(time) if self._pending or self._stage == "waiting" else []
                return [*begun, *(self._judge.correct(by, time) or [NothingCorrected(time)])]
            case Pin():
                return self._judge.pin(time)
            case _:
                assert_never(command)

    def _pause(self, time: float) -> list[Event]:
        if self._stage == "over":
            return []
        if self._stage == "paused":
            self._stage = self._before_pause
            self._judge.keep_open(time)
            return [Resumed(time)]
        self._before_pause, self._stage = self._stage, "paused"
        return [Paused(time)]

    def _finish_set(self, time: float) -> list[Event]:
        """End the current set, even one that has just begun; without one, the workout."""
        if self._stage == "paused":
            self._stage = self._before_pause
        if not self._judge.set_is_open:
            return self._end(time)
        begun = self._begin(time) if self._pending else []
        return [*begun, *self._with_rest_or_end(self._judge.end_set(time, cut=True), time)]

    def _end(self, time: float) -> list[Event]:
        self.over = True
        return [] if self._stage == "over" else [WorkoutOver(time, len(self._judge.sets))]

    # Counting ---------------------------------------------------------------------------------------

    @property
    def _holds_back(self) -> bool:
        """Whether reps must first prove to begin a set."""
        return self._stage == "waiting" or (self._stage == "resting" and self._plan.guided)

    def _accept_events(self, observed: Observation, time: float) -> list[Event]:
        """The judge's events that count by now."""
        if observed.phase == "hold" and observed.angles is not None:
            self._held_s = time
        if not self._holds_back:
            if self._stage == "resting" and self._judge.set_is_open:
                self._stage = "training"
            return self._with_rest_or_end(list(observed.events), time)
        passed = self._pending.add(observed.events)
        return [*passed, *self._begin(time)] if self._pending.begins_set(self._plan.reps) else passed

    def _discard_pending(self, time: float) -> list[Event]:
        """Discard the held-back reps; they become attempts that do not count."""
        self._judge.discard_set()
        return self._pending.discard(time)

    def _begin(self, time: float) -> list[Event]:
        """Begin the set; the held-back reps count too."""
        self._stage = "training"
        return [Began(time, self._plan.place(self._judge.next_set)), *self._pending.release()]

    def _with_rest_or_end(self, events: list[Event], time: float) -> list[Event]:
        """The events, followed by the rest or the end of the workout if a set ended."""
        ended = [event.summary for event in events if isinstance(event, SetEnded)]
        switched = any(
            isinstance(event, ExerciseRecognised) for event in events
        )  # switching the exercise is no rest
        if not ended or switched or self._judge.set_is_open:
            return events
        number = self._plan.place(ended[-1].number)
        if self._plan.sets is not None and number >= self._plan.sets:
            self._stage, self._ends_s = "over", time + _LINGERS_S
            reviewed = self._watch.review(self._judge.sets, self._judge.exercise, time)
            return [*events, *reviewed, WorkoutOver(time, number)]
        self._stage = "resting"
        self._rest = RestTimer(ended[-1].end_s, self._plan.rest_s)
        reviewed = self._watch.review(ended[-1:], self._judge.exercise, time)
        return [*events, RestStarted(time, number + 1, self._plan.rest_s), *reviewed]

    # Stages -----------------------------------------------------------------------------------------

    def _check_gestures(self, pose: Pose | None, time: float) -> list[Event]:
        """End the set, or during a rest the workout, if the user gives the sign for it."""
        self._signs.observe(pose, time)
        training = self._stage == "training" and self._judge.set_is_open
        resting = self._stage == "resting"
        ends = self._signs.should_end(self._judge.exercise, training=training, resting=resting)
        return self._finish_set(time) if ends else []

    def _advance(self, observed: Observation, time: float) -> list[Event]:
        stale = self._discard_pending(time) if self._pending.is_stale(time) else []
        match self._stage:
            case "waiting":
                return [*stale, *self._await_start(observed, time)]
            case "training":
                return [*stale, *self._watch_target(observed, time)]
            case "resting":
                return [*stale, *self._watch_rest(time)]
            case "over":
                self.over = self.over or time >= self._ends_s
                return stale
            case "paused":
                return stale
            case _:
                assert_never(self._stage)

    def _await_start(self, observed: Observation, time: float) -> list[Event]:
        events: list[Event] = [*self._readiness.announcements(observed.tracking, observed.phase, time)]
        return [*events, *self._begin(time)] if self._readiness.is_ready else events

    def _watch_rest(self, time: float) -> list[Event]:
        events: list[Event] = [*self._rest.announcements(time)]
        if not self._rest.is_over(time):
            return events
        if self._waits:
            self._stage, self._readiness = "waiting", Readiness(self._judge.exercise)
            return events
        return [*events, *self._begin(time)]

    def _watch_target(self, observed: Observation, time: float) -> list[Event]:
        """End the set at its target: at once for reps, after letting go for a hold."""
        if not self._judge.set_is_open:
            return []
        current = self._judge.sets[-1]
        limit = self._watch.limit_reached(observed.events, current, self._judge.exercise, time)
        if limit:
            return [*limit, *self._with_rest_or_end(self._judge.end_set(time, cut=False), time)]
        target = self._plan.target(held=current.hold_s is not None)
        if target is None or _progress(current) < target:
            is_resting = self._plan.steps_out and self._judge.is_resting(time)
            return self._with_rest_or_end(self._judge.end_set(time, cut=False), time) if is_resting else []
        events: list[Event] = []
        if self._reached != current.number:
            self._reached = current.number
            events.append(TargetReached(time, current.number, target))
        if current.hold_s is not None and time - self._held_s < _LET_GO_S:
            return events
        return [*events, *self._with_rest_or_end(self._judge.end_set(time, cut=False), time)]

    def _lead_tempo(self, time: float) -> list[Event]:
        """The beats of the tempo guide, while a set is in progress or about to begin."""
        exercise, tempo = self._judge.exercise, self._plan.tempo
        if tempo is None or exercise is None or exercise.reps is None or exercise.is_anything:
            return []
        if exercise.reps.pace == "rhythm":
            return []
        if self._guide is None:
            self._guide = TempoGuide(tempo_target(tempo), exercise.reps)
        if self._stage != "training":
            self._guide.stop()
            return []
        self._guide.begin(time)
        return [*self._guide.beats(time, self._judge.next_set)]

    # Observations -----------------------------------------------------------------------------------

    def _observation(self, observed: Observation, events: list[Event], time: float) -> Observation:
        sets = self._judge.sets
        counted = sets[:-1] if self._pending and self._judge.set_is_open else sets
        return replace(
            observed,
            full=sum(each.full for each in counted),
            partial=sum(each.partial for each in counted),
            events=tuple(events),
            flow=self._flow(counted[-1] if counted else None, time),
        )

    def _flow(self, latest: SetSummary | None, time: float) -> WorkoutState:
        judge, plan = self._judge, self._plan
        shown = latest if judge.set_is_open or self._stage in ("resting", "over") else None
        hold_s = _held_s(shown, judge.exercise)
        resting = self._stage == "resting"
        waiting = self._stage == "waiting"
        return WorkoutState(
            stage=self._stage,
            set_number=plan.place(judge.next_set),
            sets=plan.sets,
            target=plan.target(held=hold_s is not None),
            full=shown.full if shown else 0,
            partial=shown.partial if shown else 0,
            hold_s=hold_s,
            added=shown.added if shown else 0,
            rest_left_s=self._rest.left_s(time) if resting else None,
            rested_s=time - self._rest.began_s if resting else None,
            begins_in_s=self._readiness.begins_in_s if waiting else None,
            waits_for=self._readiness.waits_for if waiting else "",
            guide=None if self._guide is None else self._guide.phase(time),
        )


def _held_s(shown: SetSummary | None, exercise: Exercise | None) -> float | None:
    """Seconds held in the shown set; None if reps are counted."""
    held_s = shown.hold_s if shown else None
    of_now = exercise is not None and (shown is None or shown.exercise == exercise.name)
    return held_s or 0.0 if of_now and exercise and exercise.hold is not None else held_s


def _progress(summary: SetSummary) -> float:
    return summary.full if summary.hold_s is None else summary.hold_s
