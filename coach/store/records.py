"""A remembered workout as plain dataclasses, and what its repetitions come to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from statistics import fmean

from coach.body.picture_notes import PictureNotes, PictureProblem
from coach.body.view import View
from coach.judging.events import FEWEST_FRAMES, RangeUsed, Rep, SetSummary, Tempo
from coach.judging.observation import Segment
from coach.store.kinds import Kind, State

FIRST_FILM = datetime(1990, 1, 1, tzinfo=UTC)
"""An earlier date of a film is none: older versions took what a camera says whose clock was never set."""


@dataclass(frozen=True, slots=True)
class SetRecord:
    """A set as it was kept: what was done, what was used for it, and what was set out for.

    Attributes:
        summary: What was counted, put right by the person where they did.
        exercise_sha256: Hash of the exercise's file, or None.
        weight_kg: The load, or None without one.
        target: Repetitions or seconds that were set out for, or None.
        is_corrected: Whether the person put its count or its time right.
        seen_frame_rate: Frames a second that were judged while it was done, or None where that is unknown.
        doubts: What was wrong with the pictures of it so that the count may be wrong.
    """

    summary: SetSummary
    exercise_sha256: str | None
    weight_kg: float | None
    target: int | None = None
    is_corrected: bool = False
    seen_frame_rate: float | None = None
    doubts: tuple[PictureProblem, ...] = ()

    @property
    def has_too_few_frames(self) -> bool:
        """Whether so few were seen that repetitions may be missing."""
        return self.seen_frame_rate is not None and self.seen_frame_rate < FEWEST_FRAMES


@dataclass(frozen=True, slots=True)
class WorkoutRecord:
    """A workout as it was kept.

    Attributes:
        id: Its number.
        profile: Whose it is.
        kind: Whether somebody trained, a film was analysed or a demo shown.
        state: "interrupted" when it was cut short, also by the death of its process.
        as_training: Whether it is remembered as training.
        started_at: When it was begun or first analysed, in UTC.
        exercise: What was asked for, or None when it was recognised.
        film_name: The film's file name, or None.
        film_sha256: Hash of the film's content in hex, or None.
        film_date: When the film was recorded, or None.
        coach_version: The version that judged.
        model_sha256: Hash of the pose model, or None.
        model_grade: Its grade, or None.
        frame_rate: Frames a second of the source, or None.
        frames: How many were judged, or None when the process died.
        seen_share: Share of them with somebody in it, 0 to 1, or None.
        view: From where the body was seen, or None.
        tilt_deg: The camera's tilt in degrees, or None.
        sets: Every set in order.
        segments: What was recognised and when, in order; empty where the exercise was named.
        picture_notes: What was found about its pictures.
        speed: How fast its film showed what happened, or None where that is unknown or there is no film.
    """

    id: int
    profile: str
    kind: Kind
    state: State
    as_training: bool
    started_at: datetime
    exercise: str | None
    film_name: str | None
    film_sha256: str | None
    film_date: datetime | None
    coach_version: str
    model_sha256: str | None
    model_grade: str | None
    frame_rate: float | None
    frames: int | None
    seen_share: float | None
    view: View | None
    tilt_deg: float | None
    sets: tuple[SetRecord, ...]
    segments: tuple[Segment, ...] = ()
    picture_notes: PictureNotes = ()
    speed: float | None = None

    @property
    def trained_at(self) -> datetime:
        """When it was trained, in UTC: what a film shows was done when the film was recorded."""
        date = self.film_date if self.kind == "film" else None
        return date if date is not None and date >= FIRST_FILM else self.started_at

    @property
    def reps(self) -> tuple[Rep, ...]:
        """Every repetition of every set, full and partial."""
        return tuple(rep for each in self.sets for rep in each.summary.reps)

    @property
    def exercises(self) -> tuple[str, ...]:
        """What was trained, in order; what was asked for, or recognised, when nothing was counted."""
        done = tuple(dict.fromkeys(each.summary.exercise for each in self.sets))
        found = (each.exercise for each in self.segments)
        return done or ((self.exercise,) if self.exercise else tuple(dict.fromkeys(filter(None, found))))

    @property
    def full(self) -> int:
        """How many repetitions were full."""
        return sum(each.summary.full for each in self.sets)

    @property
    def partial(self) -> int:
        """How many repetitions were partial."""
        return sum(each.summary.partial for each in self.sets)

    @property
    def hold_s(self) -> float | None:
        """Seconds held over all sets, or None when nothing was held."""
        held = [each.summary.hold_s for each in self.sets if each.summary.hold_s is not None]
        return sum(held) if held else None

    @property
    def range_used(self) -> RangeUsed:
        """What full was measured against: "mine" when any set used the person's own range."""
        return "mine" if any(each.summary.range_used == "mine" for each in self.sets) else "minimum"


def mean_rom_deg(reps: Iterable[Rep]) -> float | None:
    """Mean range of motion of the full repetitions in which it was measured, degrees; None without any."""
    full = [rep.measured_rom_deg for rep in reps if rep.verdict == "full"]
    measured = [each for each in full if each is not None]
    return fmean(measured) if measured else None


def mean_tempo(reps: Iterable[Rep]) -> Tempo | None:
    """Mean tempo of the full repetitions; None when there is none."""
    full = [rep.tempo for rep in reps if rep.verdict == "full"]
    if not full:
        return None
    return Tempo(
        eccentric=fmean(each.eccentric for each in full),
        pause_stretched=fmean(each.pause_stretched for each in full),
        concentric=fmean(each.concentric for each in full),
        pause_contracted=fmean(each.pause_contracted for each in full),
    )
