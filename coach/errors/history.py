"""Errors about the workout database."""

from __future__ import annotations

from collections.abc import Sequence

from coach.errors.coach_error import CoachError


class HistoryError(CoachError):
    """The database of workouts could not be used."""


class HistoryTooNew(HistoryError):
    """The database was written by a newer version of coach."""


class HistoryDamaged(HistoryError):
    """The file is damaged or not a database."""


class HistoryLocked(HistoryError):
    """Another program has locked the database."""


class HistoryUnreachable(HistoryError):
    """The database file can't be opened, read or written."""


class UnknownWorkout(HistoryError):
    """There is no workout with this number."""


class NothingToContinue(HistoryError):
    """There is no interrupted workout to continue."""


class NothingToEdit(HistoryError):
    """A workout has no set to which this correction applies."""


class NothingToUndo(HistoryError):
    """There is no such change, or it can't be undone any more."""


class UnknownProfile(HistoryError):
    """There is no profile with this name.

    Attributes:
        name: What was typed.
        known: The names that there are.
    """

    def __init__(self, name: str, known: Sequence[str]) -> None:
        there = f"There are: {', '.join(known)}." if known else "There is none yet."
        super().__init__(f"There is no profile '{name}'.", hint=there)
        self.name, self.known = name, tuple(known)


class ProfileTaken(HistoryError):
    """There is a profile with this name already.

    Attributes:
        name: The name.
    """

    def __init__(self, name: str) -> None:
        super().__init__(
            f"There is a profile '{name}' already.", hint=f"Change it with 'coach profile edit {name}'."
        )
        self.name = name


class UnknownGoal(HistoryError):
    """There is no goal with this number.

    Attributes:
        number: The number.
    """

    def __init__(self, number: int) -> None:
        super().__init__(f"There is no goal {number}.", hint="'coach goal' lists your goals.")
        self.number = number


class WorkoutTaken(HistoryError):
    """Another process is recording this workout.

    Attributes:
        workout_id: Its number.
    """

    def __init__(self, workout_id: int) -> None:
        super().__init__(
            f"Workout {workout_id} is already running in another window.",
            hint="Continue there, or end it there first. Without --continue, coach starts a new workout.",
        )
        self.workout_id = workout_id
