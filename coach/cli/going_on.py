"""The workout that was interrupted a while ago, and whether it goes on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from coach.errors import NothingToContinue

if TYPE_CHECKING:
    from coach.cli.analysis import Wishes
    from coach.store.past import PastWorkout

_RECENT = timedelta(hours=6)
"""Whoever comes back later begins a new workout."""


def interrupted_workout(wishes: Wishes, *, go_on: bool) -> PastWorkout | None:
    """The newest workout of this exercise and person, where it was cut short a while ago.

    Args:
        wishes: What is trained now, whose it is, and where it is remembered.
        go_on: Whether it is meant to go on, so that there has to be one.

    Raises:
        NothingToContinue: It is meant to go on, and there is none.
        HistoryError: What is remembered can't be read.
    """
    from coach.store.history import open_history
    from coach.store.kinds import DEFAULT_PROFILE

    if wishes.save and wishes.kind != "film":
        with open_history(wishes.database) as history:
            newest = history.recent(
                limit=1,
                exercise=wishes.exercise.name,
                profile=wishes.profile or DEFAULT_PROFILE,
                kind=wishes.kind,
            )
        for workout in newest:
            if workout.state == "interrupted" and datetime.now(UTC) - workout.started_at < _RECENT:
                return workout
    if go_on:
        raise NothingToContinue(
            f"No workout of {wishes.exercise.name} was interrupted in the last hours.",
            hint="Without --continue a new one begins; «coach history» lists what is remembered.",
        )
    return None


def told_before(workout: PastWorkout, name: str, *, go_on: bool) -> str:
    """What is left of it, and how it goes on."""
    from coach.ui.words import counted, seconds

    held = workout.hold_s
    done = f"{seconds(held)} held" if held is not None else counted(workout.full, workout.partial)
    minutes = round((datetime.now(UTC) - workout.started_at).total_seconds() / 60)
    when = f"begun {minutes} minutes ago" if minutes > 1 else "begun just now"
    kept = f"workout {workout.id}, {when}, was interrupted: {done} in {len(workout.sets)} set(s) are kept"
    if go_on:
        return f"It goes on: {kept}."
    return f"{kept[0].upper()}{kept[1:]}.\n«coach start {name} --continue» goes on with it instead."


def seconds_ago(workout: PastWorkout) -> float:
    """How long ago a workout began."""
    return (datetime.now(UTC) - workout.started_at).total_seconds()
