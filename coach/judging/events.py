"""What can happen while somebody trains."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

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
        figures = (self.eccentric, self.pause_stretched, self.concentric, self.pause_contracted)
        return "-".join(f"{figure:.1f}" for figure in figures)


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
    """

    number: int
    exercise: str
    start_s: float
    end_s: float
    reps: tuple[Rep, ...]
    hold_s: float | None
    range_used: RangeUsed
    faults: tuple[Fault, ...] = ()

    @property
    def full(self) -> int:
        """How many repetitions were full."""
        return sum(rep.verdict == "full" for rep in self.reps)

    @property
    def partial(self) -> int:
        """How many repetitions were partial."""
        return len(self.reps) - self.full


Event = SetStarted | RepCompleted | HoldProgressed | FaultNoticed | SetEnded | TrackingLost | TrackingFound
