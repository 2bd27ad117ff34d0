"""The live judge without a named exercise: it recognises the exercise and runs that exercise's judge."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import replace

from coach.body.angles import JOINTS, angles_of
from coach.body.pose import Pose
from coach.catalogue.definition import Exercise
from coach.catalogue.library import exercise_named
from coach.catalogue.unnamed import ANYTHING
from coach.judging.assessment.form import merged_coverage
from coach.judging.attempts import Attempt
from coach.judging.events import (
    Event,
    FaultCoverage,
    RangeUsed,
    SetEnded,
    SetSummary,
    TrackingFound,
    TrackingLost,
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
from coach.recognition.unnamed_watch import UnnamedWatch

_TRUNK = [JOINTS.index("shoulder")]
"""Joints that must be visible in every exercise: the legs of a person close to the camera may be cut off."""


class AutoJudge:
    """Replaces a :class:`Judge` when the exercise is not named; handles any number of exercises.

    Recent poses are buffered. When an exercise is recognised, they are replayed to its judge, so that no rep
    is lost to the delay of recognition; reps that the previous judge counted in that time are undone. While
    no exercise is recognised, only what plainly repeats is counted, as anything.

    Attributes:
        exercise: The current or last exercise; None until one is recognised.
    """

    def __init__(
        self,
        model: RecognitionModel,
        *,
        range_used: RangeUsed = "minimum",
        standards: Mapping[str, str] | None = None,
        first_set: int = 1,
    ) -> None:
        """Set up the judge.

        Args:
            model: The recognition model.
            range_used: Standard for a full rep.
            standards: The level that a rep needs to count as full, by exercise; None for any.
            first_set: Number of the first set, above 1 in a resumed workout.
        """
        self.exercise: Exercise | None = None
        self._recogniser = Recogniser(model)
        self._range_used, self._first_set = range_used, first_set
        self._standards = standards or {}
        self._judge: Judge | None = None
        self._closed: list[SetSummary] = []
        self._between_sets: list[Attempt] = []
        self._segments: list[Segment] = []
        self._buffer = ReplayBuffer()
        self._unnamed = UnnamedWatch()
        self._pinned = False
        self._now = Recognised(None, 0.0, 0.0)
        self._latest: Observation | None = None
        self._tally = SourceTally()
        self._tracking = TrackingMonitor(_TRUNK)
        self._coverage: tuple[FaultCoverage, ...] = ()

    # Interface of a judge for the workout -----------------------------------------------------------------

    @property
    def over(self) -> bool:
        """False: it ends with its source."""
        return False

    @property
    def set_is_open(self) -> bool:
        """Whether there is a current set."""
        return self._judge is not None and self._judge.set_is_open

    @property
    def next_set(self) -> int:
        """The number of the current or next set."""
        if self._judge is not None:
            return self._judge.next_set
        return self._closed[-1].number + 1 if self._closed else self._first_set

    @property
    def sets(self) -> list[SetSummary]:
        """All sets so far, including the current one."""
        current = [] if self._judge is None else self._judge.sets
        return [*self._closed, *(self._set_with_confidence(each) for each in current)]

    def end_set(self, time: float, *, cut: bool) -> list[Event]:
        """End the current set, at its target or, with ``cut``, in the middle of a rep."""
        return [] if self._judge is None else self._with_confidence(self._judge.end_set(time, cut=cut))

    def discard_set(self) -> None:
        """Discard the current set: it was only preparation."""
        if self._judge is not None:
            self._judge.discard_set()

    def keep_open(self, time: float) -> None:
        """Don't count a requested pause as rest."""
        if self._judge is not None:
            self._judge.keep_open(time)

    def is_resting(self, time: float) -> bool:
        """Whether there has been no movement in the current set for the length of a rest."""
        return self._judge is not None and self._judge.is_resting(time)

    def undo(self, time: float) -> list[Event]:
        """Undo the last rep."""
        return [] if self._judge is None else self._judge.undo(time)

    def correct(self, by: int, time: float) -> list[Event]:
        """Add or remove full reps in the current set, or else the last one."""
        return [] if self._judge is None else self._judge.correct(by, time)

    def pin(self, time: float) -> list[Event]:
        """Pin the current exercise, or unpin it and recognise again."""
        if self.exercise is None:
            return []
        self._pinned = not self._pinned
        return [ExercisePinned(time, self.exercise.name if self._pinned else None)]

    # Poses ------------------------------------------------------------------------------------------------

    def observe(self, pose: Pose | None, time: float, *, counting: bool = True) -> Observation:
        """Judge the pose at ``time`` (seconds, never decreasing).

        Without ``counting``, as in a pause, only the exercise and the tracking are updated.
        """
        self._tally.observe(pose, time)
        self._now = replace(self._recogniser.observe(pose, time), pinned=self._pinned)
        events: list[Event] = []
        if counting:
            self._buffer.add(time, pose)
            is_named = self._now.exercise is not None or self._pinned
            self._unnamed.observe(pose, time, is_named=is_named)
            events = self._follow(time)
        notice = self._tracking.observe(pose, time)
        if notice is not None:
            events.append(notice)
        return self._observation(pose, time, events)

    def finish(self) -> Summary:
        """End the last set and sum up, after a last recognition."""
        self._now = self._recogniser.finish()
        events = self._follow(self._tally.last_s)
        summary = None if self._judge is None else self._judge.finish()
        if summary is not None:
            events += self._with_confidence(summary.events)
        self._close_judge()
        return self._tally.summary(
            None,
            self._closed,
            view=self._tally.view_in(spans_of(self._closed)),
            tilt_deg=self._recogniser.tilt.tilt_deg,
            events=events,
            coverage=self._coverage,
            segments=self._segments,
            between_sets=self._between_sets,
        )

    def _follow(self, time: float) -> list[Event]:
        """Pass new poses to the judge of the current exercise; change the judge if the exercise changed."""
        events: list[Event] = []
        name = self.exercise.name if self.exercise is not None else None
        found, since_s = self._now.exercise, self._now.since_s
        if found is None and self._unnamed.since_s is not None:
            found, since_s = ANYTHING, self._unnamed.since_s
        if found is not None and found != name and not self._pinned:
            events = self._change_exercise(found, since_s, time)
        if self._judge is None:
            return events
        if found is None and not self._pinned:
            return [*events, *(self.end_set(time, cut=False) if self._judge.is_resting(time) else ())]
        self._extend_segment(time)
        return [*events, *self._catch_up(self._judge)]

    def _change_exercise(self, name: str, found_s: float, time: float) -> list[Event]:
        """Change to the judge of another exercise, which was found to have begun at ``found_s``."""
        since_s = found_s
        events: list[Event] = []
        if self._judge is not None:
            events += self._undo_since(self._judge, since_s, time)
            if self._judge.set_is_open and self._judge.sets[-1].is_empty:
                self._judge.discard_set()
            events += self._with_confidence(self._judge.end_set(time, cut=False))
            since_s = max([since_s, *(each.end_s for each in self._judge.sets)])
        self._close_judge(until_s=since_s)
        self.exercise = exercise_named(name)
        self._tracking = TrackingMonitor(joint_rows(self.exercise.signal))
        self._judge = Judge(
            self.exercise,
            range_used=self._range_used,
            standard=self._standards.get(name),
            first_set=self.next_set,
            tilt=deepcopy(self._recogniser.tilt),
            asked=False,
        )
        self._buffer.rewind(since_s)
        known = None if name == ANYTHING else name
        self._segments.append(Segment(found_s, time, known, self._now.confidence))
        return [*events, ExerciseRecognised(time, name, self._now.confidence, since_s)]

    @staticmethod
    def _undo_since(judge: Judge, since_s: float, time: float) -> list[Event]:
        """Undo the reps counted for the last exercise since the new one started."""
        events: list[Event] = []
        while judge.set_is_open and judge.sets[-1].reps and judge.sets[-1].reps[-1].start_s >= since_s:
            events += judge.undo(time)
        return events

    def _close_judge(self, until_s: float = float("inf")) -> None:
        """Store the current judge's sets, and drop the judge; its attempts only until the next one's part."""
        if self._judge is None:
            return
        sets = [self._set_with_confidence(each) for each in self._judge.sets]
        self._closed += [each for each in sets if not each.is_empty]
        stray = [*self._judge.between_sets, *(each for one in sets if one.is_empty for each in one.attempts)]
        self._between_sets += [each for each in stray if each.turn_s < until_s]
        self._coverage = merged_coverage((*self._coverage, *self._judge.coverage))
        self._judge = None

    def _catch_up(self, judge: Judge) -> list[Event]:
        events: list[Event] = []
        for time, pose in self._buffer.unseen():
            self._latest = judge.observe(pose, time)
            events += self._with_confidence(self._latest.events)
        return events

    def _extend_segment(self, time: float) -> None:
        """Extend the last segment, and update its confidence."""
        last = self._segments[-1]
        confidence = last.confidence if self._pinned else max(last.confidence, self._now.confidence)
        self._segments[-1] = replace(last, end_s=time, confidence=confidence)

    # Output -----------------------------------------------------------------------------------------------

    def _set_with_confidence(self, summary: SetSummary) -> SetSummary:
        is_unnamed = summary.exercise == ANYTHING
        return replace(summary, confidence=None if is_unnamed else self._segments[-1].confidence)

    def _with_confidence(self, events: Iterable[Event]) -> list[Event]:
        """The events, with the confidence of sets, and without tracking events, which are raised here."""
        return [
            replace(each, summary=self._set_with_confidence(each.summary))
            if isinstance(each, SetEnded)
            else each
            for each in events
            if not isinstance(each, TrackingLost | TrackingFound)
        ]

    def _observation(self, pose: Pose | None, time: float, events: list[Event]) -> Observation:
        latest = self._latest if self._judge is not None else None
        if latest is None:
            latest = Observation(time, None, "away", None, None, 0, 0, None, ())
        sets = self.sets
        held = self.exercise is not None and self.exercise.hold is not None
        return replace(
            latest,
            time=time,
            angles=None if pose is None else angles_of(pose, self._recogniser.tilt.upright),
            full=sum(each.full for each in sets),
            partial=sum(each.partial for each in sets),
            hold_s=sum(each.hold_s or 0.0 for each in sets) if held else None,
            events=tuple(events),
            tracking=self._tracking.tracking,
            exercise=self.exercise,
            recognised=self._now,
        )
