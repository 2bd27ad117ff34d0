"""The results of judging: for one moment, and for a whole source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from coach.body.view import View
from coach.judging.attempts import Attempt
from coach.judging.events import Event, FaultCoverage, RangeUsed, SetSummary
from coach.judging.figures.effort_events import TempoPhase

if TYPE_CHECKING:  # the history needs neither NumPy nor the catalogue
    from coach.body.angles import Angles
    from coach.catalogue.definition import Exercise

Stage = Literal["waiting", "training", "resting", "paused", "over"]


@dataclass(frozen=True, slots=True)
class WorkoutState:
    """The state of a workout.

    Attributes:
        stage: "waiting" for the start position, "training", "resting" between sets, "paused", or "over".
        set_number: The current or next set, from 1.
        sets: Planned number of sets, or None.
        target: Target of the set in full reps, or seconds of a hold; None without one.
        full: Full reps of the current set, or of the last one while resting.
        partial: Partial reps of the same set.
        hold_s: Seconds held in it; None if reps are counted.
        added: Full reps among ``full`` that the user added by hand; negative if removed.
        rest_left_s: Seconds of the rest left, never negative; None without a countdown.
        rested_s: Seconds since the last movement of the set, while resting; else None.
        begins_in_s: Seconds until the set begins, while in the start position; else None.
        waits_for: What the set waits for, in a few words; may be empty.
        guide: The phase of the tempo guide; None without one.
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
    guide: TempoPhase | None = None


@dataclass(frozen=True, slots=True)
class Tracking:
    """How well the landmarks that an exercise needs are visible.

    Attributes:
        quality: Confidence of the worst needed landmark on the better side, 0 to 1; 0 if no one is detected.
        hidden: That landmark if it is not visible, such as 'left ankle'; else empty.
        outside: Whether it is out of frame rather than hidden.
    """

    quality: float
    hidden: str = ""
    outside: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """A span of time with one exercise.

    Attributes:
        start_s: In the source's time.
        end_s: In the source's time.
        exercise: Canonical name; None for an unrecognised movement.
        confidence: Confidence of the recognition, 0 to 1.
    """

    start_s: float
    end_s: float
    exercise: str | None
    confidence: float


def mean_confidence(segments: Sequence[Segment]) -> float | None:
    """Mean confidence of the recognised segments, weighted by length; None without any."""
    named = [each for each in segments if each.exercise is not None]
    length_s = sum(each.end_s - each.start_s for each in named)
    if not length_s:
        return None
    return sum(each.confidence * (each.end_s - each.start_s) for each in named) / length_s


@dataclass(frozen=True, slots=True)
class Recognised:
    """The current result of exercise recognition.

    Attributes:
        exercise: Canonical name, or None while it is none or uncertain.
        confidence: Confidence in the exercise, or in there being none, 0 to 1.
        since_s: When it began, in the source's time.
        guess: The likeliest exercise while uncertain; None if that is none.
        pinned: Whether the user pinned the exercise.
    """

    exercise: str | None
    confidence: float
    since_s: float
    guess: str | None = None
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class Observation:
    """The judge's result for one moment.

    Attributes:
        time: Seconds since the source began.
        angles: Every joint angle, or None if no one is detected.
        phase: The phase of the rep: "away" (not in position), "start", "out", "back", or "hold".
        depth: Excursion in minimum excursions, 0 at the start position; None if unknown.
        signal: The exercise's signal in degrees, corrected for tilt and noise; None if unknown.
        full: Full reps so far, over all sets.
        partial: Partial reps so far.
        hold_s: Seconds held so far; None unless the exercise is a hold.
        events: The events of this moment, in order.
        own_depth: Median depth of the person's reps in this set, in minimum excursions; None until three are
            known.
        full_depth: Depth that a full rep requires now, in minimum excursions: 1, or more if the person's own
            range requires more.
        tracking: How well the needed landmarks are visible.
        flow: The state of the workout; None for films.
        exercise: The judged exercise; None while it is unknown.
        recognised: The current recognition; None if the user named the exercise.
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
    """The judge's result for a whole source.

    Attributes:
        exercise: Canonical name of the given exercise; None if exercises were recognised.
        sets: Every set in order.
        frames: Number of frames observed.
        frames_with_pose: Number of frames with a person in them.
        duration_s: Time between the first and the last frame, seconds.
        view: The prevailing view in the sets, or in all frames without sets; None if no one was detected.
        tilt_deg: How far the camera is tilted up (positive) or down, degrees; None if unknown.
        range_used: "mine" if a set was long enough to be measured against the person's own range.
        events: Events at the end itself, such as the end of the last set, in order.
        coverage: How often each fault could be judged.
        segments: The recognised segments, in order; None if the user named the exercise.
        between_sets: Movements outside the sets that could be reps, with the reason why they do not count.
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
    between_sets: tuple[Attempt, ...] = ()

    @property
    def withheld(self) -> tuple[str, ...]:
        """The names for people of faults that could never be judged."""
        return tuple(each.title for each in self.coverage if each.of and not each.judged)

    @property
    def exercises(self) -> tuple[str, ...]:
        """The counted exercises in order, or else the given one."""
        done = tuple(dict.fromkeys(each.exercise for each in self.sets))
        return done or ((self.exercise,) if self.exercise else ())

    @property
    def confidence(self) -> float | None:
        """Mean confidence of the recognised segments, weighted by length; None without any."""
        return mean_confidence(self.segments or ())

    @property
    def full(self) -> int:
        """Full reps over all sets."""
        return sum(each.full for each in self.sets)

    @property
    def partial(self) -> int:
        """Partial reps over all sets."""
        return sum(each.partial for each in self.sets)

    @property
    def hold_s(self) -> float | None:
        """Seconds held over all sets, or None without a hold."""
        held = [each.hold_s for each in self.sets if each.hold_s is not None]
        return sum(held) if held else None
