"""Goals in words, with a bar."""

from __future__ import annotations

from collections.abc import Sequence

from coach.quantities import WeightUnit, weight_text
from coach.store.kinds import GoalKind
from coach.store.planning.goals import WEEKLY, Goal, GoalProgress
from coach.ui import formatting

_BAR = 10


def goal_text(goal: Goal, units: WeightUnit) -> str:
    """A goal in words, such as '100 push-ups a week' or 'plank held for 2:00 min'."""
    name = None if goal.exercise is None else goal.exercise
    texts: dict[GoalKind, str] = {
        "reps a week": f"{goal.target:g} {'reps' if name is None else formatting.plural(name, 2)} a week",
        "workouts a week": f"{goal.target:g} workout{'s' * (goal.target != 1)}"
        f"{'' if name is None else f' with {formatting.plural(name, 2)}'} a week",
        "reps in a set": f"{goal.target:g} {formatting.plural(name or 'rep', 2)} in a set",
        "hold": f"{formatting.exercise_text(name or 'hold')} held for {formatting.seconds(goal.target)}",
        "load": f"{formatting.exercise_text(name or 'load')} with {weight_text(goal.target, units=units)}",
    }
    return texts[goal.kind]


def done_text(progress: GoalProgress, units: WeightUnit) -> str:
    """What is done of a goal, such as '62 of 100 this week' or 'best so far 17'."""
    goal = progress.goal
    if goal.kind in WEEKLY:
        return f"{progress.done:g} of {goal.target:g} this week"
    if not progress.done:
        return "nothing yet"
    if goal.kind == "hold":
        return f"best so far {formatting.seconds(progress.done)}"
    if goal.kind == "load":
        return f"best so far {weight_text(progress.done, units=units)}"
    return f"best so far {progress.done:g}"


def goal_lines(progress: Sequence[GoalProgress], units: WeightUnit, *, ascii_only: bool = False) -> list[str]:
    """A line for each goal: bar, goal, and what is done."""
    lines = []
    for each in progress:
        share = min(each.done / each.goal.target, 1.0)
        filled = int(share * _BAR)
        full, empty = ("#", ".") if ascii_only else ("█", "░")
        bar = full * filled + empty * (_BAR - filled)
        reached = " - reached!" if each.is_new else " - reached" if each.is_reached else ""
        lines.append(f"{bar} {goal_text(each.goal, units)}: {done_text(each, units)}{reached}")
    return lines
