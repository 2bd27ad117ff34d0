"""``coach bench``: what the coach claims, measured."""

from __future__ import annotations

import typer

from coach.cli.bench import (
    decoding,
    extract,
    films,
    live,
    performer,
    recognition,
    same,
    soak,
    speed,
    workouts,
)

app = typer.Typer(help="Measure what the coach claims.", no_args_is_help=True, rich_markup_mode=None)
app.command()(films.films)
app.command()(speed.speed)
app.command()(decoding.decoding)
app.command()(performer.performer)
app.command()(live.live)
app.command()(same.same)
app.command()(soak.soak)
app.command()(extract.extract)
app.command()(workouts.workouts)
app.command()(recognition.recognition)
