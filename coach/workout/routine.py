"""Routines: the exercises of a workout with sets, targets, rests and loads, in a file that people edit."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from coach.errors import InvalidRoutine, UnknownRoutine
from coach.judging.figures.tempo_target import tempo_target
from coach.resources import config_folder
from coach.toml_file import NotToml, read_file, toml_table
from coach.validation import error_messages
from coach.workout.plan import Plan

FORMAT = 1
MOST_REPS = 1000
"""In one set."""
LONGEST_HOLD_S = 3600
HEAVIEST_KG = 1000.0
_OF_REPS = ("add_reps", "from_reps", "up_to_reps")
_OF_HOLDS = ("add_s", "from_s", "up_to_s")
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=False)


class Progression(_Part):
    """How a target grows once it was met twice in a row.

    First the reps or the seconds grow up to the top. After that the load grows, and they begin anew.

    Attributes:
        add_reps: Full reps to add to each set.
        from_reps: Where reps begin anew after the load grew; None to leave them as they are.
        up_to_reps: Where adding reps ends; None without a top.
        add_s: Seconds to add to each hold.
        from_s: Where a hold begins anew after the load grew; None to leave it as it is.
        up_to_s: Where adding seconds ends; None without a top.
        add_kg: Load to add then; 0 if the exercise has none.
    """

    add_reps: Annotated[int, Field(ge=0, le=20)] = 1
    from_reps: Annotated[int, Field(ge=1, le=MOST_REPS)] | None = None
    up_to_reps: Annotated[int, Field(ge=1, le=MOST_REPS)] | None = None
    add_s: Annotated[int, Field(ge=0, le=600)] = 5
    from_s: Annotated[int, Field(ge=1, le=LONGEST_HOLD_S)] | None = None
    up_to_s: Annotated[int, Field(ge=1, le=LONGEST_HOLD_S)] | None = None
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
    reps: Annotated[int, Field(ge=1, le=MOST_REPS)] | None = None
    hold_s: Annotated[int, Field(ge=1, le=LONGEST_HOLD_S)] | None = None
    rest_s: Annotated[float, Field(ge=0, le=3600)] = 90
    weight_kg: Annotated[float, Field(ge=0, le=HEAVIEST_KG)] | None = None
    tempo: str | None = None
    progression: Progression = Progression()

    @field_validator("tempo")
    @classmethod
    def _known_tempo(cls, typed: str | None) -> str | None:
        return None if typed is None else tempo_target(typed).text

    @model_validator(mode="after")
    def _one_target(self) -> Self:
        if (self.reps is None) == (self.hold_s is None):
            raise ValueError("needs either reps or hold_s")
        held = self.hold_s is not None
        unused = [
            key for key in (_OF_REPS if held else _OF_HOLDS) if key in self.progression.model_fields_set
        ]
        if unused:
            of, instead = ("reps", _OF_HOLDS) if held else ("holds", _OF_REPS)
            raise ValueError(f"progression: {unused[0]} is for {of}; use {', '.join(instead)}")
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
