"""Summaries of workouts for a list: totals per exercise, without the reps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from coach.judging.events import RangeUsed
from coach.judging.figures.rep_effort import Tempo
from coach.store.records import SetRecord, WorkoutRecord


class ExerciseFigures(NamedTuple):
    """Totals of the sets of one exercise. A named tuple: a dataclass would take half the time of the query.

    Attributes:
        exercise: Canonical name.
        sets: Number of sets.
        range_used: Standard for a full rep: "mine" if any set used the user's own range.
        lightest: The smallest load, or None without any.
        heaviest: The largest load, or None without any.
        hold_s: Seconds held, or None.
        full: Number of full reps, corrected if the user corrected it.
        partial: Number of partial reps.
        has_too_few_frames: Whether any set had too few frames per second to detect every rep.
        has_doubts: Whether problems with the pictures make the count of any set doubtful.
        detected_full: Number of reps detected as full; the sums below are over these.
        timed_full: Number of them with a tempo, which excludes slow motion.
        measured: Number of them with a measured range of motion.
        rom_deg: Sum of the measured ranges of motion, in degrees.
        eccentric_s: Sum of the eccentric phases, in seconds.
        pause_stretched_s: Sum of the pauses in the stretched position.
        concentric_s: Sum of the concentric phases.
        pause_contracted_s: Sum of the pauses in the contracted position.
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
    detected_full: int
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
        parts: Totals per exercise, in order.
    """

    about: WorkoutRecord
    parts: tuple[ExerciseFigures, ...]

    @property
    def exercises(self) -> tuple[str, ...]:
        """The exercises done, in order; the requested one if nothing was counted."""
        return tuple(each.exercise for each in self.parts) or self.about.exercises


@dataclass(frozen=True, slots=True)
class Extent:
    """The widths of a list, known before its first row is read.

    Attributes:
        people: Number of people.
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
    """The summary of a workout."""
    return ListedWorkout(workout, listed_sets(workout.sets))


def listed_sets(sets: Sequence[SetRecord]) -> tuple[ExerciseFigures, ...]:
    """Totals of some sets per exercise, in order."""
    done: dict[str, list[SetRecord]] = {}
    for each in sets:
        done.setdefault(each.summary.exercise, []).append(each)
    return tuple(_figures(name, same) for name, same in done.items())


def extent_of(workouts: Sequence[ListedWorkout]) -> Extent:
    """The widths of a list of these workouts."""
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
    full_reps = [rep for each in summaries for rep in each.reps if rep.verdict == "full"]
    timed = [rep.tempo for each in summaries if not each.slowed for rep in each.reps if rep.verdict == "full"]
    ranges = [rep.measured_rom_deg for rep in full_reps]
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
        detected_full=len(full_reps),
        timed_full=len(timed),
        measured=len(measured),
        rom_deg=sum(measured),
        eccentric_s=sum(each.eccentric for each in timed),
        pause_stretched_s=sum(each.pause_stretched for each in timed),
        concentric_s=sum(each.concentric for each in timed),
        pause_contracted_s=sum(each.pause_contracted for each in timed),
    )


def hold_s(parts: Sequence[ExerciseFigures]) -> float | None:
    """Total hold time in seconds; None without holds."""
    held = [each.hold_s for each in parts if each.hold_s is not None]
    return sum(held) if held else None


def range_used(parts: Sequence[ExerciseFigures]) -> RangeUsed:
    """Standard for a full rep: "mine" if any set used the user's own range."""
    return "mine" if any(each.range_used == "mine" for each in parts) else "minimum"


def means(parts: Sequence[ExerciseFigures]) -> tuple[float | None, Tempo | None] | None:
    """Mean range of motion in degrees and mean tempo of the full reps; None without full reps.

    The range of motion is None if it was measured in no rep, the tempo if all reps are in slow motion.
    """
    if not any(each.detected_full for each in parts):
        return None
    sums = [sum(each) for each in zip(*[each[_SUMS:] for each in parts], strict=True)]
    timed, measured, rom_deg, *tempo = sums
    rom = rom_deg / measured if measured else None
    return rom, Tempo(*[each / timed for each in tempo]) if timed else None
