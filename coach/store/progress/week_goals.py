"""This week against the goals of a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from coach.store.history import History
from coach.store.listing import ListedWorkout
from coach.store.log_tables import GoalRow
from coach.store.progress.training_days import local_midnight, monday
from coach.store.queries import WorkoutFilter
from coach.store.readable import row_condition
from coach.store.tables import Remembered

_GOAL = Remembered.metadata.tables[GoalRow.__tablename__]
_GOALS = f"""
SELECT g.kind, g.exercise, g.target FROM goal g JOIN profile p ON p.id = g.profile_id
WHERE {row_condition(_GOAL, "g")} AND p.name = ? AND g.ended_at IS NULL
    AND g.kind IN ('reps a week', 'workouts a week') ORDER BY g.kind DESC, g.id
"""


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


def week_goals(history: History, choice: WorkoutFilter, profile: str, today: date) -> list[WeekGoal]:
    """The goals of a person for a week, with what is done of them since Monday.

    Args:
        history: The history.
        choice: The workouts that count.
        profile: The person's profile.
        today: The last day.
    """
    goals = history.rows(_GOALS, (profile,))
    if not goals:
        return []
    since = local_midnight(monday(today))
    mine = replace(choice, limit=None, profile=profile, since=since, exercise=None)
    workouts = list(history.listed(mine))
    reps = _reps(workouts)
    return [
        WeekGoal("workouts", None, round(target), len(workouts))
        if kind == "workouts a week"
        else WeekGoal(
            "reps", exercise, round(target), sum(reps.values()) if exercise is None else reps[exercise]
        )
        for kind, exercise, target in goals
    ]


def _reps(workouts: Iterable[ListedWorkout]) -> Counter[str]:
    """Full reps by exercise."""
    reps: Counter[str] = Counter()
    for each in workouts:
        for part in each.parts:
            reps[part.exercise] += part.full
    return reps
