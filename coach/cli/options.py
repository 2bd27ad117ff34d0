"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from coach.cli.completion import grades
from coach.cli.people.people_choice import people_choice
from coach.judging.events import RangeUsed
from coach.judging.figures.tempo_target import tempo_target
from coach.quantities import Weight, parse_duration, parse_weight

if TYPE_CHECKING:
    pass

_LONGEST_NAME = 100
_ROTATIONS = ("auto", "0", "90", "180", "270")
_DAY = "%Y-%m-%d"
_FIRST_YEAR = 1990


def checked_name(name: str | None) -> str | None:
    """Check a typed name.

    Raises:
        typer.BadParameter: The name is empty, too long or not text.
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
    """A typed local date with its time zone.

    Raises:
        typer.BadParameter: The date is in the future or before 1990.
    """
    if date is None:
        return None
    if date.year < _FIRST_YEAR:
        raise typer.BadParameter(f"the date must be in {_FIRST_YEAR} or later.")
    if date > datetime.now():
        raise typer.BadParameter("the date is in the future.")
    return date.astimezone()


Json = Annotated[bool, typer.Option("--json", help="Print one line of JSON per film instead.")]
Why = Annotated[
    bool,
    typer.Option("--why", help="List every movement, counted or not, and the reason."),
]
Profile = Annotated[
    str | None,
    typer.Option(
        "--profile",
        metavar="NAME",
        callback=checked_name,
        help="Save under this person's name instead of yours.",
    ),
]


def _weight(typed: str | Weight) -> Weight:
    return typed if isinstance(typed, Weight) else parse_weight(typed)


def _tempo(typed: str) -> str:
    return tempo_target(typed).text


Tempo = Annotated[
    str | None,
    typer.Option(
        "--tempo",
        metavar="TEMPO",
        parser=_tempo,
        help="Keep this tempo: 3-0-1-0 is 3 s lowering, no pause, 1 s effort, no pause.",
    ),
]
Load = Annotated[
    Weight | None,
    typer.Option(
        "--weight",
        metavar="WEIGHT",
        parser=_weight,
        help="Set the load: 20kg or 45lb; a bare number uses the unit in your settings (kg by default).",
    ),
]
NoSave = Annotated[bool, typer.Option("--no-save", help="Count only; save nothing to the history.")]
NoCache = Annotated[bool, typer.Option("--no-cache", help="Ignore the cache and re-analyse.")]
Recording = Annotated[
    Path | None,
    typer.Option(
        "--recording",
        metavar="OUT",
        help="Also save the landmark recording (npz) to this file or folder.",
    ),
]
Annotate = Annotated[
    Path | None,
    typer.Option(
        "--annotate",
        metavar="OUT",
        help="Also save the film with skeleton, angles, count and faults (mp4) to this file or folder.",
    ),
]
BlurBackground = Annotated[
    bool,
    typer.Option("--blur-background", help="Blur everything but the person in the annotated film."),
]
Stills = Annotated[
    Path | None,
    typer.Option(
        "--stills",
        metavar="DIR",
        help="Also save a picture of the best rep and of each fault (jpg) to this folder.",
    ),
]
Plot = Annotated[
    Path | None,
    typer.Option(
        "--plot",
        metavar="OUT",
        help="Also save a plot of the angles over time (svg or png) to this file or folder.",
    ),
]
Chart = Annotated[
    bool,
    typer.Option("--chart", help="Also show the main angle over time as a chart."),
]
Range = Annotated[
    RangeUsed,
    typer.Option(
        "--range",
        help="Judge reps by the exercise's minimum range of motion, or by your own usual range in the set.",
    ),
]
Standard = Annotated[
    str | None,
    typer.Option(
        "--standard",
        metavar="LEVEL",
        help="Count only reps that reach this level (see 'coach exercises show EXERCISE').",
    ),
]
Model = Annotated[
    str | None,
    typer.Option(
        "--model",
        metavar="GRADE|FILE",
        autocompletion=grades,
        help="Choose the pose model: lite, full (default), heavy, or your own .task file.",
    ),
]
NumPoses = Annotated[
    int,
    typer.Option("--num-poses", metavar="N", min=1, max=10, help="Detect at most this many people, 1 to 10."),
]
MinDetection = Annotated[
    float | None,
    typer.Option(
        "--min-detection",
        metavar="SHARE",
        min=0,
        max=1,
        help="Detect a person only with this confidence or more, 0 to 1 (default: 0.5).",
    ),
]
MinPresence = Annotated[
    float | None,
    typer.Option(
        "--min-presence",
        metavar="SHARE",
        min=0,
        max=1,
        help="Accept a body only if it is there with this confidence or more, 0 to 1 (default: 0.5).",
    ),
]
MinTracking = Annotated[
    float | None,
    typer.Option(
        "--min-tracking",
        metavar="SHARE",
        min=0,
        max=1,
        help="With several people, take two bodies for one above this overlap, 0 to 1 (default: 0.5).",
    ),
]
DelegateName = Literal["cpu", "gpu"]
Delegate = Annotated[
    DelegateName | None,
    typer.Option("--delegate", help="Run the pose model on the CPU (default) or the GPU."),
]
AsTraining = Annotated[
    bool,
    typer.Option("--as-training", help="Save the film as a workout of yours, like a live one."),
]


def _rotation(typed: str | None) -> str | None:
    """Check a typed rotation.

    Raises:
        typer.BadParameter: It is not a valid rotation.
    """
    if typed is not None and typed not in _ROTATIONS:
        raise typer.BadParameter(f"choose one of {', '.join(_ROTATIONS)}, not '{typed}'.")
    return typed


def _person(typed: str | None) -> str | None:
    """Check a typed person.

    Raises:
        typer.BadParameter: It is not a valid choice.
    """
    if typed is None:
        return None
    from coach.settings import is_person  # pydantic is slow to load, and help doesn't need it

    if not is_person(typed):
        raise typer.BadParameter(f"choose auto, left, right, largest or a number from 1, not '{typed}'.")
    return typed


Rotate = Annotated[
    str | None,
    typer.Option(
        "--rotate",
        metavar="auto|0|90|180|270",
        callback=_rotation,
        help="Rotate the picture clockwise by this many degrees; auto detects which way is up.",
    ),
]
Mirror = Annotated[
    bool | None,
    typer.Option("--mirror/--no-mirror", help="Flip the picture left to right, for a mirrored source."),
]
Person = Annotated[
    str | None,
    typer.Option(
        "--person",
        metavar="auto|left|right|largest|N",
        callback=_person,
        help="Follow one of several people; auto follows the one who moves, N counts from the left.",
    ),
]


def _people(typed: str | None) -> str | None:
    """Check typed people.

    Raises:
        typer.BadParameter: They can't be counted.
    """
    if typed is None:
        return None
    try:
        for name in people_choice(typed).names:
            checked_name(name)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error
    return typed


People = Annotated[
    str | None,
    typer.Option(
        "--people",
        metavar="all|N|NAME,NAME",
        callback=_people,
        help="Count several people at once; names from left to right save each under that person's name.",
    ),
]
Speed = Annotated[
    float | None,
    typer.Option(
        "--speed",
        metavar="FACTOR",
        min=0.01,
        max=100,
        help="Set the speed of a slow-motion or time-lapse film: 0.25 is four times slower than real time.",
    ),
]
Date = Annotated[
    datetime | None,
    typer.Option(
        "--date",
        formats=[_DAY, f"{_DAY} %H:%M", f"{_DAY}T%H:%M"],
        metavar="DATE",
        callback=past_date,
        help="Set the recording date, if the film's own is wrong: 2026-03-08, or '2026-03-08 18:30'.",
    ),
]


def duration(least_s: float, most_s: float, *, whole: bool = False) -> Callable[[str | float], float]:
    """A parser of typed durations, in seconds within these limits."""

    def parsed(typed: str | float) -> float:
        seconds = parse_duration(typed) if isinstance(typed, str) else typed
        if not least_s <= seconds <= most_s:
            raise ValueError(f"it must be from {least_s:g} to {most_s:g} seconds.")
        if whole and seconds != int(seconds):
            raise ValueError("it must be a whole number of seconds.")
        return seconds

    return parsed
