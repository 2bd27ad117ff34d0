"""``coach bench films``: compares the count with films counted by eye."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from coach.bench.accuracy.films import FilmList, Listed, count_films, read_list
from coach.bench.accuracy.invariance import few_of_each, known_transforms
from coach.bench.accuracy.scores import Counted, group_mean, parts
from coach.bench.commands import auto_recognition, invariance
from coach.bench.commands.recognition_models import DetectionSettings
from coach.cli.progress import ProgressBar
from coach.terminal_text import json_line
from coach.ui.bench_tables import figures, share
from coach.ui.theme import screen

_SOME_FAILED = 3


def films(
    listing: Annotated[
        Path,
        typer.Argument(metavar="CSV", help="Read this list: path, exercise, reps, certainty, group."),
    ],
    certainty: Annotated[str, typer.Option(help="Use rows with this certainty, or 'all'.")] = "sure",
    auto: Annotated[bool, typer.Option("--auto", help="Recognise the exercise; use every film.")] = False,
    shipped: Annotated[
        bool,
        typer.Option(
            "--shipped", help="With --auto, use the current model; only for films it was not trained on."
        ),
    ] = False,
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
    exercise and for films with 3 or more reps, next to a baseline that always counts 1.

    With --auto, coach recognises the exercise by 5-fold cross-validation: the model was not trained on the
    film's group. Only reps of the right exercise count. It also prints how many films were recognised
    correctly, and how films without an exercise were recognised.

    With --transform, each film is analysed as it is and transformed: mirrored, rotated, at half the size, at
    15 frames per second. It prints for how many films the count and the verdicts are the same, and how far
    the range of motion (ROM) differs: on average, for 95 % of the reps, and how often within the error bar.
    """
    if shipped and not auto:
        raise typer.BadParameter("this needs --auto.", param_hint="--shipped")
    if auto and (transform or per_class):
        raise typer.BadParameter("this can't be combined with --auto.", param_hint="--transform, --per-class")
    names = known_transforms(transform or [])
    listed = read_list(listing, certainty=None if certainty == "all" else certainty)
    detection = DetectionSettings(model, not no_cache, jobs, as_json)
    chosen = few_of_each(listed.films, per_class)
    if auto:
        complete = auto_recognition.print_results(
            auto_recognition.recognise_films(listing, listed, detection, shipped=shipped), as_json=as_json
        )
    elif names:
        complete = invariance.print_results(listed, chosen, names, detection)
    else:
        complete = _count(listed, chosen, detection)
    if not complete:
        raise typer.Exit(_SOME_FAILED)


def _count(listed: FilmList, films: Sequence[Listed], detection: DetectionSettings) -> bool:
    """Count films and print the comparison; False if a film failed."""
    counted: list[Counted] = []
    with ProgressBar("Bench", silent=detection.silent, unit="films") as bar:
        bar.expect(len(films))
        each_film = count_films(
            films, grade=detection.grade, use_cache=detection.use_cache, workers=detection.workers
        )
        for each in each_film:
            counted.append(each)
            bar.count(len(counted))
    if detection.silent:
        print(json_line(_films_json(counted, listed.left_out)))
    else:
        _print_films(counted, listed.left_out)
    return all(each.counted is not None for each in counted)


def _films_json(counted: list[Counted], left_out: dict[str, int]) -> dict[str, Any]:
    return {
        "format": 1,
        "scores": {name: scores and asdict(scores) for name, scores in parts(counted).items()},
        "group_mean_exact": group_mean(counted),
        "groups": len({each.group for each in counted}),
        "films": [asdict(each) for each in counted],
        "failed": sum(each.counted is None for each in counted),
        "left_out": left_out,
    }


def _print_films(counted: list[Counted], left_out: dict[str, int]) -> None:
    out = screen()
    wrong = [each for each in counted if each.counted not in (each.truth, None)]
    failed = [each for each in counted if each.counted is None]
    if wrong:
        rows = [[each.film, str(each.truth), str(each.counted), str(each.partial)] for each in wrong]
        out.print(figures(["counted differently", "truth", "counted", "partial"], rows), "")
    if failed:
        out.print(figures(["failed", "why"], [[each.film, each.why or ""] for each in failed]), "")
    scored = [
        [name, str(scores.n), share(scores.exact), share(scores.off_by_one), share(scores.mae)]
        for name, scores in parts(counted).items()
        if scores is not None
    ]
    out.print(figures(["", "films", "exact", "OBO", "MAE"], scored))
    groups = len({each.group for each in counted})
    out.print(f"\nmean over {groups} groups of equal weight: exact {share(group_mean(counted))}")
    out.print(f"failed (counted as wrong above): {len(failed)}")
    for reason, number in left_out.items():
        out.print(f"left out: {number} {reason}")
