"""``coach train``: trains the exercise classifier on labelled clips."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from coach.cli import options


def train(
    clips: Annotated[
        Path,
        typer.Argument(
            metavar="CLIPS",
            help="Read clips from folders named EXERCISE/PERSON, or from a CSV file: path, exercise, group, "
            "start_s, end_s.",
        ),
    ],
    rebuilt: Annotated[
        Path | None,
        typer.Option(
            "--rebuilt",
            metavar="CSV",
            help="Also train on these recordings, rebuilt from other data; they are never scored.",
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FOLDER", help="Save the model in this folder, and don't use it yet."),
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option("--workers", min=1, show_default="every core", help="Analyse this many films at once."),
    ] = None,
    folds: Annotated[
        int,
        typer.Option("--folds", min=2, max=20, help="Set the number of folds, split by person."),
    ] = 5,
    model: options.Model = "full",
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help="Ignore the cache, and add nothing to it.")
    ] = False,
    ship: Annotated[
        bool,
        typer.Option(
            "--ship",
            help="Replace the shipped model, and render athletes of new exercises; only in a checkout.",
        ),
    ] = False,
    use: Annotated[
        bool, typer.Option("--use", help="Use the model even if it recognises fewer exercises.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the results as one line of JSON.")] = False,
) -> int:
    """Train the exercise classifier on your own labelled clips.

    Analyses every film once and caches the result: after Ctrl-C, the same command resumes. Then it trains the
    model and reports its accuracy on people not in the training data. The model is used from then on. If it
    recognises fewer exercises than the current one, or can't be scored, it is used only with --use.
    'coach models reset' restores the shipped model.
    """
    from coach.cli.runs.train import run

    return run(
        clips=clips,
        rebuilt=rebuilt,
        out=out,
        workers=workers,
        folds=folds,
        model=model,
        no_cache=no_cache,
        ship=ship,
        use=use,
        as_json=as_json,
    )
