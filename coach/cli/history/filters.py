"""The options that choose workouts, in every view of the history."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, Literal

import typer

from coach.cli.completion import exercise_names
from coach.cli.history.opening import canonical, given_before
from coach.cli.options import checked_name
from coach.store.kinds import Kind
from coach.store.queries import WorkoutFilter

Exercise = Annotated[
    str | None,
    typer.Option(
        "--exercise",
        "-e",
        metavar="EXERCISE",
        callback=checked_name,
        autocompletion=exercise_names,
        help="Include only workouts with this exercise.",
    ),
]
Profile = Annotated[
    str | None,
    typer.Option(
        "--profile", metavar="NAME", callback=checked_name, help="Include only this person's workouts."
    ),
]
ShownKind = Annotated[
    Literal["live", "film", "demo", "import"] | None,
    typer.Option("--kind", help="Include only this kind of workout."),
]
Since = Annotated[
    datetime | None,
    typer.Option(
        "--since",
        formats=["%Y-%m-%d"],
        metavar="DATE",
        help="Include only workouts from this day on, such as 2026-01-31.",
    ),
]
Until = Annotated[
    datetime | None,
    typer.Option(
        "--until", formats=["%Y-%m-%d"], metavar="DATE", help="Include only workouts up to this day."
    ),
]
Routine = Annotated[
    str | None, typer.Option("--routine", metavar="NAME", help="Include only workouts of this routine.")
]


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedFilter:
    """The options as typed.

    Attributes:
        exercise: An exercise, by any of its names.
        profile: A person.
        kind: A kind of workout.
        since: The first day.
        until: The last day.
        routine: A routine.
    """

    exercise: str | None = None
    profile: str | None = None
    kind: Kind | None = None
    since: datetime | None = None
    until: datetime | None = None
    routine: str | None = None

    def after(self, context: typer.Context) -> TypedFilter:
        """The same, with what was typed before the command's name where nothing was typed after it."""
        return TypedFilter(
            **{
                name: given_before(context, name) if value is None else value
                for name, value in self.values().items()
            }
        )

    def values(self) -> dict[str, Any]:
        """The options by name."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    @property
    def narrows(self) -> bool:
        """Whether anything was typed."""
        return self != TypedFilter()

    def choice(self, *, limit: int | None = None) -> WorkoutFilter:
        """The workouts, from the first moment of the first day to the last of the last."""
        return WorkoutFilter(
            limit=limit,
            exercise=canonical(self.exercise),
            profile=self.profile,
            kind=self.kind,
            since=None if self.since is None else _first_moment(self.since),
            until=None if self.until is None else _first_moment(_next_day(self.until)),
            routine=self.routine,
        )


def _next_day(day: datetime) -> datetime:
    try:
        return day + timedelta(days=1)
    except OverflowError:
        return datetime.max


def _first_moment(day: datetime) -> datetime:
    """The start of a local day in UTC; the calendar's first and last days can't be converted."""
    try:
        return day.astimezone(UTC)
    except (ValueError, OverflowError):
        return day.replace(tzinfo=UTC)
