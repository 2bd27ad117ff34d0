"""A saved workout as plain dataclasses, with its totals and means."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from coach.body.picture_notes import PictureNotes, PictureProblem
from coach.body.view import View
from coach.judging.attempts import Attempt
from coach.judging.events import FEWEST_FRAMES, RangeUsed, Rep, SetSummary
from coach.judging.observation import Segment
from coach.store.kinds import Kind, State

FIRST_FILM = datetime(1990, 1, 1, tzinfo=UTC)
"""Earlier dates of films are ignored: older versions stored the date of a camera with an unset clock."""


@dataclass(frozen=True, slots=True)
class SetRecord:
    """A saved set.

    Attributes:
        summary: The set, with the user's corrections.
        exercise_sha256: Hash of the exercise's file, or None.
        weight_kg: Load, or None.
        target: Target in reps or seconds, or None.
        is_corrected: Whether the user corrected its count or hold time.
        seen_frame_rate: Analysed frames per second, or None if unknown.
        doubts: Problems with the pictures that make its count doubtful.
        tempo_target: The tempo that the user chose, such as "3-0-1-0"; None without one.
        detected_exercise: The detected exercise if the user corrected it, else None.
        note: The user's note, or None.
    """

    summary: SetSummary
    exercise_sha256: str | None
    weight_kg: float | None
    target: int | None = None
    is_corrected: bool = False
    seen_frame_rate: float | None = None
    doubts: tuple[PictureProblem, ...] = ()
    tempo_target: str | None = None
    detected_exercise: str | None = None
    note: str | None = None

    @property
    def has_too_few_frames(self) -> bool:
        """Whether the frame rate was so low that reps may be missing."""
        return self.seen_frame_rate is not None and self.seen_frame_rate < FEWEST_FRAMES


@dataclass(frozen=True, slots=True)
class WorkoutRecord:
    """A saved workout.

    Attributes:
        id: Its number.
        profile: The person's profile.
        kind: Live workout, film or demo.
        state: "interrupted" if it was stopped early or its process died.
        as_training: Whether it counts as training.
        started_at: Time at which it was started or first analysed, in UTC.
        exercise: The requested exercise, or None if it was recognised.
        film_name: The film's file name, or None.
        film_sha256: Hash of the film's content in hex, or None.
        film_date: Time at which the film was recorded, or None.
        coach_version: Version of coach that judged it.
        model_sha256: Hash of the pose model, or None.
        model_grade: Its grade, or None.
        frame_rate: Frames per second of the source, or None.
        frames: Number of analysed frames, or None if the process died.
        seen_share: Share of them with a person in it, 0 to 1, or None.
        view: The camera's view of the body, or None.
        tilt_deg: The camera's tilt in degrees, or None.
        sets: All sets, in order.
        segments: Recognised segments, in order; empty if the exercise was named.
        picture_notes: Problems found in the pictures.
        speed: Speed of the film relative to real time, or None if unknown or without a film.
        between_sets: Movements outside the sets that could be reps, and why they do not count.
        uid: The same on every machine to which the workout is copied; None if it can't be read.
        given_date: The date that the user gave it, or None.
        note: The user's note, or None.
        routine: The routine that it followed, or None.
        imported_from: The program that exported it, such as "Strong"; None if coach recorded it.
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
    between_sets: tuple[Attempt, ...] = ()
    uid: str | None = None
    given_date: datetime | None = None
    note: str | None = None
    routine: str | None = None
    imported_from: str | None = None

    @property
    def trained_at(self) -> datetime:
        """Time of the workout, in UTC: as the user gave it, else for a film the time of its recording."""
        if self.given_date is not None:
            return self.given_date
        date = self.film_date if self.kind == "film" else None
        return date if date is not None and date >= FIRST_FILM else self.started_at

    @property
    def reps(self) -> tuple[Rep, ...]:
        """All reps of all sets, full and partial."""
        return tuple(rep for each in self.sets for rep in each.summary.reps)

    @property
    def exercises(self) -> tuple[str, ...]:
        """The exercises done, in order; those requested or recognised if nothing was counted."""
        done = tuple(dict.fromkeys(each.summary.exercise for each in self.sets))
        found = (each.exercise for each in self.segments)
        return done or ((self.exercise,) if self.exercise else tuple(dict.fromkeys(filter(None, found))))

    @property
    def full(self) -> int:
        """Number of full reps."""
        return sum(each.summary.full for each in self.sets)

    @property
    def partial(self) -> int:
        """Number of partial reps."""
        return sum(each.summary.partial for each in self.sets)

    @property
    def hold_s(self) -> float | None:
        """Total hold time of all sets in seconds, or None without holds."""
        held = [each.summary.hold_s for each in self.sets if each.summary.hold_s is not None]
        return sum(held) if held else None

    @property
    def range_used(self) -> RangeUsed:
        """Standard for a full rep: "mine" if any set used the user's own range."""
        return "mine" if any(each.summary.range_used == "mine" for each in self.sets) else "minimum"
