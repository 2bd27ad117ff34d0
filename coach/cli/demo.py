"""``coach demo``: a rendered athlete's set, truly seen, counted and remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from coach.cli import options
from coach.errors import ExerciseError

if TYPE_CHECKING:
    from pathlib import Path

    from coach.catalogue.definition import Exercise
    from coach.performer.choreography import Performance

DEMONSTRATED = ("squat", "push-up")
"""What the athlete was seen well enough in to show what counting is like."""

FULL_REPS = 5
PARTIAL_DEPTH, PARTIAL_PLACE = 0.45, 3
"""The flaw: one repetition goes this share of the way, after enough full ones to know the athlete's range."""


def demo(
    exercise: Annotated[str, typer.Argument(metavar="EXERCISE", help="squat or push-up.")] = "squat",
    model: options.Model = "full",
    as_json: options.Json = False,
) -> int:
    """See it work without a camera: a rendered athlete trains a set with one flaw in it.

    The athlete is drawn; everything after that is real: the pose model sees the film, the repetitions are
    counted and judged, and the set is remembered in a database of its own.
    """
    from coach.catalogue.library import load_exercise
    from coach.cli.analysis import Wishes, analyze_film, tell
    from coach.cli.mistakes import tell_faulty
    from coach.resources import database_file

    chosen = load_exercise(exercise, tell_faulty)
    if chosen.name not in DEMONSTRATED:
        raise ExerciseError(
            f"The demo can't show {chosen.title.lower()} yet.",
            hint=f"«coach demo {DEMONSTRATED[0]}» and «coach demo {DEMONSTRATED[1]}» it can.",
        )
    performance = demonstrated(chosen)
    if not as_json:
        _announce(chosen, performance)
    grade, model_path = options.pose_model(model)
    film = _film(performance, silent=as_json)
    wishes = Wishes(
        exercise=chosen,
        kind="demo",
        grade=grade,
        model_path=model_path,
        use_cache=False,
        as_json=as_json,
        database=database_file("demo"),
    )
    analysis = analyze_film(film, wishes, title="Watching the athlete")
    tell(str(film) if as_json else "the rendered athlete", analysis, as_json=as_json)
    if not as_json:
        print(f"\nNow a film of yours: coach analyze film.mp4 --exercise {chosen.name}")
    return analysis.exit_code


def demonstrated(exercise: Exercise) -> Performance:
    """The demo's set: full repetitions with one partial among them."""
    from coach.performer.repertoire import perform

    depths = [1.0] * FULL_REPS
    depths.insert(PARTIAL_PLACE, PARTIAL_DEPTH)
    return perform(exercise, depths=tuple(depths), joint_noise_deg=0.6, seed=1)


def _announce(exercise: Exercise, performance: Performance) -> None:
    number, name = len(performance.depths), exercise.title.lower()
    lines = (
        f"A rendered athlete does {number} {name}s, one of them not far enough.",
        "Only the athlete is drawn. The pose model sees the film, the repetitions are",
        "counted and judged, and the set is remembered in a database of its own.",
    )
    print(*lines, sep="\n", end="\n\n", flush=True)


def _film(performance: Performance, *, silent: bool) -> Path:
    from coach.cli.progress import Bar
    from coach.performer.film import rendered_film

    with Bar("Drawing the athlete", silent=silent) as bar:
        return rendered_film(performance, on_progress=bar.step)
