"""``coach train``: learns from labelled clips what exercises look like, and says how well."""

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
            help="A folder with one for each exercise and one in it for each person, or a CSV file: path, "
            "exercise, group, start_s, end_s.",
        ),
    ],
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", metavar="FOLDER", help="Put the model here, in place of where it is used from."
        ),
    ] = None,
    workers: Annotated[
        int | None, typer.Option("--workers", min=1, help="Films seen at once; every core by default.")
    ] = None,
    folds: Annotated[
        int, typer.Option("--folds", min=2, max=20, help="Into how many parts people are split.")
    ] = 5,
    model: options.Model = "full",
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help="See every film anew, and keep nothing of it.")
    ] = False,
    ship: Annotated[
        bool, typer.Option("--ship", help="In a checkout: put it where the shipped model is.")
    ] = False,
    use: Annotated[
        bool, typer.Option("--use", help="Use it in any case, even if it recognises fewer exercises.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print what it came to as one line of JSON.")
    ] = False,
) -> int:
    """Learn to recognise exercises from clips of your own.

    Sees every film once (what was seen is kept: after Ctrl-C the same command goes on), learns, and says how
    well people are told apart who were not learned from. The model is used from then on, unless it recognises
    fewer exercises than the one in use, or can't be scored: then only with --use. 'coach models reset' goes
    back to the shipped one.
    """
    from coach.cli.runs.train import run

    return run(
        clips=clips,
        out=out,
        workers=workers,
        folds=folds,
        model=model,
        no_cache=no_cache,
        ship=ship,
        use=use,
        as_json=as_json,
    )
