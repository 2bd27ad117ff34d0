"""The user's settings: one TOML file in which every line is optional."""

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
from coach.validation import error_messages
from coach.workout.cues import CuePolicy, SpeechLevel

Rotation = Literal["auto", 0, 90, 180, 270]
_PERSONS = ("auto", "left", "right", "largest")


class _SettingsPart(BaseModel):
    """A table of the settings file: unknown keys and wrong types are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)

    def rows(self, name: str) -> Iterator[tuple[str, Any, bool]]:
        """Yield each setting: full name, value, and whether the file sets it."""
        for key in type(self).model_fields:
            yield f"{name}.{key}", getattr(self, key), key in self.model_fields_set


def _command_words(value: object) -> object:
    """Split a command given as one string; a list stays as it is."""
    if isinstance(value, str):
        try:
            value = shlex.split(value, posix=os.name == "posix")
        except ValueError:
            raise ValueError("has an unclosed quotation mark") from None
    if not isinstance(value, list):
        raise ValueError('must be text or a list of texts, such as ["espeak-ng", "-s", "150"]')
    if not value:
        raise ValueError("must not be empty; remove the line instead")
    return tuple(value)


def _source_name(value: object) -> object:
    """Accept a camera index given as a number."""
    if not isinstance(value, int) or isinstance(value, bool):
        return value
    if value < 0:
        raise ValueError("must be a camera index from 0, a camera name or an address")
    return str(value)


class Cueing(_SettingsPart):
    """How often form cues are given.

    Attributes:
        every_reps: At most one cue in this many reps.
        every_s: At most one cue in this many seconds of a hold.
        praise: Whether a fixed fault is praised.
    """

    every_reps: Annotated[int, Field(ge=1, le=100)] = 3
    every_s: Annotated[float, Field(ge=3, le=600)] = 10.0
    praise: bool = True


class HandsFree(_SettingsPart):
    """What works without a key.

    Attributes:
        waits: Whether a set waits for the start position and a countdown.
        steps_out: Whether stepping out of view ends a set.
        gesture: Whether raising both hands overhead ends a set.
    """

    waits: bool = True
    steps_out: bool = True
    gesture: bool = True


class LandmarkerSettings(_SettingsPart):
    """Defaults of the pose landmarker's options.

    Attributes:
        model: lite, full or heavy, or the path of your own .task file.
        min_detection: Least confidence to detect a person, 0 to 1.
        min_presence: Least confidence that a body is there, 0 to 1.
        min_tracking: With several people, least overlap of two bodies that are the same one, 0 to 1.
        delegate: "cpu" or "gpu".
    """

    model: Annotated[str, Field(min_length=1)] = "full"
    min_detection: Annotated[float, Field(ge=0, le=1)] = 0.5
    min_presence: Annotated[float, Field(ge=0, le=1)] = 0.5
    min_tracking: Annotated[float, Field(ge=0, le=1)] = 0.5
    delegate: Literal["cpu", "gpu"] = "cpu"


def is_person(text: str) -> bool:
    """Whether the text names who to follow: auto, left, right, largest or a number from 1."""
    return text in _PERSONS or (text.isascii() and text.isdecimal() and int(text) > 0)


def _rotation(value: object) -> object:
    """Accept a rotation as text or as a number."""
    if isinstance(value, str) and value.isascii() and value.isdecimal():
        value = int(value)
    if isinstance(value, bool) or value not in get_args(Rotation):
        raise ValueError('must be 0, 90, 180, 270 or "auto"')
    return value


def _person(value: object) -> object:
    """Accept who to follow as text or as a number."""
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if not isinstance(text, str) or not is_person(text):
        raise ValueError('must be "auto", "left", "right", "largest" or a number from 1')
    return text


class SourceSettings(_SettingsPart):
    """Picture settings for one source.

    Attributes:
        rotate: Degrees to turn the picture clockwise, or "auto".
        mirror: Whether to flip the picture left to right.
        person: Who to follow: "auto", "left", "right", "largest" or a number from 1.
    """

    rotate: Annotated[Rotation, BeforeValidator(_rotation)] = "auto"
    mirror: bool = False
    person: Annotated[str, BeforeValidator(_person)] = "auto"


class Settings(_SettingsPart):
    """The user's settings; options on the command line override them.

    Attributes:
        format: Version of the file format.
        voice: What to speak.
        speaker: The command that speaks, as words; None for the first one found.
        flash: Whether the terminal flashes with every rep.
        picture: Whether the camera picture is shown.
        source: Camera or address for workouts; None for the first camera that works.
        rest_s: Rest between sets in seconds; None for no rest timer.
        units: Unit in which weights are shown, and of weights typed without one.
        cues: How often form cues are given.
        hands_free: What works without a key.
        landmarker: Defaults of the pose landmarker's options.
        standards: The level that a rep needs to count, by exercise.
        heights: Height in centimetres by profile; yours is "me".
        recordings: Whether the landmarks of each workout are kept, to judge it again later.
        sources: Picture settings by a source's name, address, path or folder.
    """

    format: Literal[1] = 1
    voice: SpeechLevel = "all"
    speaker: Annotated[tuple[str, ...], BeforeValidator(_command_words)] | None = None
    flash: bool = False
    picture: bool = True
    recordings: bool = True
    source: Annotated[str, Field(min_length=1), BeforeValidator(_source_name)] | None = None
    rest_s: Annotated[float, Field(ge=0, le=3600)] | None = None
    units: WeightUnit = "kg"
    cues: Cueing = Cueing()
    hands_free: HandsFree = HandsFree()
    landmarker: LandmarkerSettings = LandmarkerSettings()
    standards: dict[Annotated[str, Field(min_length=1)], Annotated[str, Field(min_length=1)]] = {}
    heights: dict[Annotated[str, Field(min_length=1)], Annotated[float, Field(ge=50, le=250)]] = {}
    sources: dict[Annotated[str, Field(min_length=1)], SourceSettings] = {}

    @property
    def cue_policy(self) -> CuePolicy:
        """The cue settings for :class:`coach.workout.cues.Cues`."""
        return CuePolicy(**self.cues.model_dump())

    def height_m(self, profile: str) -> float | None:
        """A person's height in metres; None if unknown."""
        height_cm = self.heights.get(profile)
        return None if height_cm is None else height_cm / 100

    def lines(self) -> Iterator[tuple[str, Any, bool]]:
        """Yield every setting: a name such as 'cues.praise', its value, and whether the file sets it.

        A source's name is quoted as in the file: 'sources."webcam".rotate'. Addresses lose their password.
        """
        for name in type(self).model_fields:
            value, is_set = getattr(self, name), name in self.model_fields_set
            if isinstance(value, _SettingsPart):
                yield from value.rows(name)
            elif name in ("standards", "heights"):
                yield from ((f"{name}.{key}", each, True) for key, each in value.items())
            elif name == "sources":
                for source, part in self.sources.items():
                    yield from part.rows(f'sources."{without_password(source)}"')
            else:
                yield name, value, is_set


FORMAT: int = get_args(Settings.model_fields["format"].annotation)[0]
"""Newest version of the file format that this code reads."""


def read_settings(path: Path | None = None) -> Settings:
    """Read the user's settings, or the defaults if there is no file.

    Args:
        path: The file; None for the user's own.

    Raises:
        SettingsError: The file can't be read.
        InvalidSettings: The file is wrong; lists every error.
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
            hint="Make the file readable, or move it away to use the defaults.",
        ) from error
    version = table.get("format")
    if isinstance(version, int) and version > FORMAT:
        newer = f"format: {quoted_value(version)} is for a newer version of coach; this one reads {FORMAT}"
        raise InvalidSettings(path, [newer], hint="Update coach, or move the file away.")
    try:
        return Settings.model_validate(table)
    except ValidationError as error:
        raise InvalidSettings(path, error_messages(error, Settings)) from error


def write_settings(path: Path | None = None) -> Path:
    """Write a settings file with the defaults and comments; never overwrite an existing file.

    Returns:
        The file.

    Raises:
        SettingsError: A file already exists, or can't be written.
    """
    path = path or settings_file()
    if path_exists(path):
        raise SettingsError(
            f"You already have a settings file: {path}.",
            hint="Edit it. 'coach settings' shows the values in use.",
        )
    try:
        write_atomically(path, TEMPLATE.encode())
    except OSError as error:
        raise SettingsError(
            f"The settings {path} can't be written: {error.strerror or error}.",
            hint="Free some space there, or set COACH_HOME to a writable folder.",
        ) from error
    return path


TEMPLATE = """\
# Settings for coach. You can leave out any line; 'coach settings' shows the values in use. Options that you
# type override these settings.
format = 1

# What to speak: all, cues (what to fix), counts or off.
voice = "all"

# The command that speaks. The phrase goes at the end, or in place of {phrase}. Without this line, coach uses
# the first of these that is installed: espeak-ng, espeak, spd-say, say, PowerShell.
# speaker = ["espeak-ng", "-s", "150"]

# Flash the terminal with every rep, for loud rooms.
flash = false

# Show the camera picture during a workout.
picture = true

# Keep the landmarks of each workout, about half a megabyte a minute and never a picture, so that
# 'coach rescore' can judge it again with a newer version. 'coach recordings' lists them.
recordings = true

# Camera index or name, or the address of a motion JPEG stream. Without this line, coach uses the first camera
# that works.
# source = "http://phone.example:8080/video"

# Rest between sets in seconds. Without this line there is no rest timer.
# rest_s = 90

# Unit for weights, kg or lb: used to show weights and for numbers that you type without a unit.
units = "kg"

# How often to give a form cue: at most once in every_reps reps, or once in every_s seconds of a hold. With
# praise, coach also says when you have fixed a fault.
[cues]
every_reps = 3
every_s = 10
praise = true

# Hands-free control: wait for the start position before a set (waits), and end a set when you step out of
# view (steps_out) or raise both hands overhead (gesture).
[hands_free]
waits = true
steps_out = true
gesture = true

# The pose model (lite, full, heavy, or the path of your own .task file), and how sure it must be, from 0 to
# 1: to detect a person (min_detection), to accept that a body is there (min_presence), and, with several
# people, to take two bodies for the same one (min_tracking). delegate is "cpu" or "gpu".
[landmarker]
model = "full"
min_detection = 0.5
min_presence = 0.5
min_tracking = 0.5
delegate = "cpu"

# The level that a rep needs to count towards a target, by exercise; 'coach exercises show squat' lists the
# levels of the squat. Without a line, every rep counts, whatever its level.
# [standards]
# squat = "parallel"
# push-up = "full-depth"

# Your height in centimetres, to show velocities in metres a second; other people's by their profile's name.
# [heights]
# me = 178

# Picture settings for one source: a table for each camera, address, film or folder of films. rotate turns
# the picture clockwise: "auto", 0, 90, 180 or 270 degrees. mirror flips it left to right. person is who to
# follow: "auto", "left", "right", "largest", or a number counted from the left.
# [sources."http://phone.example:8080/video"]
# rotate = 90
# mirror = false
# person = "auto"
"""
"""The settings file that 'coach settings init' writes, with the defaults."""
