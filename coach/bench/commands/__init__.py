"""The ``coach bench`` commands."""

from __future__ import annotations

from typing import ClassVar

import typer

from coach.cli.lazy_commands import LazyCommand, LazyGroup


def _command(module: str, name: str, text: str) -> LazyCommand:
    return LazyCommand(f"coach.bench.commands.{module}", name, text)


class _Bench(LazyGroup):
    table: ClassVar = {
        "films": _command("films", "films", "Count films whose reps are known, and compare."),
        "performer": _command("performer", "performer", "Count rendered sets whose truth is known."),
        "workouts": _command("workouts", "workouts", "Split workouts of several exercises, and compare."),
        "same": _command("same", "same", "Count the same films live and as films."),
        "speed": _command("speed", "speed", "Time an analysis against bare detection."),
        "live": _command("live", "live", "Time a verdict, from picture to screen."),
        "decoding": _command("decoding", "decoding", "Time the two ways to decode a film."),
        "extract": _command("extract", "extract", "Time two workers against one."),
        "recognition": _command("recognition", "recognition", "Time the recognition of an exercise."),
        "soak": _command("soak", "soak", "Run a long workout and look for leaks."),
    }


app = typer.Typer(cls=_Bench, no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def bench() -> None:
    """Measure how accurate and how fast coach is."""
