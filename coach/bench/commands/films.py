"""``coach bench films``: films that a person has counted."""

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
from coach.bench.commands import invariance, untold
from coach.bench.commands.recognition_models import DetectionSettings
from coach.cli.progress import ProgressBar
from coach.terminal_text import json_line
from coach.ui.bench_tables import figures, share
from coach.ui.theme import screen

_SOME_FAILED = 3


def films(
    listing: Annotated[
        Path,
        typer.Argument(metavar="CSV", help="Films and their truth: path, exercise, reps, certainty, group."),
    ],
    certainty: Annotated[
        str, typer.Option(help="Which rows to take: those of this certainty, or 'all'.")
    ] = "sure",
    auto: Annotated[
        bool, typer.Option("--auto", help="Recognise what is done in them, and look at every film.")
    ] = False,
    shipped: Annotated[
        bool,
        typer.Option("--shipped", help="With --auto: by the model in use, for films it never learned from."),
    ] = False,
    transform: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="Show each film this other way too, and compare: mirror, turn-90, half, 15fps…; or all.",
        ),
    ] = None,
    per_class: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Take N films of each exercise at most.")
    ] = None,
    model: Annotated[str, typer.Option("--model", metavar="GRADE", help="lite, full or heavy.")] = "full",
    jobs: Annotated[
        int, typer.Option(min=1, show_default="every core", help="Films counted at once.")
    ] = os.cpu_count() or 1,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="See every film anew.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Count films that a person has counted, and compare.

    Prints how well the counts agree: exactly, within one (OBO) and by mean absolute error (MAE), for each
    exercise and for films of 3 repetitions and more, beside a baseline that always says 1.

    With --auto nobody tells what is done in them: every film is recognised by a model that learned from all
    films of the list but those of its group and some others, a fifth of all. Then only repetitions of the
    right exercise count. Besides it prints how many films were named rightly, and what films of no exercise
    were taken for.

    With --transform each film is analysed as it is and shown another way: mirrored, turned, at half the
    size, at 15 frames a second. It prints for how many films the count and the verdicts are the same, and
    how far the range of motion (ROM) differs: on average, for 95 % of the repetitions, and for how many
    of them the difference is within the error bar.
    """
    if shipped and not auto:
        raise typer.BadParameter("It says by what to recognise: add --auto.", param_hint="--shipped")
    if auto and (transform or per_class):
        raise typer.BadParameter("It can't be had with --auto.", param_hint="--transform, --per-class")
    names = known_transforms(transform or [])
    listed = read_list(listing, certainty=None if certainty == "all" else certainty)
    seeing = DetectionSettings(model, not no_cache, jobs, as_json)
    chosen = few_of_each(listed.films, per_class)
    if auto:
        fine = untold.tell(untold.recognised(listing, listed, seeing, shipped=shipped), as_json=as_json)
    elif names:
        fine = invariance.tell(listed, chosen, names, seeing)
    else:
        fine = _tell(listed, chosen, seeing)
    if not fine:
        raise typer.Exit(_SOME_FAILED)


def _tell(listed: FilmList, films: Sequence[Listed], seeing: DetectionSettings) -> bool:
    """Count films and print how well that agrees; False where one failed."""
    counted: list[Counted] = []
    with ProgressBar("Bench", silent=seeing.silent, unit="films") as bar:
        bar.expect(len(films))
        each_film = count_films(films, grade=seeing.grade, use_cache=seeing.use_cache, workers=seeing.workers)
        for each in each_film:
            counted.append(each)
            bar.count(len(counted))
    if seeing.silent:
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
    out.print(f"\nmean over {groups} groups weighing the same: exact {share(group_mean(counted))}")
    out.print(f"failed, and wrong in every figure above: {len(failed)}")
    for reason, number in left_out.items():
        out.print(f"left out: {number} {reason}")
