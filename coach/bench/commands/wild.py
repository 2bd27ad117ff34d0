"""``coach bench wild``: compares the count of whole sets, recorded as landmarks, with the true one."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from coach.bench.accuracy.films import read_list
from coach.bench.commands.recognition_models import DetectionSettings
from coach.bench.commands.tables.count_tables import SOME_FAILED, HalfOption, certainty_of, count_and_print
from coach.cli.completion import exercise_names


def wild(
    listing: Annotated[
        Path,
        typer.Argument(metavar="CSV", help="Read this list: path, exercise, reps, certainty, group."),
    ],
    exercise: Annotated[
        str | None,
        typer.Option(
            "--exercise",
            "-e",
            metavar="EXERCISE",
            autocompletion=exercise_names,
            help="Count every set as this exercise, whatever the list says.",
        ),
    ] = None,
    certainty: Annotated[str, typer.Option(help="Use rows with this certainty, or 'all'.")] = "sure",
    half: HalfOption = None,
    jobs: Annotated[
        int, typer.Option(min=1, show_default="every core", help="Count this many sets at once.")
    ] = os.cpu_count() or 1,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Count whole sets recorded as landmarks, and compare.

    The list is one like that of 'coach bench films', with recordings (.npz) in place of films. Prints how
    well the counts agree: exactly, within one (OBO) and by mean absolute error (MAE), for each exercise and
    for sets of 3 or more reps. Sets of an exercise without a file are left out, unless --exercise says what
    to count.
    """
    listed = read_list(listing, certainty=certainty_of(certainty), half=half, exercise=exercise)
    if not count_and_print(listed, listed.films, DetectionSettings("full", True, jobs, as_json)):
        raise typer.Exit(SOME_FAILED)
