"""Options that several commands share, worded once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coach.cli.completion import grades
from coach.judging.events import RangeUsed
from coach.quantities import Weight, parse_duration, parse_weight

if TYPE_CHECKING:
    pass

_LONGEST_NAME = 100
_ROTATIONS = ("auto", "0", "90", "180", "270")
_DAY = "%Y-%m-%d"
_FIRST_YEAR = 1990


def named(name: str | None) -> str | None:
    """The name as it was typed, fit to be remembered.

    Raises:
        typer.BadParameter: It isn't.
    """
    if name is None:
        return None
    if any("\ud800" <= letter <= "\udfff" for letter in name):  # bytes that Python could not decode
        raise typer.BadParameter("the name is not UTF-8 text.")
    if not name.strip():
        raise typer.BadParameter("the name must not be empty.")
    if len(name) > _LONGEST_NAME:
        raise typer.BadParameter(f"the name must be at most {_LONGEST_NAME} characters.")
    return name


def past_date(date: datetime | None) -> datetime | None:
    """The local date as it was typed, with its time zone.

    Raises:
        typer.BadParameter: It lies in the future, or so far back that there was no such film.
    """
    if date is None:
        return None
    if date.year < _FIRST_YEAR:
        raise typer.BadParameter(f"the date must be in {_FIRST_YEAR} or later.")
    if date > datetime.now():
        raise typer.BadParameter("the date is in the future.")
    return date.astimezone()


Json = Annotated[bool, typer.Option("--json", help="Print one line of JSON for each film, and nothing else.")]
Profile = Annotated[
    str | None,
    typer.Option(
        "--profile",
        metavar="NAME",
        callback=named,
        help="Whose workout it is; yours where nobody is named.",
    ),
]


def _weight(typed: str | Weight) -> Weight:
    return typed if isinstance(typed, Weight) else parse_weight(typed)


Load = Annotated[
    Weight | None,
    typer.Option(
        "--weight",
        metavar="WEIGHT",
        parser=_weight,
        help="The load: 20kg or 45lb; a bare number is in the units of your settings (kg by default).",
    ),
]
NoSave = Annotated[bool, typer.Option("--no-save", help="Count only, and remember nothing.")]
NoCache = Annotated[bool, typer.Option("--no-cache", help="See the film anew, also when it was seen before.")]
Recording = Annotated[
    Path | None,
    typer.Option(
        "--recording",
        metavar="OUT",
        help="Put the landmark recording (npz) of the film here too: a file, or a folder.",
    ),
]
Range = Annotated[
    RangeUsed,
    typer.Option(
        "--range",
        help="What a full repetition is measured against: the exercise's minimum, or your own range.",
    ),
]
Model = Annotated[
    str,
    typer.Option(
        "--model",
        metavar="GRADE|FILE",
        autocompletion=grades,
        help="The pose model: lite, full, heavy, or a .task file of yours.",
    ),
]
AsTraining = Annotated[
    bool,
    typer.Option("--as-training", help="Remember the film as training of yours, like a live workout."),
]


def _rotation(typed: str | None) -> str | None:
    """The rotation as it was typed.

    Raises:
        typer.BadParameter: There is no such rotation.
    """
    if typed is not None and typed not in _ROTATIONS:
        raise typer.BadParameter(f"choose one of {', '.join(_ROTATIONS)}, not '{typed}'.")
    return typed


def _person(typed: str | None) -> str | None:
    """Who is meant, as it was typed.

    Raises:
        typer.BadParameter: Nobody is called so.
    """
    if typed is None:
        return None
    from coach.settings import is_person  # pydantic is slow to load, and help has no need of it

    if not is_person(typed):
        raise typer.BadParameter(f"choose auto, left, right, largest or a number from 1, not '{typed}'.")
    return typed


Rotate = Annotated[
    str | None,
    typer.Option(
        "--rotate",
        metavar="auto|0|90|180|270",
        callback=_rotation,
        help="Turn the picture clockwise by this many degrees; auto finds out which way is up.",
    ),
]
Mirror = Annotated[
    bool | None,
    typer.Option(
        "--mirror/--no-mirror", help="Flip the picture left to right: for a source that is mirrored."
    ),
]
Person = Annotated[
    str | None,
    typer.Option(
        "--person",
        metavar="auto|left|right|largest|N",
        callback=_person,
        help="Who to follow if there are several people; auto follows whoever moves, N counts from the left.",
    ),
]
Speed = Annotated[
    float | None,
    typer.Option(
        "--speed",
        metavar="FACTOR",
        min=0.01,
        max=100,
        help="Playback speed of a slow-motion or time-lapse film: 0.25 is four times slower than real time.",
    ),
]
Date = Annotated[
    datetime | None,
    typer.Option(
        "--date",
        formats=[_DAY, f"{_DAY} %H:%M", f"{_DAY}T%H:%M"],
        metavar="DATE",
        callback=past_date,
        help="When the film was recorded, if its own date is wrong: 2026-03-08, or '2026-03-08 18:30'.",
    ),
]


def duration(least_s: float, most_s: float, *, whole: bool = False) -> Callable[[str | float], float]:
    """What reads a duration that is typed, in seconds within these limits."""

    def parsed(typed: str | float) -> float:
        seconds = parse_duration(typed) if isinstance(typed, str) else typed
        if not least_s <= seconds <= most_s:
            raise ValueError(f"it must be from {least_s:g} to {most_s:g} seconds.")
        if whole and seconds != int(seconds):
            raise ValueError("it must be a whole number of seconds.")
        return seconds

    return parsed
