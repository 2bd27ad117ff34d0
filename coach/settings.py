"""What the user prefers: one file, read once, where every line may be left out."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from coach.addresses import without_password
from coach.atomic_file import write_atomically
from coach.errors import InvalidSettings, SettingsError
from coach.quantities import WeightUnit
from coach.regular_file import path_exists
from coach.resources import settings_file
from coach.toml_file import NotToml, quoted_value, read_file, system_reason, toml_table
from coach.validation import faults_of
from coach.workout.cues import CuePolicy, Said

Rotation = Literal["auto", 0, 90, 180, 270]
_PERSONS = ("auto", "left", "right", "largest")


class _SettingsPart(BaseModel):
    """What every table of the file is: nothing in it unknown, nothing guessed."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)

    def rows(self, name: str) -> Iterator[tuple[str, Any, bool]]:
        """Each of its settings: the full name, the value, and whether the file says so."""
        for below in type(self).model_fields:
            yield f"{name}.{below}", getattr(self, below), below in self.model_fields_set


def _words(value: object) -> object:
    """A command typed in one piece, in its words; a list is taken as it is."""
    if isinstance(value, str):
        try:
            value = shlex.split(value, posix=os.name == "posix")
        except ValueError:
            raise ValueError("has a quotation mark that nothing closes") from None
    if not isinstance(value, list):
        raise ValueError('must be text or a list of texts, as ["espeak-ng", "-s", "150"]')
    if not value:
        raise ValueError("must not be empty: leave the line out instead")
    return tuple(value)


def _named(value: object) -> object:
    """A camera's index may stand there as a number."""
    if not isinstance(value, int) or isinstance(value, bool):
        return value
    if value < 0:
        raise ValueError("must be a camera's index, from 0 on, or its name or an address")
    return str(value)


class Cueing(_SettingsPart):
    """How much is said about form.

    Attributes:
        every_reps: What is to be mended is said at most at every so many repetitions.
        every_s: In a hold, at most every so many seconds.
        praise: Whether it is said that something is mended.
    """

    every_reps: Annotated[int, Field(ge=1, le=100)] = 3
    every_s: Annotated[float, Field(ge=3, le=600)] = 10.0
    praise: bool = True


class HandsFree(_SettingsPart):
    """What goes without a key.

    Attributes:
        waits: Whether a set begins in the start position, after a countdown.
        steps_out: Whether leaving the picture ends a set.
        gesture: Whether both hands held overhead end a set.
    """

    waits: bool = True
    steps_out: bool = True
    gesture: bool = True


def is_person(text: str) -> bool:
    """Whether a text says who to follow: auto, left, right, largest or a number from 1."""
    return text in _PERSONS or (text.isascii() and text.isdecimal() and int(text) > 0)


def _rotation(value: object) -> object:
    """A rotation, as it is typed on the command line or as a number."""
    if isinstance(value, str) and value.isascii() and value.isdecimal():
        value = int(value)
    if isinstance(value, bool) or value not in get_args(Rotation):
        raise ValueError('must be 0, 90, 180, 270 or "auto"')
    return value


def _person(value: object) -> object:
    """Who to follow; a number may stand there as a number."""
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if not isinstance(text, str) or not is_person(text):
        raise ValueError('must be "auto", "left", "right", "largest" or a number from 1')
    return text


class SourceSettings(_SettingsPart):
    """How the pictures of one source are taken.

    Attributes:
        rotate: Degrees by which each is turned clockwise, or "auto".
        mirror: Whether each is flipped left to right.
        person: Who is followed: "auto", "left", "right", "largest" or a number from 1.
    """

    rotate: Annotated[Rotation, BeforeValidator(_rotation)] = "auto"
    mirror: bool = False
    person: Annotated[str, BeforeValidator(_person)] = "auto"


class Settings(_SettingsPart):
    """What holds where nothing else is typed.

    Attributes:
        format: Version of the file's format.
        voice: What is said aloud.
        speaker: The command that speaks, in words; None for the first one that is found.
        flash: Whether the terminal flashes where a voice would be drowned out.
        picture: Whether the camera's picture is shown.
        source: Camera or address to train before; None for the first camera that works.
        rest_s: Seconds of rest between sets, or None for no countdown.
        units: The unit in which weights are shown, and typed where none is given.
        cues: How much is said about form.
        hands_free: What goes without a key.
        sources: How the pictures of a source are taken, by the source's name, address, path or folder.
    """

    format: Literal[1] = 1
    voice: Said = "all"
    speaker: Annotated[tuple[str, ...], BeforeValidator(_words)] | None = None
    flash: bool = False
    picture: bool = True
    source: Annotated[str, Field(min_length=1), BeforeValidator(_named)] | None = None
    rest_s: Annotated[float, Field(ge=0, le=3600)] | None = None
    units: WeightUnit = "kg"
    cues: Cueing = Cueing()
    hands_free: HandsFree = HandsFree()
    sources: dict[Annotated[str, Field(min_length=1)], SourceSettings] = {}

    @property
    def cue_policy(self) -> CuePolicy:
        """How much is said about form, as :class:`coach.workout.cues.Cues` takes it."""
        return CuePolicy(**self.cues.model_dump())

    def lines(self) -> Iterator[tuple[str, Any, bool]]:
        """Every setting: its name as 'cues.praise', its value, and whether the file says so.

        A source's name stands in quotes, as in the file: 'sources."webcam".rotate'; an address without its
        password.
        """
        for name in type(self).model_fields:
            value, said = getattr(self, name), name in self.model_fields_set
            if isinstance(value, _SettingsPart):
                yield from value.rows(name)
            elif name == "sources":
                for source, part in self.sources.items():
                    yield from part.rows(f'sources."{without_password(source)}"')
            else:
                yield name, value, said


FORMAT: int = get_args(Settings.model_fields["format"].annotation)[0]
"""Version of the file format that is read."""


def read_settings(path: Path | None = None) -> Settings:
    """The user's preferences; the defaults where there is no file.

    Args:
        path: The file; the user's own where none is named.

    Raises:
        SettingsError: The file can't be read.
        InvalidSettings: With every fault of the file.
    """
    path = path or settings_file()
    try:
        table = toml_table(read_file(path))
    except FileNotFoundError:
        return Settings()
    except NotToml as error:
        raise InvalidSettings(path, [f"not TOML: {error}"]) from error
    except OSError as error:
        raise SettingsError(
            f"The settings {path} can't be read: {system_reason(error)}.",
            hint="Make the file readable, or move it away: without it the defaults hold.",
        ) from error
    told = table.get("format")
    if isinstance(told, int) and told > FORMAT:
        newer = f"format: written for a newer coach (format {quoted_value(told)}; this one reads {FORMAT})"
        raise InvalidSettings(path, [newer], hint="Update coach, or move the file away.")
    try:
        return Settings.model_validate(table)
    except ValidationError as error:
        raise InvalidSettings(path, faults_of(error, Settings)) from error


def write_settings(path: Path | None = None) -> Path:
    """Put down a file that says what can be set, with the defaults in it; never over one that is there.

    Raises:
        SettingsError: There is one already, or it can't be written.
    """
    path = path or settings_file()
    if path_exists(path):
        raise SettingsError(
            f"There are settings already: {path}.", hint="Edit them; 'coach settings' says what holds."
        )
    try:
        write_atomically(path, TEMPLATE.encode())
    except OSError as error:
        raise SettingsError(
            f"The settings {path} can't be written: {error.strerror or error}.",
            hint="Make room there, or set COACH_HOME to a folder that can be written to.",
        ) from error
    return path


TEMPLATE = """\
# What coach does where nothing else is typed. Every line may be left out; 'coach settings' says what holds.
format = 1

# What is said aloud: all, cues (what to mend), counts or off.
voice = "all"

# The command that speaks: the phrase comes last, or where {phrase} stands. Without it the first one that is
# found of espeak-ng, espeak, spd-say, say and PowerShell.
# speaker = ["espeak-ng", "-s", "150"]

# Whether the terminal flashes with every repetition: for where it is loud.
flash = false

# Whether the camera's picture is shown while you train.
picture = true

# What to train before: a camera's index or name, or the address of a motion JPEG stream. Without it the first
# camera that works.
# source = "http://phone.example:8080/video"

# Rest between sets in seconds. Without it nobody counts your rest down.
# rest_s = 90

# Units for weights, kg or lb: they are shown in these, and a number that you type without a unit is in these.
units = "kg"

# How much is said about form. What has to be mended is said at most at every third repetition, in a hold at
# most every ten seconds; praise says that something is mended.
[cues]
every_reps = 3
every_s = 10
praise = true

# What goes without a key: a set begins in the start position (waits), and ends when you leave the picture
# (steps_out) or hold both hands overhead (gesture).
[hands_free]
waits = true
steps_out = true
gesture = true

# How the pictures of one source are taken: one table each, named by the camera, the address, the film, or the
# folder of films. rotate turns them clockwise: "auto", 0, 90, 180 or 270 degrees. mirror flips them left to
# right. person is who to follow: "auto", "left", "right", "largest", or a number from the left. Options that
# you type go first.
# [sources."http://phone.example:8080/video"]
# rotate = 90
# mirror = false
# person = "auto"
"""
"""The file as it is first written: the defaults, with what they mean."""
