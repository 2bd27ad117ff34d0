"""``coach start``: trains with you, before a webcam, a phone or a film."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coach.cli import options

if TYPE_CHECKING:
    from coach.catalogue.definition import Exercise
    from coach.cli.analysis import Wishes
    from coach.sinks.screen import Screen
    from coach.vision.live import LiveFigures


def start(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The exercise, as in «coach exercises».")],
    source: Annotated[
        str | None,
        typer.Option(
            "--source",
            metavar="CAMERA|ADDRESS|FILM",
            help="A camera's index or name, the address of an MJPEG stream, a film or a recording; "
            "without it the first camera that works.",
        ),
    ] = None,
    realtime: Annotated[
        bool, typer.Option("--realtime", help="Let a film go by as it happened, as a camera would show it.")
    ] = False,
    profile: options.Profile = None,
    weight: options.Weight = None,
    range_used: options.Range = "minimum",
    model: options.Model = "full",
    as_training: options.AsTraining = False,
    no_save: options.NoSave = False,
    no_cache: options.NoCache = False,
    as_json: options.Json = False,
) -> int:
    """Train an exercise: the coach looks on, counts, judges and remembers.

    Before a camera or a stream it shows the picture, the count and what to mend until you press q. A film is
    seen, counted and remembered as by «coach analyze», or with --realtime as a camera's picture would be.
    """
    from coach.catalogue.library import load_exercise
    from coach.cli.analysis import Wishes
    from coach.cli.analyze import analyze

    exercise = load_exercise(name)
    if source is not None and not realtime and _is_file(source):
        return analyze(
            films=[Path(source)],
            exercise=exercise.name,
            profile=profile,
            weight=weight,
            range_used=range_used,
            model=model,
            as_training=as_training,
            no_save=no_save,
            no_cache=no_cache,
            as_json=as_json,
        )
    grade, model_path = options.pose_model(model)
    wishes = Wishes(
        exercise=exercise,
        kind="film" if source is not None and _is_file(source) else "live",
        grade=grade,
        model_path=model_path,
        range_used=range_used,
        profile=profile,
        weight_kg=weight,
        save=not no_save,
        as_training=as_training,
        as_json=as_json,
    )
    return _train(source, wishes)


def _is_file(source: str) -> bool:
    """Whether a film is meant: also one that is not there, which has to be said so."""
    from coach.vision.mjpeg import is_address

    path = Path(source)
    return path.is_file() or (bool(path.suffix) and not is_address(source))


def _train(source: str | None, wishes: Wishes) -> int:
    from coach.cli.analysis import follow, tell
    from coach.cli.keys import until_key
    from coach.cli.progress import Bar
    from coach.vision.live import LivePoses
    from coach.vision.live_sources import open_live

    watching: list[LivePoses] = []

    def opened(bar: Bar) -> LivePoses:
        live = open_live(source, grade=wishes.grade, model_path=wishes.model_path, on_progress=bar.prepare)
        watching.append(live)
        return live

    def finish() -> None:
        for live in watching:
            live.finish()

    called = source or "the camera"
    with until_key("q", finish):
        analysis = follow(
            opened, wishes, title=called, screen=_screen(wishes.exercise, called, wishes.as_json)
        )
    tell(called, analysis, as_json=wishes.as_json)
    if not wishes.as_json:
        print(_told(watching[0].figures))
    return analysis.exit_code


def _told(figures: LiveFigures) -> str:
    again = f", {figures.reconnected} times reconnected" if figures.reconnected else ""
    return f"{figures.seen} frames seen, {figures.skipped} left out for newer ones{again}."


def _screen(exercise: Exercise, called: str, as_json: bool) -> Screen | None:
    """The whole terminal, where there is one that can be drawn on."""
    from coach.ui.theme import screen

    console = screen()
    if as_json or not sys.stdout.isatty() or console.is_dumb_terminal:
        return None
    from coach.sinks.screen import Screen

    return Screen(exercise, console, heading=called, foot="q finishes, Ctrl-C too")
