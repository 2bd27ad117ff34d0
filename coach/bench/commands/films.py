"""``coach bench films``: compares the count with films counted by eye."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from coach.bench.accuracy.films import read_list
from coach.bench.accuracy.invariance import few_of_each, known_transforms
from coach.bench.commands import auto_recognition, invariance
from coach.bench.commands.recognition_models import DetectionSettings
from coach.bench.commands.tables.count_tables import SOME_FAILED, HalfOption, certainty_of, count_and_print


def films(
    listing: Annotated[
        Path,
        typer.Argument(metavar="CSV", help="Read this list: path, exercise, reps, certainty, group."),
    ],
    certainty: Annotated[str, typer.Option(help="Use rows with this certainty, or 'all'.")] = "sure",
    half: HalfOption = None,
    auto: Annotated[bool, typer.Option("--auto", help="Recognise the exercise; use every film.")] = False,
    shipped: Annotated[
        bool,
        typer.Option(
            "--shipped", help="With --auto, use the current model; only for films it was not trained on."
        ),
    ] = False,
    rebuilt: Annotated[
        Path | None,
        typer.Option(
            "--rebuilt",
            metavar="CSV",
            help="With --auto, also train on these recordings, rebuilt from other data.",
        ),
    ] = None,
    transform: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="Also analyse each film transformed: mirror, turn-90, half, 15fps…; or all.",
        ),
    ] = None,
    per_class: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Use at most N films per exercise.")
    ] = None,
    model: Annotated[
        str, typer.Option("--model", metavar="GRADE", help="Choose lite, full or heavy.")
    ] = "full",
    jobs: Annotated[
        int, typer.Option(min=1, show_default="every core", help="Count this many films at once.")
    ] = os.cpu_count() or 1,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Ignore the cache and re-analyse.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Count films that were counted by eye, and compare.

    Prints how well the counts agree: exactly, within one (OBO) and by mean absolute error (MAE), for each
    exercise and for films with 3 or more reps, next to a baseline that always counts 1. For each film counted
    differently it says whether the stored attempts explain it: enough movements that were not counted, or
    enough reps that stand out.

    With --auto, coach recognises the exercise by 5-fold cross-validation: the model was not trained on the
    film's group. Only reps of the right exercise count. It also prints how many films were recognised
    correctly, and how films without an exercise were recognised.

    With --half, only films of half of the people are counted; which half depends on the name of the group
    alone. With --auto, the model still learns from both.

    With --transform, each film is analysed as it is and transformed: mirrored, rotated, at half the size, at
    15 frames per second. It prints for how many films the count and the verdicts are the same, and how far
    the range of motion (ROM) differs: on average, for 95 % of the reps, and how often within the error bar.
    """
    if (shipped or rebuilt) and not auto:
        raise typer.BadParameter("this needs --auto.", param_hint="--shipped, --rebuilt")
    if auto and (transform or per_class):
        raise typer.BadParameter("this can't be combined with --auto.", param_hint="--transform, --per-class")
    names = known_transforms(transform or [])
    listed = read_list(listing, certainty=certainty_of(certainty), half=half)
    detection = DetectionSettings(model, not no_cache, jobs, as_json)
    chosen = few_of_each(listed.films, per_class)
    if auto:
        complete = auto_recognition.print_results(
            auto_recognition.recognise_films(listing, listed, detection, shipped=shipped, rebuilt=rebuilt),
            as_json=as_json,
        )
    elif names:
        complete = invariance.print_results(listed, chosen, names, detection)
    else:
        complete = count_and_print(listed, chosen, detection)
    if not complete:
        raise typer.Exit(SOME_FAILED)
