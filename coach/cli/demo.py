"""``coach demo``: a rendered athlete's set, truly seen, counted, judged and remembered."""

from __future__ import annotations

import sys
import textwrap
from typing import TYPE_CHECKING, Annotated

import typer

from coach.cli import options
from coach.cli.completion import exercise_names

if TYPE_CHECKING:
    from pathlib import Path

    from coach.catalogue.definition import Exercise
    from coach.performer.demo_set import Flawed
    from coach.sinks.screen import Screen

_LINE = 76
"""Characters in a line of prose."""


def demo(
    exercise: Annotated[
        str,
        typer.Argument(
            metavar="EXERCISE", autocompletion=exercise_names, help="Any exercise, as in «coach exercises»."
        ),
    ] = "squat",
    model: options.Model = "full",
    as_json: options.Json = False,
) -> int:
    """See it work without a camera: a rendered athlete trains a set with two flaws in it.

    The athlete is drawn; everything after that is real: the pose model sees the film, the repetitions are
    counted and judged, and the set is remembered in a database of its own. A terminal shows the athlete and
    the count as they move.
    """
    from coach.catalogue.library import load_exercise
    from coach.cli.analysis.film_analysis import Wishes, analyze_film, tell
    from coach.cli.usage_errors import tell_faulty
    from coach.performer.demo_set import flawed_set
    from coach.resources import database_file

    chosen = load_exercise(exercise, tell_faulty)
    flawed = flawed_set(chosen)
    if not as_json:
        _announce(chosen, flawed)
    grade, model_path = options.pose_model(model)
    film = _film(flawed, silent=as_json)
    wishes = Wishes(
        exercise=chosen,
        kind="demo",
        grade=grade,
        model_path=model_path,
        use_cache=False,
        as_json=as_json,
        database=database_file("demo"),
    )
    screen = None if as_json else _screen(chosen, flawed)
    analysis = analyze_film(film, wishes, title="Watching the athlete", screen=screen)
    tell(str(film) if as_json else "the rendered athlete", analysis, as_json=as_json)
    if not as_json:
        print("\nNow a film of yours: coach analyze film.mp4")
    return analysis.exit_code


def _announce(exercise: Exercise, flawed: Flawed) -> None:
    from coach.ui.formatting import either, plural, spoken

    performance = flawed.performance
    if exercise.hold is not None:
        done = f"holds a {spoken(exercise.name)} for {performance.duration_s:.0f} seconds"
    else:
        number = len(performance.depths)
        done = f"does {number} {plural(exercise.name, number)}"
    told = f"A rendered athlete {': '.join(filter(None, (done, either(flawed.flaws, 'and'))))}."
    lines = (
        *textwrap.wrap(told, _LINE),
        "Only the athlete is drawn. The pose model sees the film, what it sees is",
        "counted and judged, and the set is remembered in a database of its own.",
    )
    print(*lines, sep="\n", end="\n\n", flush=True)


def _film(flawed: Flawed, *, silent: bool) -> Path:
    from coach.cli.progress import Bar
    from coach.performer.film import rendered_film

    with Bar("Drawing the athlete", silent=silent) as bar:
        return rendered_film(flawed.performance, on_progress=bar.step)


def _screen(exercise: Exercise, flawed: Flawed) -> Screen | None:
    """Where it is shown while it happens; None where nobody looks, or the terminal can't be drawn on."""
    from coach.ui.theme import screen

    console = screen()
    if not sys.stdout.isatty() or console.is_dumb_terminal:
        return None
    from coach.performer.movement_loop import framing
    from coach.sinks.screen import Screen
    from coach.ui.exercise import seen_from

    return Screen(
        exercise,
        console,
        heading=f"a rendered athlete, {seen_from([flawed.view])}",
        foot="Ctrl-C ends the set and keeps it",
        box=framing(flawed.performance),
    )
