"""Leads through a workout: waits for the start position, ends sets, counts rests, obeys what is asked.

Counting is the judge's; this says when what it counts belongs to a set. Whoever gets ready or rests may bend
down or sit down in between: one such movement begins nothing, two repetitions in a row do, and none of them
is lost then.
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
from coach.judging.observation import Observation, Stage, Summary, WorkoutState
from coach.workout.commands import Command, Correct, FinishSet, Pause, Pin, Quit, SkipRest, Undo
from coach.workout.cues import Cues
from coach.workout.gestures import Signs
from coach.workout.pending import PendingReps
from coach.workout.plan import JUST_COUNT, Plan
from coach.workout.protocols import WorkoutJudge
from coach.workout.readiness import Readiness
from coach.workout.rest_timer import RestTimer

_LET_GO_S = 2.0
"""A hold that has reached its target is over when it has been let go for this long."""
_LINGERS_S = 5.0
"""How long the last count can still be put right before the workout ends by itself."""

Orders = SimpleQueue[Command]
"""What keys and other programs ask for, from any thread."""


class Workout:
    """Judges what is trained as a workout; takes a judge's place before a camera.

    Where the exercise has yet to be recognised nobody is waited for: nobody knows in which position.

    Attributes:
        over: Whether the workout is over.
        orders: Put commands here, from any thread: they are obeyed at the next moment.
    """

    def __init__(self, judge: WorkoutJudge, plan: Plan = JUST_COUNT, *, cues: Cues | None = None) -> None:
        """Prepare to lead through a workout; without ``cues`` nothing is said of faults."""
        self.over = False
        self.orders: Orders = SimpleQueue()
        self._judge, self._plan, self._cues = judge, plan, cues
        self._waits = plan.waits and judge.exercise is not None
        self._stage: Stage = "waiting" if self._waits else "training"
        self._before_pause: Stage = self._stage
        self._readiness = Readiness(judge.exercise)
        self._rest = RestTimer(0.0, None)
        self._withheld = PendingReps()
        self._reached = 0
        self._held_s = self._ends_s = 0.0
        self._signs = Signs(hands=plan.gesture, steps=plan.steps_out)

    def observe(self, pose: Pose | None, time: float) -> Observation:
        """Take in what was seen at ``time`` (seconds, never decreasing), and lead on."""
        events: list[Event] = []
        while (order := self._next_order()) is not None:
            events += self._obey(order, time)
        counting = self._stage not in ("paused", "over")
        seen = self._judge.observe(pose, time, counting=counting)
        if counting:
            events += self._admit(seen, time)
            events += self._read_signs(pose, time)
        events += self._lead(seen, time)
        if self._cues is not None:
            events += self._cues.take(events, seen.exercise, time)
        return self._observation(seen, events, time)

    def finish(self) -> Summary:
        """End the set that is on and sum up; what was done while resting and came to nothing is left out."""
        if self._withheld and self._stage == "resting":
            self._judge.discard_set()
        return self._judge.finish()

    # What is asked for ------------------------------------------------------------------------------

    def _next_order(self) -> Command | None:
        try:
            return self.orders.get_nowait()
        except Empty:
            return None

    def _obey(self, order: Command, time: float) -> list[Event]:
        match order:
            case Pause():
                return self._pause(time)
            case FinishSet():
                return self._finish_set(time)
            case SkipRest():
                return self._begin(time) if self._stage in ("waiting", "resting") else []
            case Undo() | Correct() | Pin():
                return self._put_right(order, time)
            case Quit():
                return self._end(time)
            case _:
                assert_never(order)

    def _put_right(self, order: Undo | Correct | Pin, time: float) -> list[Event]:
        match order:
            case Undo() if self._withheld:
                self._forget_withheld()
                return [NothingCorrected(time)]
            case Undo():
                return self._judge.undo(time) or [NothingCorrected(time)]
            case Correct(by=by):
                begun = self._begin(time) if self._withheld or self._stage == "waiting" else []
                return [*begun, *(self._judge.correct(by, time) or [NothingCorrected(time)])]
            case Pin():
                return self._judge.pin(time)
            case _:
                assert_never(order)

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
        """End the set that is on, also one that has only just begun; without one, the workout."""
        if self._stage == "paused":
            self._stage = self._before_pause
        if not self._judge.set_on:
            return self._end(time)
        begun = self._begin(time) if self._withheld else []
        return [*begun, *self._after(self._judge.end_set(time, cut=True), time)]

    def _end(self, time: float) -> list[Event]:
        self.over = True
        return [] if self._stage == "over" else [WorkoutOver(time, len(self._judge.sets))]

    # What was counted -------------------------------------------------------------------------------

    @property
    def _withholds(self) -> bool:
        """Whether what is counted now has yet to show that it begins a set."""
        return self._stage == "waiting" or (self._stage == "resting" and self._plan.guided)

    def _admit(self, seen: Observation, time: float) -> list[Event]:
        """What of the judge's events holds by now."""
        if seen.phase == "hold" and seen.angles is not None:
            self._held_s = time
        if not self._withholds:
            if self._stage == "resting" and self._judge.set_on:
                self._stage = "training"
            return self._after(list(seen.events), time)
        passed = self._withheld.add(seen.events)
        return [*passed, *self._begin(time)] if self._withheld.is_a_set(self._plan.reps) else passed

    def _forget_withheld(self) -> None:
        self._withheld.take()
        self._judge.discard_set()

    def _begin(self, time: float) -> list[Event]:
        """From now on everything counts, and what has waited to count does."""
        self._stage = "training"
        return [Began(time, self._judge.next_set), *self._withheld.take()]

    def _after(self, events: list[Event], time: float) -> list[Event]:
        """The same events, and the rest or the end that follows where a set ended."""
        ended = [event.summary for event in events if isinstance(event, SetEnded)]
        turned = any(isinstance(event, ExerciseRecognised) for event in events)  # who does is not resting
        if not ended or turned or self._judge.set_on:
            return events
        number = ended[-1].number
        if self._plan.sets is not None and number >= self._plan.sets:
            self._stage, self._ends_s = "over", time + _LINGERS_S
            return [*events, WorkoutOver(time, number)]
        self._stage = "resting"
        self._rest = RestTimer(ended[-1].end_s, self._plan.rest_s)
        return [*events, RestStarted(time, number + 1, self._plan.rest_s)]

    # What leads on ----------------------------------------------------------------------------------

    def _read_signs(self, pose: Pose | None, time: float) -> list[Event]:
        """Hands overhead end the set, or held longer the workout; leaving the picture ends the set."""
        self._signs.observe(pose, time)
        training = self._stage == "training" and self._judge.set_on
        resting = self._stage == "resting"
        ends = self._signs.end(self._judge.exercise, training=training, resting=resting)
        return self._finish_set(time) if ends else []

    def _lead(self, seen: Observation, time: float) -> list[Event]:
        if self._withheld.is_stale(time):
            self._forget_withheld()
        match self._stage:
            case "waiting":
                return self._await_start(seen, time)
            case "training":
                return self._watch_target(seen, time)
            case "resting":
                return self._watch_rest(time)
            case "over":
                self.over = self.over or time >= self._ends_s
                return []
            case "paused":
                return []
            case _:
                assert_never(self._stage)

    def _await_start(self, seen: Observation, time: float) -> list[Event]:
        led: list[Event] = [*self._readiness.observe(seen.tracking, seen.phase, time)]
        return [*led, *self._begin(time)] if self._readiness.is_ready else led

    def _watch_rest(self, time: float) -> list[Event]:
        told: list[Event] = [*self._rest.tell(time)]
        if not self._rest.is_over(time):
            return told
        if self._waits:
            self._stage, self._readiness = "waiting", Readiness(self._judge.exercise)
            return told
        return [*told, *self._begin(time)]

    def _watch_target(self, seen: Observation, time: float) -> list[Event]:
        """End the set at its target: repetitions at once, a hold when it is let go."""
        if not self._judge.set_on:
            return []
        current = self._judge.sets[-1]
        target = self._plan.target(held=current.hold_s is not None)
        if target is None or _done(current) < target:
            forgotten = self._plan.steps_out and self._judge.rests(time)
            return self._after(self._judge.end_set(time, cut=False), time) if forgotten else []
        told: list[Event] = []
        if self._reached != current.number:
            self._reached = current.number
            told.append(TargetReached(time, current.number, target))
        if current.hold_s is not None and time - self._held_s < _LET_GO_S:
            return told
        return [*told, *self._after(self._judge.end_set(time, cut=False), time)]

    # What it looks like -----------------------------------------------------------------------------

    def _observation(self, seen: Observation, events: list[Event], time: float) -> Observation:
        sets = self._judge.sets
        counted = sets[:-1] if self._withheld and self._judge.set_on else sets
        return replace(
            seen,
            full=sum(each.full for each in counted),
            partial=sum(each.partial for each in counted),
            events=tuple(events),
            flow=self._flow(counted[-1] if counted else None, time),
        )

    def _flow(self, latest: SetSummary | None, time: float) -> WorkoutState:
        judge, plan = self._judge, self._plan
        shown = latest if judge.set_on or self._stage in ("resting", "over") else None
        hold_s = _held_s(shown, judge.exercise)
        resting = self._stage == "resting"
        waiting = self._stage == "waiting"
        return WorkoutState(
            stage=self._stage,
            set_number=judge.next_set,
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
        )


def _held_s(shown: SetSummary | None, exercise: Exercise | None) -> float | None:
    """Seconds held of what is shown; where that is the exercise of now, it says whether it is held."""
    held_s = shown.hold_s if shown else None
    of_now = exercise is not None and (shown is None or shown.exercise == exercise.name)
    return held_s or 0.0 if of_now and exercise and exercise.hold is not None else held_s


def _done(summary: SetSummary) -> float:
    return summary.full if summary.hold_s is None else summary.hold_s
