"""Workouts in short, as a list shows them: what each exercise came to, without its repetitions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coach.judging.events import RangeUsed, Tempo
from coach.store.past import PastSet, PastWorkout


@dataclass(frozen=True, slots=True)
class SetFigures:
    """What a set came to.

    Attributes:
        exercise: Canonical name.
        range_used: What full was measured against.
        weight_kg: Its load, or None.
        hold_s: Seconds held, or None.
        full: Full repetitions, as the person has it who may have put it right.
        partial: Partial ones.
        seen_full: How many repetitions were seen to be full.
        sums: Of those the sums of the range in degrees and of the four figures of the tempo.
        has_too_few_frames: Whether so few frames a second were seen that repetitions may be missing.
    """

    exercise: str
    range_used: RangeUsed
    weight_kg: float | None
    hold_s: float | None
    full: int
    partial: int
    seen_full: int
    sums: tuple[float, ...]
    has_too_few_frames: bool = False


@dataclass(frozen=True, slots=True)
class ListedWorkout:
    """A workout in a list.

    Attributes:
        about: The workout without its sets.
        sets: What its sets came to, in order.
    """

    about: PastWorkout
    sets: tuple[SetFigures, ...]

    @property
    def exercises(self) -> tuple[str, ...]:
        """What was trained, in order; what was asked for when nothing was counted."""
        done = tuple(dict.fromkeys(each.exercise for each in self.sets))
        return done or self.about.exercises

    def of(self, exercise: str) -> tuple[SetFigures, ...]:
        """The sets of one exercise."""
        return tuple(each for each in self.sets if each.exercise == exercise)


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


def listed(workout: PastWorkout) -> ListedWorkout:
    """A workout in short."""
    return ListedWorkout(workout, tuple(_figures(each) for each in workout.sets))


def extent_of(workouts: Sequence[ListedWorkout]) -> Extent:
    """How much room these need."""
    people = {each.about.profile for each in workouts}
    names = (name for each in workouts for name in each.exercises)
    return Extent(
        people=len(people),
        weighed=any(part.weight_kg is not None for each in workouts for part in each.sets),
        largest_id=max((each.about.id for each in workouts), default=0),
        name_width=max(map(len, names), default=0),
        person_width=max(map(len, people), default=0),
    )


def _figures(each: PastSet) -> SetFigures:
    summary = each.summary
    full = [rep for rep in summary.reps if rep.verdict == "full"]
    return SetFigures(
        exercise=summary.exercise,
        range_used=summary.range_used,
        weight_kg=each.weight_kg,
        hold_s=summary.hold_s,
        full=summary.full,
        partial=summary.partial,
        seen_full=summary.seen_full,
        sums=(
            sum(rep.rom_deg for rep in full),
            sum(rep.tempo.eccentric for rep in full),
            sum(rep.tempo.pause_stretched for rep in full),
            sum(rep.tempo.concentric for rep in full),
            sum(rep.tempo.pause_contracted for rep in full),
        ),
        has_too_few_frames=each.has_too_few_frames,
    )


def full(sets: Sequence[SetFigures]) -> int:
    """Full repetitions in all."""
    return sum(each.full for each in sets)


def partial(sets: Sequence[SetFigures]) -> int:
    """Partial repetitions in all."""
    return sum(each.partial for each in sets)


def hold_s(sets: Sequence[SetFigures]) -> float | None:
    """Seconds held in all; None where nothing was held."""
    held = [each.hold_s for each in sets if each.hold_s is not None]
    return sum(held) if held else None


def has_too_few_frames(sets: Sequence[SetFigures]) -> bool:
    """Whether in any of them so few frames a second were seen that repetitions may be missing."""
    return any(each.has_too_few_frames for each in sets)


def range_used(sets: Sequence[SetFigures]) -> RangeUsed:
    """What full was measured against: "mine" when any set used the person's own range."""
    return "mine" if any(each.range_used == "mine" for each in sets) else "minimum"


def means(sets: Sequence[SetFigures]) -> tuple[float, Tempo] | None:
    """Mean range of motion in degrees and tempo of the full repetitions; None where there is none."""
    number = sum(each.seen_full for each in sets)
    if not number:
        return None
    rom_deg, *tempo = (sum(column) / number for column in zip(*(each.sums for each in sets), strict=True))
    return rom_deg, Tempo(*tempo)
