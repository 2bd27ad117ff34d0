"""What can happen while somebody trains."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from coach.judging.exercise_events import Named

Verdict = Literal["full", "partial"]
RepSide = Literal["left", "right", "both"]
RangeUsed = Literal["minimum", "mine"]


@dataclass(frozen=True, slots=True)
class Tempo:
    """How long each part of a repetition took, in seconds, in the order coaches write it.

    Attributes:
        eccentric: The lowering (muscle lengthening).
        pause_stretched: The pause where the muscle is long.
        concentric: The effort (muscle shortening).
        pause_contracted: The pause where the muscle is short.
    """

    eccentric: float
    pause_stretched: float
    concentric: float
    pause_contracted: float

    def __str__(self) -> str:
        return "-".join(f"{figure:.1f}" for figure in self.figures)

    @property
    def figures(self) -> tuple[float, float, float, float]:
        """All four, in that order."""
        return self.eccentric, self.pause_stretched, self.concentric, self.pause_contracted


@dataclass(frozen=True, slots=True)
class Rep:
    """One repetition, judged at its return and never revised.

    Attributes:
        number: Place in its set, from 1; full and partial ones share the numbering.
        side: The limb that worked, or "both".
        start_s: When the start position was left, in the source's time.
        turn_s: When the movement turned.
        end_s: When the start position was reached again.
        rom_deg: Range of motion of the exercise's main angle, degrees; where that was seen to move less than
            0.4 of what is counted by, the latter's, for the main angle was not seen well then.
        tempo: The four figures of its tempo.
        verdict: "full" when it passed the range asked for, else "partial".
        share: Range of motion as a share of the range asked for; 1 or more is full.
        reason: One sentence on the verdict with its figures.
        rom_error_deg: The error bar of rom_deg, degrees; None where nobody has measured one.
        unmeasured: Why rom_deg is only a guess, as 'feet out of frame'; empty where it was measured.
        is_doubtful: Whether the verdict is a guess, too: what is counted by was not seen.
        slowed: Whether it looks like slow motion; not remembered.
    """

    number: int
    side: RepSide
    start_s: float
    turn_s: float
    end_s: float
    rom_deg: float
    tempo: Tempo
    verdict: Verdict
    share: float
    reason: str
    rom_error_deg: float | None = None
    unmeasured: str = ""
    is_doubtful: bool = False
    slowed: bool = field(default=False, compare=False)

    @property
    def measured_rom_deg(self) -> float | None:
        """Range of motion where it was measured: what is told, and what means are taken of; else None."""
        return None if self.unmeasured else self.rom_deg


@dataclass(frozen=True, slots=True)
class Fault:
    """What is to be mended in a repetition or a hold.

    Attributes:
        name: What the exercise file calls it.
        title: The same for people.
        cue: What to say about it.
        reason: What was measured and what was wanted.
        rep: Number of the repetition, or None in a hold.
        time: When it was, in the source's time.
    """

    name: str
    title: str
    cue: str
    reason: str
    rep: int | None
    time: float


@dataclass(frozen=True, slots=True)
class FaultCoverage:
    """How often a fault could be looked for.

    Attributes:
        title: The fault as people call it.
        judged: In how many repetitions, or seconds of a hold, what tells it was seen from where it can be.
        of: Of how many.
        unit: What is counted.
    """

    title: str
    judged: int
    of: int
    unit: Literal["rep", "s"]


def merged_coverage(faults: Iterable[FaultCoverage]) -> tuple[FaultCoverage, ...]:
    """The same, each fault once: what several exercises, or one at several times, came to."""
    each: dict[tuple[str, str], FaultCoverage] = {}
    for one in faults:
        had = each.get((one.title, one.unit), FaultCoverage(one.title, 0, 0, one.unit))
        each[one.title, one.unit] = FaultCoverage(
            one.title, had.judged + one.judged, had.of + one.of, one.unit
        )
    return tuple(each.values())


@dataclass(frozen=True, slots=True)
class SetStarted:
    """A row of repetitions, or a hold, began."""

    time: float
    number: int
    exercise: str


@dataclass(frozen=True, slots=True)
class RepCompleted:
    """A repetition came back to its start and was judged."""

    time: float
    set_number: int
    rep: Rep


@dataclass(frozen=True, slots=True)
class HoldProgressed:
    """Another whole second of a hold was held; ``held_s`` counts the set's seconds so far."""

    time: float
    set_number: int
    held_s: float


@dataclass(frozen=True, slots=True)
class FaultNoticed:
    """A fault was seen in the repetition that has just been completed, or begins in a hold."""

    time: float
    set_number: int
    fault: Fault


@dataclass(frozen=True, slots=True)
class SetEnded:
    """A set is over: a rest began, or the source ended."""

    time: float
    summary: SetSummary


@dataclass(frozen=True, slots=True)
class TrackingLost:
    """The body, or the limb that counts, can't be seen; ``what`` names it."""

    time: float
    what: str


@dataclass(frozen=True, slots=True)
class TrackingFound:
    """It is seen again."""

    time: float


FEWEST_FRAMES = 10.0
"""Frames a second below which repetitions are missed: a quick one would have fewer than twelve."""


@dataclass(frozen=True, slots=True)
class SetSummary:
    """A set when it is over.

    Attributes:
        number: Place in the workout, from 1.
        exercise: Canonical name.
        start_s: When its first repetition or hold began.
        end_s: When its last one ended.
        reps: Every repetition, full and partial, in order.
        hold_s: Seconds held, for holds; None for what is counted.
        range_used: Whether full meant the file's minimum or the person's own range.
        faults: Every fault that was noticed, in order.
        added: Full repetitions that the person put in by hand; negative where they took some out.
        confidence: How sure it is that this was the exercise, 0 to 1; None where nobody had to recognise it.
        slowed: Whether it looks like slow motion: then nobody knows its tempo.
    """

    number: int
    exercise: str
    start_s: float
    end_s: float
    reps: tuple[Rep, ...]
    hold_s: float | None
    range_used: RangeUsed
    faults: tuple[Fault, ...] = ()
    added: int = 0
    confidence: float | None = None
    slowed: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left in it: an empty set is not remembered."""
        return not (self.reps or self.hold_s or self.added)

    @property
    def seen_full(self) -> int:
        """How many repetitions were seen to be full."""
        return sum(rep.verdict == "full" for rep in self.reps)

    @property
    def full(self) -> int:
        """How many repetitions were full, as the person has it who may have put it right."""
        return max(self.seen_full + self.added, 0)

    @property
    def partial(self) -> int:
        """How many repetitions were partial."""
        return len(self.reps) - self.seen_full


def spans_of(sets: Iterable[SetSummary]) -> list[tuple[float, float]]:
    """From when to when sets lasted, seconds."""
    return [(each.start_s, each.end_s) for each in sets]


@dataclass(frozen=True, slots=True)
class RepUndone:
    """The person said that the last repetition was none; it is gone."""

    time: float
    set_number: int
    rep: Rep


@dataclass(frozen=True, slots=True)
class CountCorrected:
    """The person put the count right; ``added`` is by how much in all, ``full`` what the set has now."""

    time: float
    set_number: int
    added: int
    full: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """A set can't begin yet; ``what`` says in a few words what is waited for. Told anew when it changes."""

    time: float
    what: str


@dataclass(frozen=True, slots=True)
class CountingDown:
    """The start position is kept: the set begins in so many whole seconds."""

    time: float
    seconds: int


@dataclass(frozen=True, slots=True)
class Began:
    """From now on everything counts."""

    time: float
    set_number: int


@dataclass(frozen=True, slots=True)
class TargetReached:
    """The set has what was set out for: repetitions, or seconds of a hold."""

    time: float
    set_number: int
    target: int


@dataclass(frozen=True, slots=True)
class RestStarted:
    """A rest began; ``rest_s`` is its length where one was asked for."""

    time: float
    next_set: int
    rest_s: float | None


@dataclass(frozen=True, slots=True)
class RestTold:
    """So many whole seconds of the rest are left: half a minute, ten, the last three; 0 is its end."""

    time: float
    seconds: int


@dataclass(frozen=True, slots=True)
class Paused:
    """Nothing is counted until it goes on."""

    time: float


@dataclass(frozen=True, slots=True)
class Resumed:
    """It goes on after a pause."""

    time: float


@dataclass(frozen=True, slots=True)
class NothingCorrected:
    """The person asked for a repetition more or less, or for the last one to be undone, and there is none."""

    time: float


@dataclass(frozen=True, slots=True)
class CueGiven:
    """The one thing to say now: "mend" with the cue of a fault, or "praise" that it is mended."""

    time: float
    set_number: int
    kind: Literal["mend", "praise"]
    fault: str
    text: str


@dataclass(frozen=True, slots=True)
class WorkoutOver:
    """Every set that was set out for is done, or the person ended it."""

    time: float
    sets: int


Counted = SetStarted | RepCompleted | HoldProgressed | FaultNoticed | SetEnded
"""What is remembered."""
Mended = RepUndone | CountCorrected
"""What a person puts right in it."""
Led = (
    Waiting
    | CountingDown
    | Began
    | TargetReached
    | RestStarted
    | RestTold
    | Paused
    | Resumed
    | NothingCorrected
    | CueGiven
)
"""What leads through a workout."""
Event = Counted | Mended | Led | Named | TrackingLost | TrackingFound | WorkoutOver
