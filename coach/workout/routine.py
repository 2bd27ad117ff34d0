"""Routines: the exercises of a workout with sets, targets, rests and loads, in a file that people edit."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from coach.errors import InvalidRoutine, UnknownRoutine
from coach.resources import config_folder
from coach.toml_file import NotToml, read_file, toml_table
from coach.validation import error_messages
from coach.workout.plan import Plan

FORMAT = 1
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=False)


class Progression(_Part):
    """How a target grows once it was met twice in a row.

    Attributes:
        add_reps: Full reps to add to each set.
        up_to_reps: Where adding reps ends; after that, the load grows and the reps begin anew.
        add_kg: Load to add then; 0 if the exercise has none.
    """

    add_reps: Annotated[int, Field(ge=0, le=20)] = 1
    up_to_reps: Annotated[int, Field(ge=1, le=1000)] | None = None
    add_kg: Annotated[float, Field(ge=0, le=100)] = 0.0


class RoutineExercise(_Part):
    """One exercise of a routine.

    Attributes:
        exercise: Its name.
        sets: Number of sets.
        reps: Full reps in each set; or else
        hold_s: seconds held in each set.
        rest_s: Rest after each set, seconds.
        weight_kg: Load, kilograms.
        tempo: The tempo to keep, such as "3-0-1-0".
        progression: How the target grows.
    """

    exercise: Annotated[str, Field(min_length=1)]
    sets: Annotated[int, Field(ge=1, le=20)] = 1
    reps: Annotated[int, Field(ge=1, le=1000)] | None = None
    hold_s: Annotated[int, Field(ge=1, le=3600)] | None = None
    rest_s: Annotated[float, Field(ge=0, le=3600)] = 90
    weight_kg: Annotated[float, Field(ge=0, le=1000)] | None = None
    tempo: str | None = None
    progression: Progression = Progression()

    @model_validator(mode="after")
    def _one_target(self) -> Self:
        if (self.reps is None) == (self.hold_s is None):
            raise ValueError("needs either reps or hold_s")
        return self

    @property
    def plan(self) -> Plan:
        """The plan of this exercise."""
        return Plan(sets=self.sets, reps=self.reps, hold_s=self.hold_s, rest_s=self.rest_s, tempo=self.tempo)


class Routine(_Part):
    """A routine.

    Attributes:
        format: Version of the file's format.
        title: Its name for people; may be empty.
        exercises: What to do, in order.
    """

    format: Literal[1] = 1
    title: str = ""
    exercises: Annotated[tuple[RoutineExercise, ...], Field(min_length=1, max_length=30)]


def routines_folder() -> Path:
    """The folder of the user's routines."""
    return config_folder() / "routines"


def routine_path(name: str) -> Path:
    """The file of a routine.

    Raises:
        UnknownRoutine: A file can't have this name.
    """
    if not _NAME.fullmatch(name):
        raise UnknownRoutine(name, routine_names())
    return routines_folder() / f"{name}.toml"


def routine_names() -> list[str]:
    """The names of all routines."""
    folder = routines_folder()
    files = sorted(folder.glob("*.toml")) if folder.is_dir() else []
    return [each.stem for each in files if _NAME.fullmatch(each.stem)]


def read_routine(name: str) -> Routine:
    """Read a routine.

    Raises:
        UnknownRoutine: There is none with this name.
        InvalidRoutine: Its file can't be read or is wrong; lists every error.
    """
    path = routine_path(name)
    try:
        table = toml_table(read_file(path))
    except FileNotFoundError as error:
        raise UnknownRoutine(name, routine_names()) from error
    except NotToml as error:
        raise InvalidRoutine(path, [f"not TOML: {error}"]) from error
    except OSError as error:
        raise InvalidRoutine(path, [f"can't be read: {error.strerror or error}"]) from error
    try:
        return Routine.model_validate(table)
    except ValidationError as error:
        raise InvalidRoutine(path, error_messages(error, Routine)) from error


def routine_text(title: str, exercises: Sequence[RoutineExercise]) -> str:
    """A routine as a file with comments."""
    parts = [
        "# A routine of coach. Edit it as you like; 'coach routine show' checks it.",
        f"format = {FORMAT}",
        f"title = {_quoted(title)}",
        "",
        "# Each exercise has sets, and reps or hold_s (seconds). You may add rest_s, weight_kg and tempo.",
        "# progression: once a target was met in two workouts in a row, add_reps more reps are proposed,",
        "# up to up_to_reps; after that, add_kg more load. A hold grows by 5 s for each of add_reps.",
    ]
    for each in exercises:
        parts += ["", "[[exercises]]", *_lines_of(each)]
    return "\n".join(parts) + "\n"


def _lines_of(each: RoutineExercise) -> Iterator[str]:
    yield f"exercise = {_quoted(each.exercise)}"
    yield f"sets = {each.sets}"
    yield f"reps = {each.reps}" if each.reps is not None else f"hold_s = {each.hold_s}"
    yield f"rest_s = {each.rest_s:g}"
    yield "# weight_kg = 20" if each.weight_kg is None else f"weight_kg = {each.weight_kg:g}"
    yield '# tempo = "3-0-1-0"' if each.tempo is None else f"tempo = {_quoted(each.tempo)}"
    rule = each.progression
    top = "" if rule.up_to_reps is None else f", up_to_reps = {rule.up_to_reps}"
    yield f"progression = {{ add_reps = {rule.add_reps}{top}, add_kg = {rule.add_kg:g} }}"


def _quoted(text: str) -> str:
    """A text as in TOML, whose basic strings are written as in JSON."""
    return json.dumps(text, ensure_ascii=False)


def with_next_target(step: RoutineExercise) -> RoutineExercise:
    """An exercise with the target that follows by its progression."""
    rule = step.progression
    if step.hold_s is not None:
        return step.model_copy(update={"hold_s": step.hold_s + 5 * rule.add_reps})
    assert step.reps is not None, "a routine has reps or a hold"
    top = rule.up_to_reps
    if top is None or step.reps + rule.add_reps <= top:
        return step.model_copy(update={"reps": step.reps + rule.add_reps})
    if rule.add_kg and step.weight_kg is not None:
        return step.model_copy(update={"weight_kg": step.weight_kg + rule.add_kg})
    return step
