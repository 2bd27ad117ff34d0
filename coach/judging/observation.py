"""What judging says of one moment and of a whole source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from coach.body.angles import Angles
from coach.body.view import View
from coach.catalogue.definition import Exercise
from coach.judging.events import Event, FaultCoverage, RangeUsed, SetSummary

Stage = Literal["waiting", "training", "resting", "paused", "over"]


@dataclass(frozen=True, slots=True)
class WorkoutState:
    """Where in a workout somebody is.

    Attributes:
        stage: "waiting" for the start position, "training", "resting" between sets, "paused", or "over".
        set_number: The set that is on or comes next, from 1.
        sets: How many there are to be, or None.
        target: Full repetitions of the set, or seconds of a hold; None without a target.
        full: Full repetitions of the set that is on, or of the last one while resting.
        partial: Partial ones.
        hold_s: Seconds held in it; None unless it is of a hold.
        added: Full repetitions among ``full`` that the person put in by hand (negative: took out).
        rest_left_s: Seconds of the rest that are left, never negative; None without a countdown.
        rested_s: Seconds since the last set's last movement while resting, else None.
        begins_in_s: Seconds until a set begins, while the start position is kept; else None.
        waits_for: What is waited for, in a few words; empty where nothing is.
    """

    stage: Stage
    set_number: int = 1
    sets: int | None = None
    target: int | None = None
    full: int = 0
    partial: int = 0
    hold_s: float | None = None
    added: int = 0
    rest_left_s: float | None = None
    rested_s: float | None = None
    begins_in_s: float | None = None
    waits_for: str = ""


@dataclass(frozen=True, slots=True)
class Tracking:
    """How well what an exercise is counted by is seen.

    Attributes:
        quality: Visibility of the worst landmark that is needed, on the better side; 0 to 1, 0 for nobody.
        hidden: That landmark where it can't be relied on, such as 'left ankle'; "" where all is well.
        outside: Whether it is out of the picture, rather than behind something.
    """

    quality: float
    hidden: str = ""
    outside: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of time in which one exercise was done.

    Attributes:
        start_s: In the source's time.
        end_s: In the source's time.
        exercise: Canonical name; None of a movement that can't be named.
        confidence: How sure that is, 0 to 1.
    """

    start_s: float
    end_s: float
    exercise: str | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Recognised:
    """What is being done now.

    Attributes:
        exercise: Canonical name, or None while it is none or not sure.
        confidence: Of the exercise, or that it is none, 0 to 1.
        since_s: From when on, in the source's time.
        guess: What is likeliest meanwhile, where it is not sure yet; None where that is no exercise.
        pinned: Whether the person wants it to stay so.
    """

    exercise: str | None
    confidence: float
    since_s: float
    guess: str | None = None
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class Observation:
    """What the judge makes of one moment.

    Attributes:
        time: Seconds since the source began.
        angles: Every joint angle, or None when nobody is seen.
        phase: Where in the repetition: "away" (not in position yet), "start", "out", "back", or "hold".
        depth: How far into the range asked for, 0 at the start position, 1 at full; None when unknown.
        signal: The exercise's signal in degrees, tilt and noise taken out; None when unknown.
        full: Full repetitions so far, over all sets.
        partial: Partial repetitions so far.
        hold_s: Seconds held so far, None unless the exercise is a hold.
        events: What happened at this moment, in order.
        own_depth: How deep the person's own repetitions of this set go, on the scale of ``depth``; None
            until three are known.
        full_depth: From how deep a repetition is full by now, on the scale of ``depth``: 1 is the exercise's
            minimum, more where the person's own range asks for more.
        tracking: How well what is counted by is seen.
        flow: Where in the workout this is; None where nobody is led through one (a film).
        exercise: What is judged; None while it is not known what is done.
        recognised: What is recognised, and how surely; None where the exercise was given.
    """

    time: float
    angles: Angles | None
    phase: str
    depth: float | None
    signal: float | None
    full: int
    partial: int
    hold_s: float | None
    events: tuple[Event, ...]
    own_depth: float | None = None
    full_depth: float = 1.0
    tracking: Tracking | None = None
    flow: WorkoutState | None = None
    exercise: Exercise | None = None
    recognised: Recognised | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """What the judge made of all of it.

    Attributes:
        exercise: Canonical name of what was asked for; None where it was recognised, set by set.
        sets: Every set in order.
        frames: Moments observed.
        frames_with_pose: Moments in which somebody was seen.
        duration_s: Time between the first and the last moment.
        view: From where the body was mostly seen in the sets, or in all without any; None when never.
        tilt_deg: How far the camera looks up (positive) or down, degrees; None where it could not be had.
        range_used: "mine" when a set was long enough to be measured against the person's own range.
        events: Events that the end itself brought (the last set's end), in order.
        coverage: How often each fault of what was trained could be looked for.
        segments: The stretches that were recognised, in order; None where the exercise was given.
    """

    exercise: str | None
    sets: tuple[SetSummary, ...]
    frames: int
    frames_with_pose: int
    duration_s: float
    view: View | None
    tilt_deg: float | None
    range_used: RangeUsed
    events: tuple[Event, ...]
    coverage: tuple[FaultCoverage, ...] = ()
    segments: tuple[Segment, ...] | None = None

    @property
    def withheld(self) -> tuple[str, ...]:
        """Faults that could never be looked for, as people call them."""
        return tuple(each.title for each in self.coverage if not each.judged)

    @property
    def exercises(self) -> tuple[str, ...]:
        """What was trained, in order; what was asked for where nothing was counted."""
        done = tuple(dict.fromkeys(each.exercise for each in self.sets))
        return done or ((self.exercise,) if self.exercise else ())

    @property
    def confidence(self) -> float | None:
        """How sure it is what was done, the mean of the named stretches by their length; None without any."""
        named = [each for each in self.segments or () if each.exercise is not None]
        length_s = sum(each.end_s - each.start_s for each in named)
        if not length_s:
            return None
        return sum(each.confidence * (each.end_s - each.start_s) for each in named) / length_s

    @property
    def full(self) -> int:
        """Full repetitions over all sets."""
        return sum(each.full for each in self.sets)

    @property
    def partial(self) -> int:
        """Partial repetitions over all sets."""
        return sum(each.partial for each in self.sets)

    @property
    def hold_s(self) -> float | None:
        """Seconds held over all sets, or None when the exercise is counted."""
        held = [each.hold_s for each in self.sets if each.hold_s is not None]
        return sum(held) if held else None
