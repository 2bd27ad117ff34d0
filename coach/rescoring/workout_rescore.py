"""A saved workout, judged again from its recordings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from coach.body.recording.recording import Recording
from coach.body.stream import Sighting
from coach.catalogue.library import load_exercise
from coach.errors import ExerciseError
from coach.judging.events import Fault, RangeUsed, Rep, SetSummary
from coach.judging.judge import Judge
from coach.judging.observation import Summary
from coach.pipeline import Judging, run
from coach.store.records import SetRecord, WorkoutRecord

MARGIN_S = 3.0
"""How long before and after a live set its recording is judged; neighbours share the time between them."""


@dataclass(frozen=True, slots=True)
class SetComparison:
    """A set as it is saved and as it is judged now; either may be missing.

    Attributes:
        before: The set as it is saved.
        after: The set as it is judged now.
    """

    before: SetSummary | None
    after: SetSummary | None

    @property
    def is_same(self) -> bool:
        """Whether exercise, counts, levels and faults are the same."""
        return self.before is not None and self.after is not None and _key(self.before) == _key(self.after)


@dataclass(frozen=True, slots=True)
class WorkoutRescore:
    """A workout judged again.

    Attributes:
        workout: The workout as it is saved.
        sets: Its sets as judged now, in order.
        summary: The judge's result for a film, which replaces the workout's; None for a live workout, whose
            sets are judged one by one, as they were trained.
        recording: The recording of a film; None for a live workout.
        skipped: Why some sets keep their verdicts, a sentence each.
    """

    workout: WorkoutRecord
    sets: tuple[SetSummary, ...]
    summary: Summary | None = None
    recording: Recording | None = None
    skipped: tuple[str, ...] = ()

    @property
    def comparisons(self) -> tuple[SetComparison, ...]:
        """Every set before and after, matched by the time that they share, in order of time."""
        left = list(self.sets)
        pairs = []
        for saved in self.workout.sets:
            before = saved.summary
            match = max(left, key=lambda each: _shared_s(before, each), default=None)
            if match is not None and _shared_s(before, match) > 0:
                left.remove(match)
                pairs.append(SetComparison(before, _as_corrected(match, saved)))
            else:
                pairs.append(SetComparison(before, None))
        pairs += [SetComparison(None, each) for each in left]
        return tuple(sorted(pairs, key=lambda each: (each.before or each.after or self.sets[0]).start_s))

    @property
    def changes(self) -> tuple[SetComparison, ...]:
        """The comparisons that differ."""
        return tuple(each for each in self.comparisons if not each.is_same)


def rescored_film(
    workout: WorkoutRecord, recording: Recording, judge: Judging, finish: Callable[[Summary], Summary]
) -> WorkoutRescore:
    """Judge the whole film of a workout again.

    Args:
        workout: The workout.
        recording: Its recording.
        judge: Judges the recording as ``coach analyze`` judges the film today.
        finish: What the analysis does with the summary, such as marking slow motion.
    """
    summary, _ = run(recording, judge, [])
    summary = finish(summary)
    return WorkoutRescore(workout, tuple(e for e in summary.sets if not e.is_empty), summary, recording)


def rescored_live(
    workout: WorkoutRecord, recordings: Sequence[tuple[Recording, float]], standards: Mapping[str, str]
) -> WorkoutRescore:
    """Judge every set of a live workout again, in its own time.

    Args:
        workout: The workout.
        recordings: Its recordings, each with what a time of it lacks to be a time of the workout.
        standards: The level that a rep needs to count as full, by exercise.
    """
    sets: list[SetSummary] = []
    skipped: list[str] = []
    for saved, first_s, last_s in _spans(workout.sets):
        sightings = list(sightings_between(recordings, first_s, last_s))
        if not any(each.pose is not None for each in sightings):
            skipped.append(f"Set {saved.summary.number} has no recording.")
            sets.append(saved.summary)
            continue
        try:
            again = _set_again(saved, sightings, workout.range_used, standards)
        except ExerciseError as error:
            skipped.append(f"Set {saved.summary.number}: {error}")
            again = saved.summary
        sets.append(again)
    return WorkoutRescore(workout, tuple(sets), skipped=tuple(skipped))


def _spans(sets: Sequence[SetRecord]) -> Iterator[tuple[SetRecord, float, float]]:
    """Each set, with the first and last moment that are judged for it."""
    for place, each in enumerate(sets):
        first_s, last_s = each.summary.start_s - MARGIN_S, each.summary.end_s + MARGIN_S
        if place > 0:
            first_s = max(first_s, (sets[place - 1].summary.end_s + each.summary.start_s) / 2)
        if place + 1 < len(sets):
            last_s = min(last_s, (each.summary.end_s + sets[place + 1].summary.start_s) / 2)
        yield each, first_s, last_s


def sightings_between(
    recordings: Sequence[tuple[Recording, float]], first_s: float, last_s: float
) -> Iterator[Sighting]:
    """Yield what recordings hold between two times of their workout, in its time.

    Args:
        recordings: The recordings, each with what a time of it lacks to be a time of the workout.
        first_s: The first time, seconds.
        last_s: The last time.
    """
    for recording, offset_s in recordings:
        for each in recording:
            time = each.time + offset_s
            if first_s <= time <= last_s:
                pose = None if each.pose is None else replace(each.pose, time=time)
                yield Sighting(time, pose)


def _set_again(
    saved: SetRecord, sightings: Sequence[Sighting], range_used: RangeUsed, standards: Mapping[str, str]
) -> SetSummary:
    """A set as it is judged now; its reps are joined where the judge sees several sets."""
    summary = saved.summary
    exercise = load_exercise(summary.exercise)
    judge = Judge(
        exercise, range_used=range_used, standard=standards.get(exercise.name), first_set=summary.number
    )
    for each in sightings:
        judge.observe(each.pose, each.time)
    found = [each for each in judge.finish().sets if not each.is_empty]
    if not found:
        again = replace(summary, reps=(), hold_s=None if summary.hold_s is None else 0.0, faults=(), added=0)
    else:
        again = _joined(found)
    return replace(
        again,
        number=summary.number,
        confidence=summary.confidence,
        slowed="slow motion" in saved.doubts,
    )


def _joined(sets: Sequence[SetSummary]) -> SetSummary:
    """Several sets as one, with the reps numbered from 1."""
    first, last = sets[0], sets[-1]
    if len(sets) == 1:
        return first
    reps: list[Rep] = []
    faults: list[Fault] = []
    for each in sets:
        offset = len(reps)
        reps += [replace(rep, number=rep.number + offset) for rep in each.reps]
        faults += [
            replace(fault, rep=None if fault.rep is None else fault.rep + offset) for fault in each.faults
        ]
    held = [each.hold_s for each in sets if each.hold_s is not None]
    return replace(
        first,
        end_s=last.end_s,
        reps=tuple(reps),
        faults=tuple(faults),
        hold_s=sum(held) if held else None,
        attempts=tuple(attempt for each in sets for attempt in each.attempts),
    )


def _as_corrected(after: SetSummary, saved: SetRecord) -> SetSummary:
    """The set as it is judged now, with the count that the user gave it before."""
    before = saved.summary
    if not saved.is_corrected:
        return after
    if before.hold_s is not None:
        return replace(after, hold_s=before.hold_s)
    return replace(after, added=before.full - after.detected_full)


def _shared_s(one: SetSummary, other: SetSummary) -> float:
    """Seconds that two sets share; a set of one moment shares a little with the set around it."""
    return min(one.end_s, other.end_s) - max(one.start_s, other.start_s) + 1e-6


def _key(each: SetSummary) -> tuple[object, ...]:
    """What makes a set another one for its owner."""
    reps = [
        (rep.verdict, rep.side, round(rep.rom_deg), rep.level.name if rep.level else "") for rep in each.reps
    ]
    held = None if each.hold_s is None else round(each.hold_s, 1)
    return each.exercise, each.full, reps, held, sorted((f.rep or 0, f.name) for f in each.faults)
