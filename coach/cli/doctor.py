"""``coach doctor``: checks that this machine and room are ready for training."""

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
            help="Check the view, distance and visible limbs for this exercise.",
        ),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option(
            "--source",
            envvar="COACH_SOURCE",
            metavar="CAMERA|ADDRESS|FILM|performer",
            help="Test this source for three seconds; without it, every camera.",
        ),
    ] = None,
    rotate: Rotate = None,
    mirror: Mirror = None,
    report: Annotated[
        Path | None,
        typer.Option(
            "--report",
            metavar="FILE",
            help="Also write a report to this file, without personal data, to share.",
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one line of JSON instead.")] = False,
) -> int:
    """Check that this machine and room are ready for training.

    Stand in front of the camera, where you will train. Nothing is changed or downloaded. The exit code is 0
    if you can train, even with warnings, and 1 if something prevents it.
    """
    from coach.cli.runs.doctor import run

    return run(name=name, source=source, rotate=rotate, mirror=mirror, report=report, as_json=as_json)
