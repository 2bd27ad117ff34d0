"""The training that a view of progress is about: one person's, and no films that were only analysed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from rich.text import Text

from coach.cli.analysis.exercise_facts import figures_basis
from coach.cli.history.filters import TypedFilter
from coach.store.history import History
from coach.store.planning.active_profile import active_profile
from coach.store.progress.training_sets import TrainingSet, training_sets
from coach.store.queries import WorkoutFilter
from coach.store.readable import PROFILE, row_condition
from coach.ui.theme import screen


def training_choice(typed: TypedFilter, *, demo: bool) -> WorkoutFilter:
    """The workouts that count as training; films too if they were asked for."""
    choice = typed.choice()
    return replace(
        choice, profile=choice.profile or active_profile(), training=not demo and typed.kind != "film"
    )


def chosen_sets(history: History, choice: WorkoutFilter) -> list[TrainingSet]:
    """The sets of these workouts, with their figures."""
    return training_sets(history, choice, figures_basis(choice.profile or active_profile()))


def nothing_text(history: History, choice: WorkoutFilter, *, demo: bool) -> str:
    """Why there is no training to show, and what to type."""
    what = "" if choice.exercise is None else f" of {choice.exercise}"
    if demo:
        return f"There is no demo workout{what} yet. 'coach demo' makes one."
    lines = [f"There is no training{what} by {choice.profile} here yet."]
    anyone = replace(choice, profile=None)
    people = sorted({row[0] for row in history.rows(*anyone.query(_PEOPLE))} - {choice.profile})
    if people:
        lines.append(f"There is by {', '.join(people)}: add --profile NAME.")
    films = history.extent(replace(choice, training=False, kind="film"))
    if choice.training and films.largest_id:
        lines.append("Films are not training unless analysed with --as-training; --kind film shows them.")
    return "\n".join(lines)


_PEOPLE = f"""
SELECT DISTINCT p.name FROM workout w JOIN profile p ON p.id = w.profile_id
WHERE {row_condition(PROFILE, "p")} AND {{where}} ORDER BY p.name LIMIT {{limit}}
"""


def print_lines(lines: Iterable[str | Text]) -> None:
    """Print lines; plain ones directly, which is much quicker."""
    console = screen()
    for line in lines:
        if isinstance(line, str):
            print(line)
        else:
            console.print(line)
