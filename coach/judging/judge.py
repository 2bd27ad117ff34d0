"""The judge: poses in, observations and a summary out."""

from __future__ import annotations

from dataclasses import dataclass

from coach.body.angles import Angles
from coach.body.view import View
from coach.catalogue.definition import Exercise
from coach.judging.events import Event, RangeUsed, SetSummary
from coach.body.pose import Pose


@dataclass(frozen=True, slots=True)
class Observation:
    """What the judge makes of one moment.

    Attributes:
        time: Seconds since the source began.
        angles: Every joint angle, or None when nobody is seen.
        phase: Where in the repetition: "away" (not in position yet), "start", "out", "turn", "back", "hold".
        depth: How far into the range asked for, 0 at the start position, 1 at full; None when unknown.
        signal: The exercise's signal in degrees, tilt and noise taken out; None when unknown.
        full: Full repetitions so far, over all sets.
        partial: Partial repetitions so far.
        hold_s: Seconds held so far, None unless the exercise is a hold.
        events: What happened at this moment, in order.
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


@dataclass(frozen=True, slots=True)
class Summary:
    """What the judge made of all of it.

    Attributes:
        exercise: Canonical name.
        sets: Every set in order.
        frames: Moments observed.
        frames_with_pose: Moments in which somebody was seen.
        duration_s: Time between the first and the last moment.
        view: From where the body was mostly seen, or None when never.
        tilt_deg: How far the camera looks up (positive) or down, degrees; None where it could not be had.
        range_used: Whether full meant the file's minimum or the person's own range.
        events: Events that the end itself brought (the last set's end), in order.
    """

    exercise: str
    sets: tuple[SetSummary, ...]
    frames: int
    frames_with_pose: int
    duration_s: float
    view: View | None
    tilt_deg: float | None
    range_used: RangeUsed
    events: tuple[Event, ...]

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


class Judge:
    """Judges one exercise, pose by pose, in the source's own time."""

    def __init__(self, exercise: Exercise, *, range_used: RangeUsed = "minimum") -> None:
        self.exercise = exercise

    def observe(self, pose: Pose | None, time: float) -> Observation:
        """Take in what was seen at ``time`` (seconds, never decreasing) and say what it means."""
        raise NotImplementedError

    def finish(self) -> Summary:
        """End the last set and sum up."""
        raise NotImplementedError
