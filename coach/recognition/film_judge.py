"""The judge of a film without a named exercise: it finds the segments, then judges each one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from itertools import groupby

from coach.body.angles import angles_of
from coach.body.camera_tilt import TiltEstimator
from coach.body.pose import Pose
from coach.catalogue.library import exercise_named
from coach.catalogue.unnamed import ANYTHING
from coach.judging.assessment.depth_sample import DepthSample, depth_sample
from coach.judging.assessment.form import merged_coverage
from coach.judging.events import Event, RangeUsed, SetSummary, spans_of
from coach.judging.judge import Judge
from coach.judging.observation import Observation, Segment, Summary
from coach.judging.source_tally import SourceTally
from coach.recognition.film_decoder import segments
from coach.recognition.recogniser import RecognitionModel
from coach.recognition.scene_cuts import at_cuts, cuts_of
from coach.recognition.windows import windows_between


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A stretch of time judged as one exercise, with the highest confidence of its segments."""

    exercise: str
    confidence: float
    from_s: float
    to_s: float


_CERTAIN = 0.8
"""Below this confidence, the exercise's judge has to count at least one rep, or a hold."""
_LIKELY = 0.5
"""Below this confidence, it has to count several reps: a single movement can look like any exercise."""
_IN_A_ROW, _HELD_S = 2, 3.0
_UNNAMED_S = 5.0
"""Least time without a known exercise in which something that repeats is looked for, seconds."""


class FilmJudge:
    """Divides a film into exercises at its end, and has each exercise's judge count its part.

    Recognition is most accurate with the whole film. Until then the poses are stored, about 3 kB each.

    Attributes:
        depths: The depth of the movement over time in every part that was judged; empty until the end.
    """

    def __init__(
        self,
        model: RecognitionModel,
        *,
        range_used: RangeUsed = "minimum",
        standards: Mapping[str, str] | None = None,
    ) -> None:
        """Set up the judge.

        Args:
            model: The recognition model.
            range_used: Standard for a full rep.
            standards: The level that a rep needs to count as full, by exercise; None for any.
        """
        self._model, self._range_used, self._standards = model, range_used, standards or {}
        self._poses: list[tuple[float, Pose | None]] = []
        self._tally = SourceTally()
        self._tilt, self._tilted = TiltEstimator(), 0
        self._newest_tilt = TiltEstimator()
        self._courses: dict[_Stretch, list[DepthSample]] = {}
        self.depths: tuple[DepthSample, ...] = ()

    @property
    def over(self) -> bool:
        """False: it ends with its source."""
        return False

    def observe(self, pose: Pose | None, time: float) -> Observation:
        """Store the pose at ``time`` (seconds, never decreasing); it is judged at the end."""
        self._poses.append((time, pose))
        self._tally.observe(pose, time)
        angles = None
        if pose is not None:
            if self._newest_tilt.upright is None:  # once it is known, it is not updated any more
                self._newest_tilt.observe(pose, angles_of(pose))
            angles = angles_of(pose, self._newest_tilt.upright)
        return Observation(time, angles, "away", None, None, 0, 0, None, ())

    def finish(self) -> Summary:
        """Recognise the exercises, judge each part, and sum up."""
        poses = [pose for _, pose in self._poses if pose is not None]
        cuts = cuts_of(poses)
        found = self._segments(poses, cuts)
        proven: list[tuple[_Stretch, Summary]] = []
        unproven: list[_Stretch] = []
        for stretch in _stretches(found, cuts):
            summary = self._judged(stretch, 1 + sum(len(each.sets) for _, each in proven))
            if _proven(stretch, summary):
                proven.append((stretch, summary))
            else:
                unproven.append(stretch)
        found = _without_names_of(found, unproven)
        unnamed = self._unnamed(found, [summary for _, summary in proven])
        summaries = self._numbered(proven, unnamed)
        judged = [self._courses[stretch] for stretch, _ in (*proven, *unnamed)]
        self.depths = tuple(sorted(sample for course in judged for sample in course))
        sets = tuple(_with_confidence(each, found) for summary in summaries for each in summary.sets)
        return self._tally.summary(
            None,
            sets,
            view=self._tally.view_in(spans_of(sets)),
            tilt_deg=self._newest_tilt.tilt_deg,
            events=[event for summary in summaries for event in summary.events],
            coverage=merged_coverage(each for summary in summaries for each in summary.coverage),
            segments=found,
            between_sets=[each for summary in summaries for each in summary.between_sets],
        )

    def _segments(self, poses: Sequence[Pose], cuts: Sequence[float]) -> list[Segment]:
        windows = windows_between(poses, cuts)
        if not len(windows.features):
            return []
        likely = self._model.probabilities(windows.features)
        return at_cuts(segments(windows.starts_s, windows.ends_s, likely, self._model.classes, cuts), cuts)

    def _judged(self, stretch: _Stretch, first_set: int = 1) -> Summary:
        """Judge a stretch by its exercise, numbering the sets from ``first_set``."""
        times = [time for time, _ in self._poses]
        first, last = bisect_left(times, stretch.from_s), bisect_left(times, stretch.to_s)
        judge = Judge(
            exercise_named(stretch.exercise),
            range_used=self._range_used,
            standard=self._standards.get(stretch.exercise),
            first_set=first_set,
            tilt=TiltEstimator() if stretch.exercise == ANYTHING else self._tilt_before(first),
            asked=False,
        )
        events: list[Event] = []
        course = self._courses[stretch] = []
        for time, pose in self._poses[first:last]:
            observation = judge.observe(pose, time)
            events += observation.events
            course += filter(None, [depth_sample(observation)])
        summary = judge.finish()
        return replace(summary, events=(*events, *summary.events))

    def _tilt_before(self, first: int) -> TiltEstimator:
        """The camera's tilt, as estimated from the poses before one of them; quickest in order."""
        if first < self._tilted:
            self._tilt, self._tilted = TiltEstimator(), 0
        for _, pose in self._poses[self._tilted : first]:
            if pose is not None:
                self._tilt.observe(pose, angles_of(pose))
        self._tilted = first
        return deepcopy(self._tilt)

    def _unnamed(self, found: Sequence[Segment], named: Sequence[Summary]) -> list[tuple[_Stretch, Summary]]:
        """The stretches without a name in which something repeats, outside the ``named`` sets."""
        ends = [time for time, _ in self._poses[:: max(len(self._poses) - 1, 1)]] or [0.0]
        spans = spans_of([each for summary in named for each in summary.sets])
        known = [*((each.start_s, each.end_s) for each in found if each.exercise is not None), *spans]
        stretches = [_Stretch(ANYTHING, 0.0, *gap) for gap in _gaps(known, ends[0], ends[-1])]
        judged = [(stretch, self._judged(stretch)) for stretch in stretches]
        return [(stretch, summary) for stretch, summary in judged if summary.full]

    def _numbered(
        self, named: Sequence[tuple[_Stretch, Summary]], unnamed: Sequence[tuple[_Stretch, Summary]]
    ) -> list[Summary]:
        """The summaries in order of their first sets, with sets numbered through."""
        numbered: list[Summary] = []
        first_set = 1
        for stretch, summary in sorted((*named, *unnamed), key=lambda each: _begins_s(*each)):
            is_in_order = not summary.sets or summary.sets[0].number == first_set
            numbered.append(summary if is_in_order else self._judged(stretch, first_set))
            first_set += len(summary.sets)
        return numbered


def _begins_s(stretch: _Stretch, summary: Summary) -> float:
    return summary.sets[0].start_s if summary.sets else stretch.from_s


def _gaps(known: Sequence[tuple[float, float]], from_s: float, to_s: float) -> Iterator[tuple[float, float]]:
    """What lies between some spans of time, if it is long enough for a set; start and end in seconds."""
    begins_s = from_s
    for start_s, end_s in (*sorted(known), (to_s, to_s)):
        if start_s - begins_s >= _UNNAMED_S:
            yield begins_s, start_s
        begins_s = max(begins_s, end_s)


def _proven(stretch: _Stretch, summary: Summary) -> bool:
    """Whether the judge confirms the exercise: the lower the confidence, the more it has to count."""
    if stretch.confidence >= _CERTAIN:
        return True
    whole = sum(rep.is_whole for each in summary.sets for rep in each.reps)
    if stretch.confidence >= _LIKELY and summary.hold_s is None:
        return summary.full + summary.partial > 0
    return whole >= _IN_A_ROW or (summary.hold_s or 0.0) >= _HELD_S


def _without_names_of(found: Sequence[Segment], unproven: Sequence[_Stretch]) -> list[Segment]:
    """The segments, with the names of unproven stretches removed."""
    return [
        replace(each, exercise=None)
        if any(each.exercise == it.exercise and it.from_s <= each.start_s < it.to_s for it in unproven)
        else each
        for each in found
    ]


def _stretches(found: Sequence[Segment], cuts: Sequence[float]) -> list[_Stretch]:
    """The stretch for each exercise's judge: its segments, and half of the gaps to other segments.

    A judge waits for the start position and ignores walking there, so the margins lose no reps when
    recognition was late; in a film of one exercise its judge gets the whole film. With several exercises, an
    unknown movement belongs to none of them, unless it lies between segments of the same one. Nor does what
    is beyond a cut.
    """
    named = [each for each in found if each.exercise is not None]
    rows = [tuple(row) for _, row in groupby(named, key=lambda each: each.exercise)]
    stretches = []
    for row in rows:
        from_s, to_s = (float("-inf"), float("inf")) if len(rows) == 1 else _margins(row, found, cuts)
        confidence = max(each.confidence for each in row)
        stretches.append(_Stretch(str(row[0].exercise), confidence, from_s, to_s))
    return stretches


def _margins(row: Sequence[Segment], found: Sequence[Segment], cuts: Sequence[float]) -> tuple[float, float]:
    """Start and end of the stretch around segments of one exercise: halfway to the others, or at a cut."""
    first_s, last_s = row[0].start_s, row[-1].end_s
    before_s = max((each.end_s for each in found if each.end_s <= first_s), default=float("-inf"))
    after_s = min((each.start_s for each in found if each.start_s >= last_s), default=float("inf"))
    from_s = max((before_s + first_s) / 2, *(cut for cut in cuts if cut <= first_s), float("-inf"))
    to_s = min((last_s + after_s) / 2, *(cut for cut in cuts if cut >= last_s), float("inf"))
    return from_s, to_s


def _with_confidence(summary: SetSummary, found: Sequence[Segment]) -> SetSummary:
    """The set with the confidence of the segment that overlaps it most; an unnamed one has none."""
    if summary.exercise == ANYTHING:
        return summary
    same = [each for each in found if each.exercise == summary.exercise]
    most = max(same, key=lambda each: min(each.end_s, summary.end_s) - max(each.start_s, summary.start_s))
    return replace(summary, confidence=most.confidence)
