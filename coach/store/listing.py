"""Workouts in short, as a list shows them: what each exercise came to, without its repetitions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from coach.judging.events import RangeUsed, Tempo
from coach.store.records import SetRecord, WorkoutRecord


class ExerciseFigures(NamedTuple):
    """What the sets of one exercise came to; no dataclass, which would cost a long list half its query.

    Attributes:
        exercise: Canonical name.
        sets: How many sets.
        range_used: What full was measured against: "mine" when any set used the person's own range.
        lightest: The smallest load, or None without any.
        heaviest: The largest load, or None without any.
        hold_s: Seconds held, or None.
        full: Full repetitions, as the person has it who may have put it right.
        partial: Partial ones.
        has_too_few_frames: Whether too few frames were seen in any set to find every repetition.
        has_doubts: Whether the pictures of any set were so wrong that it may be counted wrongly.
        seen_full: How many repetitions were seen to be full; of those are the sums.
        timed_full: How many of them have a tempo: those that don't look like slow motion.
        measured: In how many of those the range of motion was measured.
        rom_deg: Those ranges of motion, in degrees.
        eccentric_s: Seconds of each figure of the tempo.
        pause_stretched_s: The same.
        concentric_s: The same.
        pause_contracted_s: The same.
    """

    exercise: str
    sets: int
    range_used: RangeUsed
    lightest: float | None
    heaviest: float | None
    hold_s: float | None
    full: int
    partial: int
    has_too_few_frames: bool
    has_doubts: bool
    seen_full: int
    timed_full: int
    measured: int
    rom_deg: float
    eccentric_s: float
    pause_stretched_s: float
    concentric_s: float
    pause_contracted_s: float


_SUMS = ExerciseFigures._fields.index("timed_full")


@dataclass(frozen=True, slots=True)
class ListedWorkout:
    """A workout in a list.

    Attributes:
        about: The workout without its sets.
        parts: What it came to, exercise by exercise, in order.
    """

    about: WorkoutRecord
    parts: tuple[ExerciseFigures, ...]

    @property
    def exercises(self) -> tuple[str, ...]:
        """What was trained, in order; what was asked for when nothing was counted."""
        return tuple(each.exercise for each in self.parts) or self.about.exercises


@dataclass(frozen=True, slots=True)
class Extent:
    """How much room a list needs, known before its first row is.

    Attributes:
        people: How many have trained in it.
        weighed: Whether any set had a load.
        largest_id: The largest number of a workout.
        name_width: Characters of the longest name of an exercise.
        person_width: Characters of the longest name of a person.
    """

    people: int
    weighed: bool
    largest_id: int
    name_width: int
    person_width: int


def listed(workout: WorkoutRecord) -> ListedWorkout:
    """A workout in short."""
    done: dict[str, list[SetRecord]] = {}
    for each in workout.sets:
        done.setdefault(each.summary.exercise, []).append(each)
    return ListedWorkout(workout, tuple(_figures(name, sets) for name, sets in done.items()))


def extent_of(workouts: Sequence[ListedWorkout]) -> Extent:
    """How much room these need."""
    people = {each.about.profile for each in workouts}
    names = (name for each in workouts for name in each.exercises)
    return Extent(
        people=len(people),
        weighed=any(part.heaviest is not None for each in workouts for part in each.parts),
        largest_id=max((each.about.id for each in workouts), default=0),
        name_width=max(map(len, names), default=0),
        person_width=max(map(len, people), default=0),
    )


def _figures(name: str, sets: Sequence[SetRecord]) -> ExerciseFigures:
    summaries = [each.summary for each in sets]
    loads = [each.weight_kg for each in sets if each.weight_kg is not None]
    held = [each.hold_s for each in summaries if each.hold_s is not None]
    seen = [rep for each in summaries for rep in each.reps if rep.verdict == "full"]
    timed = [rep.tempo for each in summaries if not each.slowed for rep in each.reps if rep.verdict == "full"]
    ranges = [rep.measured_rom_deg for rep in seen]
    measured = [each for each in ranges if each is not None]
    return ExerciseFigures(
        exercise=name,
        sets=len(sets),
        range_used="mine" if any(each.range_used == "mine" for each in summaries) else "minimum",
        lightest=min(loads, default=None),
        heaviest=max(loads, default=None),
        hold_s=sum(held) if held else None,
        full=sum(each.full for each in summaries),
        partial=sum(each.partial for each in summaries),
        has_too_few_frames=any(each.has_too_few_frames for each in sets),
        has_doubts=any(each.doubts for each in sets),
        seen_full=len(seen),
        timed_full=len(timed),
        measured=len(measured),
        rom_deg=sum(measured),
        eccentric_s=sum(each.eccentric for each in timed),
        pause_stretched_s=sum(each.pause_stretched for each in timed),
        concentric_s=sum(each.concentric for each in timed),
        pause_contracted_s=sum(each.pause_contracted for each in timed),
    )


def hold_s(parts: Sequence[ExerciseFigures]) -> float | None:
    """Seconds held in all; None where nothing was held."""
    held = [each.hold_s for each in parts if each.hold_s is not None]
    return sum(held) if held else None


def range_used(parts: Sequence[ExerciseFigures]) -> RangeUsed:
    """What full was measured against: "mine" when any set used the person's own range."""
    return "mine" if any(each.range_used == "mine" for each in parts) else "minimum"


def means(parts: Sequence[ExerciseFigures]) -> tuple[float | None, Tempo | None] | None:
    """Mean range of motion in degrees and tempo of the full repetitions; None where there is none.

    The range of motion is None where it was measured in none of them, the tempo where all look like slow
    motion.
    """
    if not any(each.seen_full for each in parts):
        return None
    sums = [sum(each) for each in zip(*[each[_SUMS:] for each in parts], strict=True)]
    timed, measured, rom_deg, *tempo = sums
    rom = rom_deg / measured if measured else None
    return rom, Tempo(*[each / timed for each in tempo]) if timed else None
