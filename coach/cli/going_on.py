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
    """The newest workout of this person and exercise, where it was cut short a while ago.

    Where no exercise is named it is the newest in which what was done was recognised too.

    Args:
        wishes: What is trained now, whose it is, and where it is remembered.
        go_on: Whether it is meant to go on, so that there has to be one.

    Raises:
        NothingToContinue: It is meant to go on, and there is none.
        HistoryError: What is remembered can't be read.
    """
    from coach.store.history import open_history
    from coach.store.kinds import DEFAULT_PROFILE

    if wishes.save and (go_on or wishes.kind != "film"):
        with open_history(wishes.database) as history:
            newest = history.recent(
                limit=1,
                exercise=wishes.exercise.name if wishes.exercise else None,
                profile=wishes.profile or DEFAULT_PROFILE,
                kind=wishes.kind,
            )
        for workout in newest:
            same = wishes.exercise is not None or workout.exercise is None
            recent = datetime.now(UTC) - workout.started_at < _RECENT
            if same and recent and workout.state == "interrupted":
                return workout
    if go_on:
        of = f" of {wishes.exercise.name}" if wishes.exercise else ""
        raise NothingToContinue(
            f"No workout{of} was interrupted in the last hours.",
            hint="Without --continue a new one begins; «coach history» lists what is remembered.",
        )
    return None


def told_before(workout: PastWorkout, name: str | None, *, go_on: bool) -> str:
    """What is left of it, and how it goes on; ``name`` is the exercise that was named for this one."""
    from coach.ui.words import counted, seconds

    held = workout.hold_s
    done = f"{seconds(held)} held" if held is not None else counted(workout.full, workout.partial)
    minutes = round((datetime.now(UTC) - workout.started_at).total_seconds() / 60)
    when = f"begun {minutes} minutes ago" if minutes > 1 else "begun just now"
    kept = f"workout {workout.id}, {when}, was interrupted: {done} in {len(workout.sets)} set(s) are kept"
    if go_on:
        return f"It goes on: {kept}."
    typed = f"coach start {name}" if name else "coach start"
    return f"{kept[0].upper()}{kept[1:]}.\n«{typed} --continue» goes on with it instead."


def seconds_ago(workout: PastWorkout) -> float:
    """How long ago a workout began."""
    return (datetime.now(UTC) - workout.started_at).total_seconds()
