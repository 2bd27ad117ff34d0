"""``coach doctor``: whether this machine and room are ready for training, check by check."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from coach.cli.completion import exercise_names
from coach.cli.options import Mirror, Rotate


def doctor(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="EXERCISE",
            autocompletion=exercise_names,
            help="What is to be trained: view, distance and limbs for it.",
        ),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option(
            "--source",
            envvar="COACH_SOURCE",
            metavar="CAMERA|ADDRESS|FILM|performer",
            help="Look through this for three seconds; without it through every camera.",
        ),
    ] = None,
    rotate: Rotate = None,
    mirror: Mirror = None,
    report: Annotated[
        Path | None,
        typer.Option("--report", metavar="FILE", help="Write it to a file to send, with nothing personal."),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one line of JSON, and nothing else.")
    ] = False,
) -> int:
    """Check that this machine and room are ready for training.

    Stand before the camera meanwhile, where you will train. Nothing is changed and nothing fetched. The exit
    code is 0 when one can train, warnings or not, and 1 when something is in the way.
    """
    from coach.cli.runs.doctor import run

    return run(name=name, source=source, rotate=rotate, mirror=mirror, report=report, as_json=as_json)
