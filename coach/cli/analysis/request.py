"""The options of an analysis, and its result."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from rich.console import RenderableType

from coach.body.picture_notes import PictureNotes
from coach.body.stream import SourceFacts
from coach.catalogue.definition import Exercise
from coach.catalogue.library import all_exercises
from coach.cli.pictures.drawn_pictures import NOTHING_DRAWN, DrawnPictures
from coach.judging.effort.workout_review import WorkoutReview
from coach.judging.events import RangeUsed
from coach.judging.observation import Summary
from coach.performer.postures import any_postures, expected_postures
from coach.quantities import WeightUnit
from coach.store.kinds import Kind
from coach.vision.landmarker.landmarker import DEFAULT_OPTIONS, LandmarkerOptions
from coach.vision.picture.picture_options import AS_SHOWN, PictureOptions
from coach.vision.pose_model.model_registry import Grade
from coach.workout.plan import JUST_COUNT, Plan

INTERRUPTED = 130
"""Exit code after Ctrl-C."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalysisRequest:
    """The options of an analysis.

    Attributes:
        exercise: The exercise; None to recognise it.
        kind: The kind of workout to save.
        grade: Grade of the pose model.
        model_path: The user's own pose model instead of a grade, or None.
        landmarker: Options of the landmarker.
        range_used: What a full rep is measured against.
        standards: The level that a rep needs to count as full, for each exercise that has one.
        profile: The person's name; None for the user.
        weight_kg: The load, or None.
        units: The unit in which weights are shown.
        height_m: The person's height in metres; None if unknown.
        save: Whether the workout is saved.
        keep_recording: Whether a landmark recording is kept with a saved workout.
        use_cache: Whether a cached recording may replace detection.
        recording: Where to save the landmark recording too: a file or a folder, or None.
        as_training: Whether a film is saved as one of the user's own workouts.
        why: Whether to list every movement with the reason why it counts or not.
        as_json: Whether to print JSON on stdout instead of a progress bar and a report.
        database: The database; None for the user's.
        plan: The targets, and the hands-free settings.
        routine: The routine that the workout follows, or None.
        resumed_id: The number of the workout to resume, or None.
        date: The typed recording date; None to use the film's own.
        picture: Rotation, mirroring, person to follow and playback speed.
        drawn: The pictures to draw of each film.
    """

    exercise: Exercise | None
    kind: Kind = "film"
    grade: Grade = "full"
    model_path: Path | None = None
    landmarker: LandmarkerOptions = DEFAULT_OPTIONS
    range_used: RangeUsed = "minimum"
    standards: Mapping[str, str] = field(default_factory=dict)
    profile: str | None = None
    weight_kg: float | None = None
    units: WeightUnit = "kg"
    height_m: float | None = None
    save: bool = True
    keep_recording: bool = True
    use_cache: bool = True
    recording: Path | None = None
    as_training: bool = False
    why: bool = False
    as_json: bool = False
    database: Path | None = None
    plan: Plan = JUST_COUNT
    routine: str | None = None
    resumed_id: int | None = None
    date: datetime | None = None
    picture: PictureOptions = AS_SHOWN
    drawn: DrawnPictures = NOTHING_DRAWN

    @property
    def exercises(self) -> Collection[Exercise]:
        """Every exercise that may be counted."""
        return all_exercises().values() if self.exercise is None else [self.exercise]

    @property
    def picture_options(self) -> PictureOptions:
        """``picture`` with the postures of the exercises that may be counted."""
        expected = any_postures if self.kind == "live" else expected_postures
        return replace(self.picture, expected=expected(self.exercises))


@dataclass(frozen=True, slots=True)
class Analysis:
    """The result of an analysis.

    Attributes:
        facts: The facts of the source.
        summary: The count.
        interrupted: Whether Ctrl-C ended it early.
        trouble: The problem that ended the source early, or None.
        weight_kg: The load, which may come from an earlier analysis, or None.
        workout_id: The number of the saved workout, or None.
        unsaved: Why it could not be saved, or None.
        notes: Further notices, a sentence each.
        recogniser: The exercise classifier, for JSON; None if the exercise was named.
        unrecorded: Whether a requested recording could not be saved completely.
        picture_notes: Notes on the pictures.
        why_none: Why there is no full rep; empty if there is one, or if the pictures are the reason.
        units: The unit in which weights are shown.
        review: The review of its sets.
        written: The pictures and films that were drawn, by the name of their option.
        undrawn: Whether one of them could not be written.
        chart: The chart of the main angle; None unless it is wanted.
    """

    facts: SourceFacts
    summary: Summary
    interrupted: bool
    trouble: str | None
    weight_kg: float | None
    workout_id: int | None
    unsaved: str | None
    notes: tuple[str, ...]
    recogniser: dict[str, object] | None = None
    unrecorded: bool = False
    picture_notes: PictureNotes = ()
    why_none: str = ""
    units: WeightUnit = "kg"
    review: WorkoutReview | None = None
    written: Mapping[str, tuple[Path, ...]] = field(default_factory=dict)
    undrawn: bool = False
    chart: RenderableType | None = None

    @property
    def is_unexplained(self) -> bool:
        """Whether a person was clearly visible but nothing was counted."""
        return bool(self.why_none) and not self.summary.sets

    @property
    def incomplete(self) -> bool:
        """Whether the workout, the recording or a picture could not be saved."""
        return self.unsaved is not None or self.unrecorded or self.undrawn

    @property
    def exit_code(self) -> int:
        """130 after Ctrl-C, 1 if it could not be saved, else 0."""
        if self.interrupted:
            return INTERRUPTED
        return 1 if self.incomplete else 0
