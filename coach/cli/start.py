"""``coach start``: trains with you; for now along a film, the way a webcam will go."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from coach.cli import options
from coach.errors import CameraUnsupported


def start(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The exercise, as in «coach exercises».")],
    source: Annotated[
        Path | None,
        typer.Option("--source", metavar="FILM", help="A film, or a landmark recording (.npz) of one."),
    ] = None,
    profile: options.Profile = None,
    weight: options.Weight = None,
    range_used: options.Range = "minimum",
    model: options.Model = "full",
    as_training: options.AsTraining = False,
    no_save: options.NoSave = False,
    no_cache: options.NoCache = False,
    as_json: options.Json = False,
) -> int:
    """Train an exercise along a film.

    It is seen, counted and remembered as by «coach analyze». Training at a webcam is not in this version yet.
    """
    from coach.catalogue.library import load_exercise

    exercise = load_exercise(name)
    if source is None:
        raise CameraUnsupported(exercise.name)
    from coach.cli.analyze import analyze

    return analyze(
        films=[source],
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
