"""``coach compare``: two sets beside each other."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from coach.cli import options
from coach.cli.comparing.compared_set import (
    ComparedSource,
    common_exercise,
    is_workout,
    workout_source,
)
from coach.cli.completion import exercise_names
from coach.cli.history.opening import Demo, database_of
from coach.cli.viewing.viewed_source import ViewedSource
from coach.comparison.set_differences import ComparedSets, compared
from coach.comparison.set_motion import SetMotion, set_motion
from coach.store.history import open_history
from coach.terminal_text import json_line
from coach.ui.comparison.comparison_lines import ComparisonText, difference_lines
from coach.ui.theme import screen

_INTERRUPTED = 130
_WHAT = "A film, a recording (npz), or a saved workout: 12, its set 12:2, or last."


def compare(
    first: Annotated[str, typer.Argument(metavar="A", help=_WHAT, show_default=False)],
    second: Annotated[str, typer.Argument(metavar="B", help="The same.", show_default=False)],
    exercise: Annotated[
        str | None,
        typer.Option(
            "--exercise",
            "-e",
            metavar="EXERCISE",
            autocompletion=exercise_names,
            help="Name the exercise; without it, coach recognises it.",
        ),
    ] = None,
    model: options.Model = None,
    demo: Demo = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one line of JSON instead.")] = False,
) -> int:
    """Compare two sets of an exercise: depth, tempo, and form on the way.

    Yesterday's and today's, or yours and your coach's. Form is compared where the main angle is the same, so
    that a deeper or a slower rep is no difference of form. Only what differs by more than the error is told.
    """
    try:
        sources = [_source(typed, exercise, model, demo=demo, silent=as_json) for typed in (first, second)]
        common = common_exercise(exercise, sources)
        motions = [set_motion(each.name, common, each.sightings) for each in sources]
    except KeyboardInterrupt:
        return _INTERRUPTED
    comparison = compared(*motions)
    if as_json:
        print(_json(comparison))
    else:
        screen().print(ComparisonText(comparison))
    return 0


def _source(
    typed: str, exercise: str | None, model: str | None, *, demo: bool, silent: bool
) -> ComparedSource:
    if not is_workout(typed):
        viewed = ViewedSource(typed, model=model)
        return ComparedSource(viewed.name, viewed.all_sightings(silent=silent), None)
    named = None if exercise is None else common_exercise(exercise, []).name
    with open_history(database_of(demo)) as history:
        return workout_source(typed, history, named)


def _json(comparison: ComparedSets) -> str:
    return json_line(
        {
            "format": 1,
            "exercise": comparison.first.exercise.name,
            "sets": [_set_json(each) for each in (comparison.first, comparison.second)],
            "differences": [
                {**_rounded(asdict(each)), "is_clear": each.is_clear} for each in comparison.differences
            ],
            "told": difference_lines(comparison),
            "notes": list(comparison.notes),
        }
    )


def _set_json(motion: SetMotion) -> dict[str, object]:
    return {
        "name": motion.name,
        "view": motion.view,
        "full": motion.full,
        "partial": motion.partial,
        "hold_s": motion.hold_s,
        "compared_reps": len(motion.paths),
    }


def _rounded(values: dict[str, object]) -> dict[str, object]:
    return {name: round(value, 2) if isinstance(value, float) else value for name, value in values.items()}
