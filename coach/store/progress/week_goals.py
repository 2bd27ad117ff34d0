"""This week against the goals of a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coach.store.history import History
from coach.store.planning.goals import goal_progress


@dataclass(frozen=True, slots=True)
class WeekGoal:
    """A goal for a week, and how much of it is done.

    Attributes:
        unit: "workouts" or "reps".
        exercise: Canonical name; None for all exercises.
        target: How many in a week.
        done: How many so far.
    """

    unit: str
    exercise: str | None
    target: int
    done: int


def week_goals(history: History, profile: str, today: date) -> list[WeekGoal]:
    """The goals of a person for a week, with what is done of them since Monday.

    Args:
        history: The history.
        profile: The person's profile.
        today: The last day.
    """
    if history.connection is None:
        return []
    progress = goal_progress(history.connection, profile, today, only_weekly=True)
    return [
        WeekGoal(
            each.goal.kind.removesuffix(" a week"),
            each.goal.exercise,
            round(each.goal.target),
            round(each.done),
        )
        for each in progress
    ]
