"""Runs ``coach demo``."""

from __future__ import annotations

import sys
import textwrap
from pathlib import Path

from coach.catalogue.definition import Exercise
from coach.catalogue.library import load_exercise
from coach.cli import options
from coach.cli.analysis.film_analysis import analyze_film, print_analysis
from coach.cli.analysis.request import AnalysisRequest
from coach.cli.progress import ProgressBar
from coach.cli.runs.typed_landmarker import landmarker_options
from coach.cli.runs.typed_values import model_choice
from coach.cli.usage_errors import warn_of_faulty
from coach.performer.demo_set import DemoSet, flawed_set
from coach.performer.film import rendered_film
from coach.performer.movement_loop import framing
from coach.resources import database_file
from coach.sinks.screen import Screen
from coach.ui.exercise import view_text
from coach.ui.formatting import either, exercise_text, plural
from coach.ui.theme import screen

_LINE = 76
"""Characters in a line of prose."""


def run(*, exercise: str, model: options.Model, as_json: options.Json) -> int:
    """Run the command."""
    chosen = load_exercise(exercise, warn_of_faulty)
    flawed = flawed_set(chosen)
    if not as_json:
        _announce(chosen, flawed)
    grade, model_path = model_choice(model)
    film = _film(flawed, silent=as_json)
    request = AnalysisRequest(
        exercise=chosen,
        kind="demo",
        grade=grade,
        model_path=model_path,
        landmarker=landmarker_options(),
        use_cache=False,
        as_json=as_json,
        database=database_file("demo"),
    )
    screen = None if as_json else _screen(chosen, flawed)
    analysis = analyze_film(film, request, title="Analysing the athlete", screen=screen)
    print_analysis(str(film) if as_json else "the rendered athlete", analysis, as_json=as_json)
    if not as_json:
        print("\nNext, try a film of your own: coach analyze film.mp4")
    return analysis.exit_code


def _announce(exercise: Exercise, flawed: DemoSet) -> None:
    performance = flawed.performance
    if exercise.hold is not None:
        done = f"holds a {exercise_text(exercise.name)} for {performance.duration_s:.0f} seconds"
    else:
        number = len(performance.depths)
        done = f"does {number} {plural(exercise.name, number)}"
    sentence = f"A rendered athlete {': '.join(filter(None, (done, either(flawed.flaws, 'and'))))}."
    lines = (
        *textwrap.wrap(sentence, _LINE),
        "Only the athlete is drawn. The pose model analyses the film, coach counts",
        "and judges the reps, and the set is saved in a separate demo history.",
    )
    print(*lines, sep="\n", end="\n\n", flush=True)


def _film(flawed: DemoSet, *, silent: bool) -> Path:
    with ProgressBar("Rendering the athlete", silent=silent) as bar:
        return rendered_film(flawed.performance, on_progress=bar.step)


def _screen(exercise: Exercise, flawed: DemoSet) -> Screen | None:
    """The full-screen view; None without a terminal that can show it."""
    console = screen()
    if not sys.stdout.isatty() or console.is_dumb_terminal:
        return None

    return Screen(
        exercise,
        console,
        heading=f"a rendered athlete, {view_text([flawed.view])}",
        foot="Ctrl-C ends the set and saves it",
        box=framing(flawed.performance),
    )
