"""Judges a film of which nobody said what is done in it: what, where, and how well."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from coach.body.angles import angles_of
from coach.body.camera_tilt import TiltEstimator
from coach.body.pose import Pose
from coach.catalogue.library import exercise_named
from coach.judging.events import RangeUsed, SetSummary, merged_coverage, spans_of
from coach.judging.judge import Judge
from coach.judging.observation import Observation, Segment, Summary
from coach.judging.source_tally import SourceTally
from coach.recognition.recogniser import RecognitionModel
from coach.recognition.scene_cuts import at_cuts, cuts_of
from coach.recognition.sequence_decoder import segments
from coach.recognition.windows import Window, WindowCutter


@dataclass(frozen=True, slots=True)
class _Stretch:
    """The time that is judged as one exercise, and how sure that is at its surest."""

    exercise: str
    confidence: float
    from_s: float
    to_s: float


_SURE = 0.8
"""What is less sure has to be counted by the exercise's own judge as well: at least once, or held."""
_LIKELY = 0.5
"""What is less likely than not has to be done again: one movement alone may look like anything."""
_IN_A_ROW, _HELD_S = 2, 3.0


class FilmJudge:
    """Looks at a whole film first, cuts it into exercises, and lets each exercise's own judge count its part.

    Nothing is counted before the film is over: what is done at one moment is known best from all of it. The
    poses of the film are kept until then, some 3 kB each.
    """

    def __init__(self, model: RecognitionModel, *, range_used: RangeUsed = "minimum") -> None:
        """Prepare to judge.

        Args:
            model: What recognises.
            range_used: What a full repetition is measured against.
        """
        self._model, self._range_used = model, range_used
        self._cutter = WindowCutter()
        self._times: list[tuple[float, float]] = []
        self._features: list[NDArray[np.float64]] = []
        self._seen: list[tuple[float, Pose | None]] = []
        self._tally = SourceTally()

    @property
    def over(self) -> bool:
        """Never: what is judged ends with its source."""
        return False

    def observe(self, pose: Pose | None, time: float) -> Observation:
        """Take in what was seen at ``time`` (seconds, never decreasing); nothing is said of it yet."""
        self._seen.append((time, pose))
        self._tally.observe(pose, time)
        angles = None
        if pose is not None:
            self._keep(self._cutter.observe(pose))
            angles = angles_of(pose, self._cutter.tilt.upright)
        return Observation(time, angles, "away", None, None, 0, 0, None, ())

    def finish(self) -> Summary:
        """Recognise, judge each part as what it is, and sum up."""
        self._keep(self._cutter.rest())
        found = self._segments()
        judged = list(self._judged(found))
        found = _named_rightly(found, [stretch for stretch, summary in judged if summary is None])
        summaries = [summary for _, summary in judged if summary is not None]
        sets = tuple(_sure(each, found) for summary in summaries for each in summary.sets)
        return self._tally.summary(
            None,
            sets,
            view=self._tally.view_in(spans_of(sets)),
            tilt_deg=self._cutter.tilt.tilt_deg,
            events=[event for summary in summaries for event in summary.events],
            coverage=merged_coverage(each for summary in summaries for each in summary.coverage),
            segments=found,
        )

    def _keep(self, window: Window | None) -> None:
        if window is not None:
            self._times.append((window.start_s, window.end_s))
            self._features.append(window.features())

    def _segments(self) -> list[Segment]:
        if not self._features:
            return []
        starts, ends = np.array(self._times).T
        likely = self._model.probabilities(np.array(self._features))
        found = segments(starts, ends, likely, self._model.classes)
        return at_cuts(found, cuts_of([pose for _, pose in self._seen if pose is not None]))

    def _judged(self, found: Sequence[Segment]) -> Iterator[tuple[_Stretch, Summary | None]]:
        """Each stretch by its own exercise's judge, sets numbered through; None where it was nothing."""
        times = [time for time, _ in self._seen]
        tilt, looked, first_set = TiltEstimator(), 0, 1
        for stretch in _stretches(found):
            first, last = bisect_left(times, stretch.from_s), bisect_left(times, stretch.to_s)
            for _, pose in self._seen[looked:first]:
                if pose is not None:
                    tilt.observe(pose, angles_of(pose))
            looked = first
            judge = Judge(
                exercise_named(stretch.exercise),
                range_used=self._range_used,
                first_set=first_set,
                tilt=deepcopy(tilt),
            )
            events = [
                event for time, pose in self._seen[first:last] for event in judge.observe(pose, time).events
            ]
            summary = judge.finish()
            summary = replace(summary, events=(*events, *summary.events))
            if not _proven(stretch, summary):
                yield stretch, None
                continue
            first_set += len(summary.sets)
            yield stretch, summary


def _proven(stretch: _Stretch, summary: Summary) -> bool:
    """Whether it is that exercise: what is not sure has to be done, and what is unlikely more than once."""
    if stretch.confidence >= _SURE:
        return True
    if stretch.confidence >= _LIKELY and summary.hold_s is None:
        return summary.full + summary.partial > 0
    return summary.full >= _IN_A_ROW or (summary.hold_s or 0.0) >= _HELD_S


def _named_rightly(found: Sequence[Segment], nothing: Sequence[_Stretch]) -> list[Segment]:
    """The segments, without the name of what came to nothing."""
    return [
        replace(each, exercise=None)
        if any(each.exercise == it.exercise and it.from_s <= each.start_s < it.to_s for it in nothing)
        else each
        for each in found
    ]


def _stretches(found: Sequence[Segment]) -> list[_Stretch]:
    """What each exercise's judge is given: its segments, and half of what lies between them and others.

    A judge knows its own start position, and leaves walking there alone; so nothing is lost where the
    recogniser was late, and of a film that shows one exercise its judge is shown all. Where several are done,
    a movement without a name is none of them, unless it lies amid the segments of one.
    """
    named = [each for each in found if each.exercise is not None]
    rows = [tuple(row) for _, row in groupby(named, key=lambda each: each.exercise)]
    stretches = []
    for row in rows:
        from_s, to_s = (float("-inf"), float("inf")) if len(rows) == 1 else _room(row, found)
        sure = max(each.confidence for each in row)
        stretches.append(_Stretch(str(row[0].exercise), sure, from_s, to_s))
    return stretches


def _room(row: Sequence[Segment], found: Sequence[Segment]) -> tuple[float, float]:
    """From when to when segments of one exercise are judged: to the middle between them and others."""
    first_s, last_s = row[0].start_s, row[-1].end_s
    before_s = max((each.end_s for each in found if each.end_s <= first_s), default=float("-inf"))
    after_s = min((each.start_s for each in found if each.start_s >= last_s), default=float("inf"))
    return (before_s + first_s) / 2, (last_s + after_s) / 2


def _sure(summary: SetSummary, found: Sequence[Segment]) -> SetSummary:
    """The set with how sure it is that it is one of this exercise: as the segment that holds most of it."""
    same = [each for each in found if each.exercise == summary.exercise]
    most = max(same, key=lambda each: min(each.end_s, summary.end_s) - max(each.start_s, summary.start_s))
    return replace(summary, confidence=most.confidence)
