"""Judges live without being told what is done: recognises it, and lets that exercise's own judge count."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import replace

from coach.body.angles import JOINTS, angles_of
from coach.body.pose import Pose
from coach.catalogue.definition import Exercise
from coach.catalogue.library import exercise_named
from coach.judging.events import (
    Event,
    FaultCoverage,
    RangeUsed,
    SetEnded,
    SetSummary,
    TrackingFound,
    TrackingLost,
    merged_coverage,
    spans_of,
)
from coach.judging.exercise_events import ExercisePinned, ExerciseRecognised
from coach.judging.judge import Judge
from coach.judging.observation import Observation, Recognised, Segment, Summary
from coach.judging.rep_counter import joint_rows
from coach.judging.source_tally import SourceTally
from coach.judging.tracking import TrackingMonitor
from coach.recognition.recogniser import Recogniser, RecognitionModel
from coach.recognition.replay_buffer import ReplayBuffer

_TRUNK = [JOINTS.index("shoulder")]
"""What has to be seen whatever is done: of who sits or lies close, the legs may be out of the picture."""


class AutoJudge:
    """Stands where a :class:`Judge` does, for as many exercises as come.

    What was seen lately is remembered. As soon as an exercise is recognised its judge is shown that too, so
    that no repetition is lost to recognising, and what the last one's judge took for its own meanwhile is
    taken back. While nothing is recognised nothing is counted.

    Attributes:
        exercise: What is done, or was last; None while nothing has been recognised.
    """

    def __init__(
        self, model: RecognitionModel, *, range_used: RangeUsed = "minimum", first_set: int = 1
    ) -> None:
        """Prepare to judge.

        Args:
            model: What recognises.
            range_used: What a full repetition is measured against.
            first_set: The number of the next set, in a workout that goes on.
        """
        self.exercise: Exercise | None = None
        self._recogniser = Recogniser(model)
        self._range_used, self._first_set = range_used, first_set
        self._judge: Judge | None = None
        self._closed: list[SetSummary] = []
        self._segments: list[Segment] = []
        self._memory = ReplayBuffer()
        self._pinned = False
        self._now = Recognised(None, 0.0, 0.0)
        self._shown: Observation | None = None
        self._tally = SourceTally()
        self._attention = TrackingMonitor(_TRUNK)
        self._coverage: tuple[FaultCoverage, ...] = ()

    # What a workout asks ----------------------------------------------------------------------------

    @property
    def over(self) -> bool:
        """Never: what is judged ends with its source."""
        return False

    @property
    def set_on(self) -> bool:
        """Whether a set is on."""
        return self._judge is not None and self._judge.set_on

    @property
    def next_set(self) -> int:
        """The number of the set that is on, or comes next."""
        if self._judge is not None:
            return self._judge.next_set
        return self._closed[-1].number + 1 if self._closed else self._first_set

    @property
    def sets(self) -> list[SetSummary]:
        """Every set so far, the one that is on as it stands."""
        current = [] if self._judge is None else self._judge.sets
        return [*self._closed, *(self._sure(each) for each in current)]

    def end_set(self, time: float, *, cut: bool) -> list[Event]:
        """End the set that is on: at its target, or ``cut`` in the middle of something."""
        return [] if self._judge is None else self._told(self._judge.end_set(time, cut=cut))

    def discard_set(self) -> None:
        """Forget the set that is on: getting ready only looked like it."""
        if self._judge is not None:
            self._judge.discard_set()

    def keep_open(self, time: float) -> None:
        """Let a pause that was asked for be no rest."""
        if self._judge is not None:
            self._judge.keep_open(time)

    def rests(self, time: float) -> bool:
        """Whether a set is on and nothing has moved in it for a rest's length."""
        return self._judge is not None and self._judge.rests(time)

    def undo(self, time: float) -> list[Event]:
        """Take the last repetition out: it was none."""
        return [] if self._judge is None else self._judge.undo(time)

    def correct(self, by: int, time: float) -> list[Event]:
        """Put full repetitions in or take them out, in the set that is on or else the last one."""
        return [] if self._judge is None else self._judge.correct(by, time)

    def pin(self, time: float) -> list[Event]:
        """Count everything as the exercise of now, or recognise again what is done."""
        if self.exercise is None:
            return []
        self._pinned = not self._pinned
        return [ExercisePinned(time, self.exercise.name if self._pinned else None)]

    # What is seen -----------------------------------------------------------------------------------

    def observe(self, pose: Pose | None, time: float, *, counting: bool = True) -> Observation:
        """Take in what was seen at ``time`` (seconds, never decreasing) and say what it means.

        Without ``counting`` the body is only looked at, as in a pause.
        """
        self._tally.observe(pose, time)
        self._now = replace(self._recogniser.observe(pose, time), pinned=self._pinned)
        events: list[Event] = []
        if counting:
            self._memory.add(time, pose)
            events = self._follow(time)
        notice = self._attention.observe(pose, time)
        if notice is not None:
            events.append(notice)
        return self._observation(pose, time, events)

    def finish(self) -> Summary:
        """End the last set and sum up; what has just become clear is counted."""
        self._now = self._recogniser.finish()
        events = self._follow(self._tally.last_s)
        summary = None if self._judge is None else self._judge.finish()
        if summary is not None:
            events += self._told(summary.events)
        self._leave()
        return self._tally.summary(
            None,
            self._closed,
            view=self._tally.view_in(spans_of(self._closed)),
            tilt_deg=self._recogniser.tilt.tilt_deg,
            events=events,
            coverage=self._coverage,
            segments=self._segments,
        )

    def _follow(self, time: float) -> list[Event]:
        """Let the judge of what is done now see what it has not seen yet; another one where that is new."""
        now, events = self._now, []
        name = self.exercise.name if self.exercise is not None else None
        if now.exercise is not None and now.exercise != name and not self._pinned:
            events = self._turn_to(now.exercise, time)
        if self._judge is None:
            return events
        if now.exercise is None and not self._pinned:
            return [*events, *(self.end_set(time, cut=False) if self._judge.rests(time) else ())]
        self._note(time)
        return [*events, *self._catch_up(self._judge)]

    def _turn_to(self, name: str, time: float) -> list[Event]:
        """Another exercise has begun."""
        since_s = self._now.since_s
        events: list[Event] = []
        if self._judge is not None:
            events += self._take_back(self._judge, since_s, time)
            if self._judge.set_on and self._judge.sets[-1].is_empty:
                self._judge.discard_set()
            events += self._told(self._judge.end_set(time, cut=False))
            since_s = max([since_s, *(each.end_s for each in self._judge.sets)])
        self._leave()
        self.exercise = exercise_named(name)
        self._attention = TrackingMonitor(joint_rows(self.exercise.signal))
        self._judge = Judge(
            self.exercise,
            range_used=self._range_used,
            first_set=self.next_set,
            tilt=deepcopy(self._recogniser.tilt),
        )
        self._memory.rewind(since_s)
        self._segments.append(Segment(self._now.since_s, time, name, self._now.confidence))
        return [*events, ExerciseRecognised(time, name, self._now.confidence, since_s)]

    @staticmethod
    def _take_back(judge: Judge, since_s: float, time: float) -> list[Event]:
        """Take out what was counted of the last exercise since another one had begun."""
        events: list[Event] = []
        while judge.set_on and judge.sets[-1].reps and judge.sets[-1].reps[-1].start_s >= since_s:
            events += judge.undo(time)
        return events

    def _leave(self) -> None:
        """Put aside what the judge of now has counted."""
        if self._judge is None:
            return
        self._closed += [self._sure(each) for each in self._judge.sets if not each.is_empty]
        self._coverage = merged_coverage((*self._coverage, *self._judge.coverage))
        self._judge = None

    def _catch_up(self, judge: Judge) -> list[Event]:
        events: list[Event] = []
        for time, pose in self._memory.unseen():
            self._shown = judge.observe(pose, time)
            events += self._told(self._shown.events)
        return events

    def _note(self, time: float) -> None:
        """How long the exercise of now has been done, and how surely."""
        last = self._segments[-1]
        sure = last.confidence if self._pinned else max(last.confidence, self._now.confidence)
        self._segments[-1] = replace(last, end_s=time, confidence=sure)

    # What it looks like -----------------------------------------------------------------------------

    def _sure(self, summary: SetSummary) -> SetSummary:
        return replace(summary, confidence=self._segments[-1].confidence)

    def _told(self, events: Iterable[Event]) -> list[Event]:
        """The same events, sets with how sure it is what they are; who is seen now is followed here."""
        return [
            replace(each, summary=self._sure(each.summary)) if isinstance(each, SetEnded) else each
            for each in events
            if not isinstance(each, TrackingLost | TrackingFound)
        ]

    def _observation(self, pose: Pose | None, time: float, events: list[Event]) -> Observation:
        shown = self._shown if self._judge is not None else None
        if shown is None:
            shown = Observation(time, None, "away", None, None, 0, 0, None, ())
        sets = self.sets
        held = self.exercise is not None and self.exercise.hold is not None
        return replace(
            shown,
            time=time,
            angles=None if pose is None else angles_of(pose, self._recogniser.tilt.upright),
            full=sum(each.full for each in sets),
            partial=sum(each.partial for each in sets),
            hold_s=sum(each.hold_s or 0.0 for each in sets) if held else None,
            events=tuple(events),
            tracking=self._attention.tracking,
            exercise=self.exercise,
            recognised=self._now,
        )
