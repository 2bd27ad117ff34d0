"""Artificial workouts, saved by the real logbook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

from coach.body.picture_notes import PictureNotes
from coach.body.stream import SourceFacts
from coach.judging.attempts import Attempt
from coach.judging.events import (
    AttemptJudged,
    Event,
    Fault,
    FaultNoticed,
    RangeUsed,
    Rep,
    RepCompleted,
    RepSide,
    SetEnded,
    SetStarted,
    SetSummary,
)
from coach.judging.figures.rep_effort import Tempo
from coach.judging.observation import Observation, Segment, Summary
from coach.moment import Moment
from coach.sinks.logbook import Logbook
from coach.store.kinds import Kind
from coach.store.writer import WorkoutFacts

ASKED_DEG = 70.0
HASHES = {"squat": "cd" * 32, "push-up": "ef" * 32, "plank": "01" * 32}

UNKNOWN_EFFORT = dict.fromkeys(
    (
        *("velocity_deg_s", "velocity_error_deg_s", "speed_heights_s", "speed_error_heights_s", "speed_of"),
        *("rom_left_deg", "rom_right_deg", "rom_sides_error_deg"),
    )
)
"""The JSON of a rep of which nothing but its range is known."""


def rep(number: int, rom_deg: float = 98.4, *, side: RepSide = "both") -> Rep:
    start_s = 1.0 + number * 2.5
    verdict = "full" if rom_deg >= ASKED_DEG else "partial"
    return Rep(
        number=number,
        side=side,
        start_s=start_s,
        turn_s=start_s + 1.1,
        end_s=start_s + 2.2,
        rom_deg=rom_deg,
        tempo=Tempo(1.0 + number / 10, 0.1, 0.8, 0.2),
        verdict="full" if verdict == "full" else "partial",
        share=rom_deg / ASKED_DEG,
        reason=f"{int(rom_deg / ASKED_DEG * 100)}%: knee and hip moved {rom_deg:.0f}° of the 70° required",
    )


def counted_set(
    reps: Sequence[Rep], *, number: int = 1, exercise: str = "squat", range_used: RangeUsed = "minimum"
) -> SetSummary:
    return SetSummary(number, exercise, reps[0].start_s, reps[-1].end_s, tuple(reps), None, range_used)


def guessed_set() -> SetSummary:
    """Three reps; in the last two the feet are outside the picture."""
    guessed = [
        replace(rep(number, rom), unmeasured="feet out of frame", is_doubtful=True)
        for number, rom in ((2, 140.0), (3, 45.0))
    ]
    return counted_set([replace(rep(1), rom_error_deg=8.2), *guessed])


SAGGING = Fault(
    "sagging-hips", "sagging hips", "Squeeze the glutes.", "hip 142°, at least 160° required", 2, 7.1
)
LEANING = Fault("leaning", "leaning forward", "Chest up.", "inclination 64°, at most 50° required", 1, 4.6)


def faulty_set() -> SetSummary:
    """Three reps with two faults, one of them twice."""
    later = replace(SAGGING, rep=3, time=9.6)
    return replace(counted_set([rep(1), rep(2), rep(3)]), faults=(LEANING, SAGGING, later))


SHALLOW = Attempt(
    start_s=9.2,
    turn_s=9.9,
    end_s=10.4,
    side="both",
    excursion=52.1,
    verdict="not counted",
    rule="turn-bound",
    text="hands 0.72 trunk lengths below the hips, at most 0.60 allowed",
    measure="wrist_drop",
    value=0.72,
    limit=0.6,
)
STRAY = Attempt(0.2, 0.3, 0.4, "left", None, "not counted", "alone", "a movement on its own")


def attempted_set() -> SetSummary:
    """Two reps, and a movement that does not count."""
    return replace(counted_set([rep(1), rep(2)]), attempts=(SHALLOW,))


def held_set(hold_s: float, *, number: int = 1, exercise: str = "plank") -> SetSummary:
    return SetSummary(number, exercise, 2.0, 2.0 + hold_s, (), hold_s, "minimum")


def mixed_sets() -> tuple[SetSummary, ...]:
    """Sets of a film with three recognised exercises."""
    squats = replace(counted_set([rep(1), rep(2)]), confidence=0.93)
    push_ups = replace(counted_set([rep(3), rep(4, 45.0)], number=2, exercise="push-up"), confidence=0.81)
    return squats, push_ups, replace(held_set(31.5, number=3), confidence=0.995)


def summary_of(
    *sets: SetSummary,
    exercise: str | None = "squat",
    events: tuple[Event, ...] = (),
    segments: tuple[Segment, ...] | None = None,
    between_sets: tuple[Attempt, ...] = (),
) -> Summary:
    range_used = sets[0].range_used if sets else "minimum"
    return Summary(
        exercise=exercise,
        sets=sets,
        frames=200,
        frames_with_pose=190,
        duration_s=40.0,
        view="side",
        tilt_deg=3.4,
        range_used=range_used,
        events=events,
        segments=segments,
        between_sets=between_sets,
    )


def moment(time: float, *events: Event) -> Moment:
    observation = Observation(
        time=time,
        angles=None,
        phase="start",
        depth=None,
        signal=None,
        full=0,
        partial=0,
        hold_s=None,
        events=events,
    )
    return Moment(time, None, None, observation)


def moments_of(each: SetSummary) -> list[Moment]:
    """The moments of a set, with idle frames in between."""
    moments = [moment(each.start_s, SetStarted(each.start_s, each.number, each.exercise))]
    for done in each.reps:
        moments.append(moment(done.end_s - 0.1))
        noticed = [
            FaultNoticed(done.end_s, each.number, fault) for fault in each.faults if fault.rep == done.number
        ]
        moments.append(moment(done.end_s, RepCompleted(done.end_s, each.number, done), *noticed))
    judged = [AttemptJudged(each.end_s, each.number, attempt) for attempt in each.attempts]
    return [*moments, moment(each.end_s + 0.1, *judged)] if judged else moments


def _watched(moments: list[Moment], frame_rate: float) -> Iterator[Moment]:
    """The moments, with idle ones in between."""
    for before, after in pairwise(moments):
        yield before
        between = round((after.time - before.time) * frame_rate)
        yield from (moment(before.time + number / frame_rate) for number in range(1, between))
    yield moments[-1]


def facts(
    *,
    film: str = "squats.mp4",
    sha256: str | None = "ab" * 32,
    exercise: str | None = "squat",
    kind: Kind = "film",
    profile: str = "me",
    weight_kg: float | None = None,
    as_training: bool = False,
) -> WorkoutFacts:
    source = SourceFacts(
        kind="film",
        name=film,
        size=(640, 480),
        frame_rate=29.97,
        sha256=sha256,
        recorded_at=datetime(2026, 1, 31, 18, 3, tzinfo=UTC),
        model_sha256="51" * 32,
        model_grade="full",
    )
    return WorkoutFacts(
        kind=kind,
        source=source,
        exercise=exercise,
        exercise_hashes=HASHES,
        coach_version="0.1.0",
        profile=profile,
        weight_kg=weight_kg,
        as_training=as_training,
    )


def remember(
    database: Path | None,
    about: WorkoutFacts,
    *sets: SetSummary,
    interrupted: bool = False,
    segments: tuple[Segment, ...] | None = None,
    frame_rate: float = 15.0,
    notes: PictureNotes = (),
    between_sets: tuple[Attempt, ...] = (),
) -> Logbook:
    """Save a workout through the logbook, with a frame rate and picture problems."""
    with Logbook(about, database, notes=lambda: notes) as logbook:
        for each in sets:
            for happened in _watched(moments_of(each), frame_rate):
                logbook.receive(happened)
        ended = tuple(SetEnded(each.end_s, each) for each in sets)
        summary = summary_of(
            *sets, exercise=about.exercise, events=ended, segments=segments, between_sets=between_sets
        )
        logbook.conclude(summary, interrupted=interrupted)
    return logbook
