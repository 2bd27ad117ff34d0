"""What is asked of an analysis, and what it comes to."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from coach.body.picture_notes import PictureNotes
from coach.body.stream import SourceFacts
from coach.catalogue.definition import Exercise
from coach.catalogue.library import all_exercises
from coach.judging.events import RangeUsed
from coach.judging.observation import Summary
from coach.performer.postures import any_postures, expected_postures
from coach.quantities import WeightUnit
from coach.store.kinds import Kind
from coach.vision.picture.picture_options import AS_SHOWN, PictureOptions
from coach.vision.pose_model.model_registry import Grade
from coach.workout.plan import JUST_COUNT, Plan

INTERRUPTED = 130
"""Exit code after Ctrl-C."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalysisRequest:
    """What is asked of an analysis.

    Attributes:
        exercise: What is trained, or None where it is to be recognised.
        kind: What the workout is remembered as.
        grade: Grade of the pose model.
        model_path: A pose model of the user's, in place of a grade.
        range_used: What a full repetition is measured against.
        profile: Whose workout it is, or None for the one who sits here.
        weight_kg: The load, or None without one.
        units: The unit that weights are shown in.
        save: Whether it is remembered.
        use_cache: Whether a recording of an earlier run may stand in for detection.
        recording: Where the landmark recording is put too, a file or a folder, or None.
        as_training: Whether a film is remembered as training.
        as_json: Whether a program reads along: no bar, no report, JSON on stdout.
        database: The database to remember in, or None for the user's.
        plan: What is set out to be done, and how hands-free it goes.
        goes_on: The number of an interrupted workout that goes on, or None.
        date: When the film was recorded, as the person says; None where the film knows.
        picture: Which way up the pictures are, whom to follow, how fast they go by.
    """

    exercise: Exercise | None
    kind: Kind = "film"
    grade: Grade = "full"
    model_path: Path | None = None
    range_used: RangeUsed = "minimum"
    profile: str | None = None
    weight_kg: float | None = None
    units: WeightUnit = "kg"
    save: bool = True
    use_cache: bool = True
    recording: Path | None = None
    as_training: bool = False
    as_json: bool = False
    database: Path | None = None
    plan: Plan = JUST_COUNT
    goes_on: int | None = None
    date: datetime | None = None
    picture: PictureOptions = AS_SHOWN

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
    """What an analysis came to.

    Attributes:
        facts: What is known of the source.
        summary: What was counted.
        interrupted: Whether Ctrl-C ended it early.
        trouble: What cut the source short, or None.
        weight_kg: The load, also one that was told earlier; None without one.
        workout_id: The workout it is remembered as, or None.
        unsaved: Why it could not be remembered, or None.
        notes: What else should be said about it, a sentence each.
        recogniser: Which model recognised, for programs; None where the exercise was named.
        unrecorded: Whether a recording was asked for and could not be written to its end.
        picture_notes: What was found about the pictures.
        why_none: Why nothing was counted in full; empty where something was, or the pictures are the reason.
        units: The unit that weights are shown in.
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

    @property
    def is_unexplained(self) -> bool:
        """Whether somebody was seen well, and nothing of what was asked for."""
        return bool(self.why_none) and not self.summary.sets

    @property
    def incomplete(self) -> bool:
        """Whether something that was asked for could not be kept."""
        return self.unsaved is not None or self.unrecorded

    @property
    def exit_code(self) -> int:
        """130 after Ctrl-C, 1 when it could not be remembered or recorded, else 0."""
        if self.interrupted:
            return INTERRUPTED
        return 1 if self.incomplete else 0
