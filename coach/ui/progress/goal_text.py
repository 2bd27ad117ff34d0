"""A goal for the week, and how far it is reached."""

from __future__ import annotations

from coach.store.progress.week_goals import WeekGoal
from coach.ui.charts import bar
from coach.ui.formatting import plural

_BAR = 12


def goal_line(goal: WeekGoal, *, ascii_only: bool = False) -> str:
    """Such as 'Goal: ████        1 of 3 workouts this week'."""
    drawn = bar(goal.done, goal.target, _BAR, ascii_only=ascii_only)
    return f"Goal {drawn} {goal_text(goal)}"


def goal_text(goal: WeekGoal) -> str:
    """Such as '1 of 3 workouts this week', or 'reached: 4 of 3 workouts this week'."""
    what = goal.unit if goal.exercise is None else plural(goal.exercise, 2)
    reached = "reached: " if goal.done >= goal.target else ""
    return f"{reached}{goal.done} of {goal.target} {what} this week"
