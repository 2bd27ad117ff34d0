"""Errors of what is remembered."""

from __future__ import annotations

from coach.errors.coach_error import CoachError


class HistoryError(CoachError):
    """The database of workouts could not be used."""


class HistoryTooNew(HistoryError):
    """The database was written by a newer version of the coach."""


class HistoryDamaged(HistoryError):
    """The database file is damaged or is no database."""


class HistoryLocked(HistoryError):
    """Another program holds the database."""


class HistoryUnreachable(HistoryError):
    """The database file can't be opened, read or written where it is."""


class UnknownWorkout(HistoryError):
    """No workout of this number is remembered."""


class NothingToContinue(HistoryError):
    """No workout was interrupted that could go on."""


class NothingToEdit(HistoryError):
    """A workout has no set that could be put right like this."""


class WorkoutTaken(HistoryError):
    """Another process is writing a workout.

    Attributes:
        workout_id: Its number.
    """

    def __init__(self, workout_id: int) -> None:
        super().__init__(
            f"Workout {workout_id} is running in another window already.",
            hint="Train on there, or end it there first. Without --continue a new workout begins.",
        )
        self.workout_id = workout_id
