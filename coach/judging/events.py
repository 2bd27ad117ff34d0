"""Events of a workout, and the reps, faults and sets that they carry."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from coach.catalogue.severity import Severity
from coach.judging.attempts import Attempt
from coach.judging.exercise_events import Named
from coach.judging.figures.effort_events import Coached
from coach.judging.figures.fault_mended import FaultMended
from coach.judging.figures.rep_effort import RepEffort, Tempo
from coach.judging.level import Level

Verdict = Literal["full", "partial"]
RepSide = Literal["left", "right", "both"]
RangeUsed = Literal["minimum", "mine"]


@dataclass(frozen=True, slots=True)
class Rep:
    """One rep, judged when it returns and never revised.

    Attributes:
        number: Number in its set, from 1; full and partial reps share the numbering.
        side: The limb that worked, or "both".
        start_s: When the start position was left, in the source's time.
        turn_s: When the movement turned.
        end_s: When the start position was reached again.
        rom_deg: Range of motion of the exercise's main angle, degrees. If the main angle moved less than 0.4
            of the signal, it was poorly visible, and this is the excursion of the signal.
        tempo: The four figures of its tempo.
        verdict: "full" if it reached the required range, and the required level if any, else "partial".
        share: Excursion of the signal as a share of the required one; 1 or more is full.
        reason: One sentence on the verdict with its figures.
        rom_error_deg: The error bar of rom_deg, degrees; None if unknown.
        unmeasured: Why rom_deg is only a guess, such as 'feet out of frame'; empty if it was measured.
        is_doubtful: Whether the verdict is a guess too, because the signal's joints were not visible.
        level: Its level in the standard of the exercise; None if the exercise has none.
        below_standard: Whether it reached the required range, but not the level that the user requires; not
            saved.
        slowed: Whether it looks like slow motion; not saved.
        effort: Its velocity, and the range of each side; None if not known.
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
    level: Level | None = None
    below_standard: bool = field(default=False, compare=False)
    slowed: bool = field(default=False, compare=False)
    effort: RepEffort | None = None

    @property
    def is_whole(self) -> bool:
        """Whether it reached the required range, whatever level the user requires."""
        return self.verdict == "full" or self.below_standard

    @property
    def measured_rom_deg(self) -> float | None:
        """Range of motion, degrees; None if it is only a guess."""
        return None if self.unmeasured else self.rom_deg


@dataclass(frozen=True, slots=True)
class Fault:
    """An error of form in a rep or a hold.

    Attributes:
        name: The name in the exercise file.
        title: The name for people.
        cue: The cue that corrects it.
        reason: What was measured and what is required.
        rep: Number of the rep, or None in a hold.
        time: When it happened, in the source's time.
        severity: How much it matters; like the fields below from the exercise file, and not saved.
        correction: The cue with more words; may be empty.
        drill: An exercise or a habit that helps; may be empty.
        praise: What to say once it is corrected; may be empty.
    """

    name: str
    title: str
    cue: str
    reason: str
    rep: int | None
    time: float
    severity: Severity = field(default="moderate", compare=False)
    correction: str = field(default="", compare=False)
    drill: str = field(default="", compare=False)
    praise: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class FaultCoverage:
    """How often a fault could be judged.

    Attributes:
        title: The name of the fault for people.
        judged: Number of reps, or seconds of a hold, in which its joints were visible from a suitable view.
        of: Number of all reps or seconds.
        unit: The unit of both.
        reason: Why it could not be judged in the others, such as 'needs a front view'; may be empty.
    """

    title: str
    judged: int
    of: int
    unit: Literal["rep", "s"]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SetStarted:
    """A set began with its first rep or hold."""

    time: float
    number: int
    exercise: str


@dataclass(frozen=True, slots=True)
class RepCompleted:
    """A rep returned to its start position and was judged."""

    time: float
    set_number: int
    rep: Rep


@dataclass(frozen=True, slots=True)
class AttemptJudged:
    """A movement that could be a rep does not count, or counts by another rule than its range.

    Attributes:
        time: When it was decided, which may be seconds later.
        set_number: The open set; None between sets.
        attempt: The movement and its verdict.
    """

    time: float
    set_number: int | None
    attempt: Attempt


@dataclass(frozen=True, slots=True)
class HoldProgressed:
    """A hold lasted another whole second; ``held_s`` is the total of the set so far."""

    time: float
    set_number: int
    held_s: float


@dataclass(frozen=True, slots=True)
class FaultNoticed:
    """The rep just completed has a fault, or one begins in a hold."""

    time: float
    set_number: int
    fault: Fault


@dataclass(frozen=True, slots=True)
class SetEnded:
    """A set ended with a rest or with the source."""

    time: float
    summary: SetSummary


@dataclass(frozen=True, slots=True)
class TrackingLost:
    """The body or a limb needed for counting is not visible; ``what`` names it ("nobody" for the body)."""

    time: float
    what: str


@dataclass(frozen=True, slots=True)
class TrackingFound:
    """Tracking works again."""

    time: float


FEWEST_FRAMES = 10.0
"""Frames per second below which reps are missed: a quick one would have fewer than twelve."""


@dataclass(frozen=True, slots=True)
class SetSummary:
    """The result of a set.

    Attributes:
        number: Number in the workout, from 1.
        exercise: Canonical name.
        start_s: When its first rep or hold began.
        end_s: When its last one ended.
        reps: Every rep, full and partial, in order.
        hold_s: Seconds held; None if reps are counted.
        range_used: Whether full reps reach the file's minimum or the person's own range.
        faults: Every fault, in order.
        added: Full reps that the user added by hand; negative if removed.
        confidence: Confidence of the recognition, 0 to 1; None if the user named the exercise.
        slowed: Whether it looks like slow motion; its tempo is then unknown.
        attempts: The movements that do not count, or that count by another rule than their range, by time.
        level: The level of a hold in the standard of the exercise; None if reps are counted.
        is_logged: Whether another program logged it: ``added`` is its count, and its times are unknown.
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
    attempts: tuple[Attempt, ...] = ()
    level: Level | None = None
    is_logged: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left in it; empty sets are not saved."""
        return not (self.reps or self.hold_s or self.added)

    @property
    def detected_full(self) -> int:
        """Number of reps judged as full."""
        return sum(rep.verdict == "full" for rep in self.reps)

    @property
    def full(self) -> int:
        """Number of full reps after corrections by the user."""
        return max(self.detected_full + self.added, 0)

    @property
    def partial(self) -> int:
        """Number of partial reps."""
        return len(self.reps) - self.detected_full


def spans_of(sets: Iterable[SetSummary]) -> list[tuple[float, float]]:
    """Start and end of each set, seconds."""
    return [(each.start_s, each.end_s) for each in sets]


@dataclass(frozen=True, slots=True)
class RepUndone:
    """The user removed the last rep."""

    time: float
    set_number: int
    rep: Rep


@dataclass(frozen=True, slots=True)
class CountCorrected:
    """The user corrected the count; ``added`` is the total correction, ``full`` the new count."""

    time: float
    set_number: int
    added: int
    full: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """A set cannot begin yet; ``what`` says why in a few words. Sent again when it changes."""

    time: float
    what: str


@dataclass(frozen=True, slots=True)
class CountingDown:
    """You are in the start position: the set begins in ``seconds``."""

    time: float
    seconds: int


@dataclass(frozen=True, slots=True)
class Began:
    """The set begins: reps count from now on."""

    time: float
    set_number: int


@dataclass(frozen=True, slots=True)
class TargetReached:
    """The set reached its target of reps, or seconds of a hold."""

    time: float
    set_number: int
    target: int


@dataclass(frozen=True, slots=True)
class RestStarted:
    """A rest began; ``rest_s`` is its planned length, if any."""

    time: float
    next_set: int
    rest_s: float | None


@dataclass(frozen=True, slots=True)
class RestCountdown:
    """Whole seconds of the rest that are left: 30, 10, 3, 2, 1, and 0 at its end."""

    time: float
    seconds: int


@dataclass(frozen=True, slots=True)
class Paused:
    """Counting is paused."""

    time: float


@dataclass(frozen=True, slots=True)
class Resumed:
    """Counting resumed after a pause."""

    time: float


@dataclass(frozen=True, slots=True)
class NothingCorrected:
    """The user corrected or undid a rep, but there is none."""

    time: float


@dataclass(frozen=True, slots=True)
class CueGiven:
    """The cue to give now: "mend" to correct a fault, or "praise" once it is corrected."""

    time: float
    set_number: int
    kind: Literal["mend", "praise"]
    fault: str
    text: str


@dataclass(frozen=True, slots=True)
class WorkoutOver:
    """Every planned set is done, or the user ended the workout."""

    time: float
    sets: int


Counted = SetStarted | RepCompleted | HoldProgressed | FaultNoticed | SetEnded
"""Events that are saved."""
Mended = RepUndone | CountCorrected
"""Corrections by the user."""
Led = (
    Waiting
    | CountingDown
    | Began
    | TargetReached
    | RestStarted
    | RestCountdown
    | Paused
    | Resumed
    | NothingCorrected
    | CueGiven
    | Coached
)
"""Events that guide a workout."""
Tracked = TrackingLost | TrackingFound
Event = Counted | AttemptJudged | FaultMended | Mended | Led | Named | Tracked | WorkoutOver
