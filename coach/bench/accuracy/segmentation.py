"""Scores of the segmentation of workouts into exercises."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from coach.bench.fixtures.stretch import Stretch
from coach.judging.events import SetSummary
from coach.judging.observation import Segment, Summary

WITHIN_S = 1.5
"""Largest distance of a segment's ends from the true ones."""
FOUND_BAR = 0.9


@dataclass(frozen=True, slots=True)
class Ends:
    """How late the ends of a segment or of sets are; negative if early.

    Attributes:
        start_s: At the start.
        end_s: At the end.
    """

    start_s: float
    end_s: float

    @property
    def near(self) -> bool:
        """Whether both are within the limit."""
        return max(abs(self.start_s), abs(self.end_s)) <= WITHIN_S


@dataclass(frozen=True, slots=True)
class Cut:
    """The result for a stretch.

    Attributes:
        stretch: The true stretch.
        segment: Ends of the segment of this exercise that overlaps it most, or None.
        sets: Ends of its sets, from the first rep's start to the last one's end; None without sets.
        full: Full reps counted in it.
        otherwise: Other exercises recognised in it, in order; None for an unknown movement.
    """

    stretch: Stretch
    segment: Ends | None
    sets: Ends | None
    full: int
    otherwise: tuple[str | None, ...]

    @property
    def found(self) -> bool:
        """Whether it was found at the right time."""
        return self.segment is not None and self.segment.near


@dataclass(frozen=True, slots=True)
class SegmentedWorkout:
    """The segmentation of a workout.

    Attributes:
        name: Its name.
        duration_s: Its duration.
        cuts: The result for each stretch, in order.
        aside: Named segments that lie mostly outside all stretches.
        segments: All recognised segments.
    """

    name: str
    duration_s: float
    cuts: tuple[Cut, ...]
    aside: tuple[Segment, ...]
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Spread:
    """Distribution of the errors of ends, in seconds; None without any.

    Attributes:
        n: Number of errors.
        median_s: Median.
        most_s: 90th percentile.
    """

    n: int
    median_s: float | None
    most_s: float | None


@dataclass(frozen=True, slots=True)
class Figures:
    """The scores of some workouts.

    Attributes:
        stretches: Number of stretches.
        found: Number of stretches found at the right time.
        named: Number of stretches with a segment of their exercise, whatever its ends.
        segment_starts: Errors of the segments' starts.
        segment_ends: Errors of the segments' ends.
        set_starts: Errors of the first reps' starts, of stretches with sets.
        set_ends: Errors of the last reps' ends.
        otherwise: Number of stretches recognised partly or wholly as another exercise.
        aside: Number of segments outside all stretches.
    """

    stretches: int
    found: int
    named: int
    segment_starts: Spread
    segment_ends: Spread
    set_starts: Spread
    set_ends: Spread
    otherwise: int
    aside: int

    @property
    def share(self) -> float | None:
        """Share of the stretches that was found; None without stretches."""
        return self.found / self.stretches if self.stretches else None


def compare_segments(name: str, truth: Sequence[Stretch], summary: Summary) -> SegmentedWorkout:
    """Compare the recognised segments with the truth.

    Args:
        name: Name of the workout.
        truth: The true stretches, in order.
        summary: Summary of a judge without a named exercise.
    """
    found = summary.segments or ()
    stretches_by_segment = [_stretches_of(each, truth) for each in found]
    cuts = tuple(
        _cut(stretch, found, summary.sets, tuple(_other(number, stretch, found, stretches_by_segment)))
        for number, stretch in enumerate(truth)
    )
    aside = tuple(
        each
        for each, own_stretches in zip(found, stretches_by_segment, strict=True)
        if not own_stretches and each.exercise is not None
    )
    return SegmentedWorkout(name, summary.duration_s, cuts, aside, tuple(found))


def figures(workouts: Sequence[SegmentedWorkout]) -> Figures:
    """The scores of some workouts together."""
    cuts = [cut for each in workouts for cut in each.cuts]
    segments = [cut.segment for cut in cuts if cut.segment is not None]
    sets = [cut.sets for cut in cuts if cut.sets is not None]
    return Figures(
        stretches=len(cuts),
        found=sum(cut.found for cut in cuts),
        named=len(segments),
        segment_starts=spread([ends.start_s for ends in segments]),
        segment_ends=spread([ends.end_s for ends in segments]),
        set_starts=spread([ends.start_s for ends in sets]),
        set_ends=spread([ends.end_s for ends in sets]),
        otherwise=sum(any(name is not None for name in cut.otherwise) for cut in cuts),
        aside=sum(len(each.aside) for each in workouts),
    )


def spread(off_s: Sequence[float]) -> Spread:
    """The distribution of absolute errors."""
    if not off_s:
        return Spread(0, None, None)
    median, most = np.percentile(np.abs(off_s), [50, 90])
    return Spread(len(off_s), float(median), float(most))


def _cut(
    stretch: Stretch,
    found: Sequence[Segment],
    sets: Sequence[SetSummary],
    otherwise: tuple[str | None, ...],
) -> Cut:
    segments = [each for each in found if each.exercise == stretch.exercise and _shared_s(each, stretch)]
    most = max(segments, key=lambda each: _shared_s(each, stretch), default=None)
    own = [each for each in sets if each.exercise == stretch.exercise and _shared_s(each, stretch)]
    return Cut(
        stretch,
        _ends(stretch, most.start_s, most.end_s) if most else None,
        _ends(stretch, own[0].start_s, own[-1].end_s) if own else None,
        sum(each.full for each in own),
        otherwise,
    )


def _ends(stretch: Stretch, start_s: float, end_s: float) -> Ends:
    return Ends(start_s - stretch.start_s, end_s - stretch.end_s)


def _other(
    number: int, stretch: Stretch, found: Sequence[Segment], stretches_by_segment: Sequence[Collection[int]]
) -> Iterator[str | None]:
    """The exercises of the other segments in a stretch."""
    for each, own_stretches in zip(found, stretches_by_segment, strict=True):
        if number in own_stretches and each.exercise != stretch.exercise:
            yield each.exercise


def _stretches_of(segment: Segment, truth: Sequence[Stretch]) -> set[int]:
    """The stretches to which a segment belongs: they contain most of it, or it covers most of them."""
    length_s = segment.end_s - segment.start_s
    return {
        number
        for number, stretch in enumerate(truth)
        if _shared_s(segment, stretch) > min(length_s, stretch.end_s - stretch.start_s) / 2
    }


def _shared_s(one: Segment | SetSummary, other: Stretch) -> float:
    """Overlap in seconds."""
    return max(min(one.end_s, other.end_s) - max(one.start_s, other.start_s), 0.0)
