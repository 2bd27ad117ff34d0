"""How well a workout was cut into its exercises."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from coach.bench.fixtures.stretch import Stretch
from coach.judging.events import SetSummary
from coach.judging.observation import Segment, Summary

WITHIN_S = 1.5
"""Both ends of what is recognised are to be so near to those of what was done."""
FOUND_BAR = 0.9


@dataclass(frozen=True, slots=True)
class Ends:
    """By how much the ends of what was found come after those of what was done; before them where negative.

    Attributes:
        start_s: At the beginning.
        end_s: At the end.
    """

    start_s: float
    end_s: float

    @property
    def near(self) -> bool:
        """Whether both are near enough."""
        return max(abs(self.start_s), abs(self.end_s)) <= WITHIN_S


@dataclass(frozen=True, slots=True)
class Cut:
    """What became of a stretch.

    Attributes:
        stretch: What was done.
        segment: The ends of the segment of this exercise that has most of it, or None.
        sets: The ends of its sets: first repetition's start, last one's end; None without any.
        full: Full repetitions counted of it.
        otherwise: What else it was taken for, in order; None of movement that could not be named.
    """

    stretch: Stretch
    segment: Ends | None
    sets: Ends | None
    full: int
    otherwise: tuple[str | None, ...]

    @property
    def found(self) -> bool:
        """Whether it was found where it is."""
        return self.segment is not None and self.segment.near


@dataclass(frozen=True, slots=True)
class SegmentedWorkout:
    """What a workout was cut into.

    Attributes:
        name: What to call it.
        duration_s: How long it is.
        cuts: What became of each stretch, in order.
        aside: Named segments that belong to no stretch: most of each lies where nothing was done.
        segments: Everything that was recognised.
    """

    name: str
    duration_s: float
    cuts: tuple[Cut, ...]
    aside: tuple[Segment, ...]
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Spread:
    """How far ends are off, in seconds; None of none.

    Attributes:
        n: How many.
        median_s: Of the distances.
        most_s: Nine in ten are off by less.
    """

    n: int
    median_s: float | None
    most_s: float | None


@dataclass(frozen=True, slots=True)
class Figures:
    """What some workouts came to.

    Attributes:
        stretches: How many stretches there were.
        found: How many were found where they are.
        named: How many have a segment of their exercise, wherever it ends.
        segment_starts: How far the starts of these are off.
        segment_ends: How far their ends are off.
        set_starts: How far the first repetitions' starts are off, of stretches with sets.
        set_ends: How far the last repetitions' ends are off.
        otherwise: How many stretches were, in part or wholly, taken for another exercise.
        aside: How many segments lie where nothing was done.
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
        """Share that was found; None of none."""
        return self.found / self.stretches if self.stretches else None


def compared(name: str, truth: Sequence[Stretch], summary: Summary) -> SegmentedWorkout:
    """Hold what was recognised against what was done.

    Args:
        name: What to call the workout.
        truth: What was done, in order.
        summary: What a judge made of it that was not told.
    """
    found = summary.segments or ()
    homes = [_homes(each, truth) for each in found]
    cuts = tuple(
        _cut(stretch, found, summary.sets, tuple(_other(number, stretch, found, homes)))
        for number, stretch in enumerate(truth)
    )
    aside = tuple(
        each for each, at_home in zip(found, homes, strict=True) if not at_home and each.exercise is not None
    )
    return SegmentedWorkout(name, summary.duration_s, cuts, aside, tuple(found))


def figures(workouts: Sequence[SegmentedWorkout]) -> Figures:
    """What some workouts came to together."""
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
    """How far ends are off, whichever way."""
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
    number: int, stretch: Stretch, found: Sequence[Segment], homes: Sequence[Collection[int]]
) -> Iterator[str | None]:
    """What the segments in a stretch that are not of its exercise were taken for."""
    for each, at_home in zip(found, homes, strict=True):
        if number in at_home and each.exercise != stretch.exercise:
            yield each.exercise


def _homes(segment: Segment, truth: Sequence[Stretch]) -> set[int]:
    """To which stretches a segment belongs: most of it lies in them, or it takes most of them."""
    length_s = segment.end_s - segment.start_s
    return {
        number
        for number, stretch in enumerate(truth)
        if _shared_s(segment, stretch) > min(length_s, stretch.end_s - stretch.start_s) / 2
    }


def _shared_s(one: Segment | SetSummary, other: Stretch) -> float:
    """For how long two overlap."""
    return max(min(one.end_s, other.end_s) - max(one.start_s, other.start_s), 0.0)
