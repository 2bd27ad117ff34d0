"""``coach bench perturbed``: compares the counts of sets with those of the same sets, perturbed."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from coach.bench.accuracy.films import FilmList, read_list
from coach.bench.accuracy.perturbed import (
    EXACT_MARGIN,
    MID_REP,
    PerturbedSet,
    count_perturbed,
    known_perturbations,
    newly_wrong,
    perturbation_scores,
)
from coach.bench.commands.recognition_models import DetectionSettings
from coach.bench.commands.tables.count_tables import SOME_FAILED, HalfOption, certainty_of, print_left_out
from coach.bench.commands.tables.performance_tables import Section
from coach.cli.completion import exercise_names
from coach.cli.progress import ProgressBar
from coach.terminal_text import json_line
from coach.ui.bench_tables import figures, share
from coach.ui.theme import screen


def perturbed(
    listing: Annotated[
        Path,
        typer.Argument(metavar="CSV", help="Read this list: path, exercise, reps, certainty, group."),
    ],
    only: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Use only this perturbation: mirror, pitch-15…; repeatable."),
    ] = None,
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
    model: Annotated[
        str, typer.Option("--model", metavar="GRADE", help="Choose lite, full or heavy.")
    ] = "full",
    jobs: Annotated[
        int, typer.Option(min=1, show_default="every core", help="Count this many sets at once.")
    ] = os.cpu_count() or 1,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Ignore the cache and re-analyse.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Count sets as they are and perturbed, and compare.

    Takes films or recordings (.npz). Landmarks are changed, not pictures: mirrored; seen by a camera that
    looks up by 15 or 25 degrees more; every second or third frame; at half and double speed; with 10 mm of
    noise; with the feet cropped; begun in mid-rep; and with two minutes of walking before or after. For each
    it prints how well the counts agree with the truth, next to the same sets unperturbed. The share counted
    exactly may fall by 0.02. Begun in mid-rep, the true count and one less are both exact.
    """
    names = known_perturbations(only or [])
    listed = read_list(listing, certainty=certainty_of(certainty), half=half, exercise=exercise)
    sets = _count(listed, names, DetectionSettings(model, not no_cache, jobs, as_json))
    if as_json:
        print(json_line(results_json(sets, names, listed)))
    else:
        out = screen()
        for head, rows in sections(sets, names, listed):
            out.print(figures(head, rows), "")
        print_left_out(listed.left_out)
    if any(each.plain.counted is None for each in sets):
        raise typer.Exit(SOME_FAILED)


def _count(listed: FilmList, names: Sequence[str], detection: DetectionSettings) -> list[PerturbedSet]:
    sets: list[PerturbedSet] = []
    with ProgressBar("Bench", silent=detection.silent, unit="sets") as bar:
        bar.expect(len(listed.films))
        for each in count_perturbed(
            listed.films,
            names,
            grade=detection.grade,
            use_cache=detection.use_cache,
            workers=detection.workers,
        ):
            sets.append(each)
            bar.count(len(sets))
    return sets


def sections(sets: Sequence[PerturbedSet], names: Sequence[str], listed: FilmList) -> Iterator[Section]:
    """The tables."""
    wrong = [
        [
            each.plain.film,
            name,
            str(each.plain.truth),
            "failed" if each.perturbed[name].counted is None else str(each.perturbed[name].counted),
        ]
        for name in names
        for each in newly_wrong(sets, name)
    ]
    if wrong:
        yield ["counted wrong only when perturbed", "perturbation", "truth", "counted"], wrong
    failed = [[each.plain.film, each.plain.why or ""] for each in sets if each.plain.counted is None]
    if failed:
        yield ["failed", "why"], failed
    yield _scores(sets, names, listed)


def _scores(sets: Sequence[PerturbedSet], names: Sequence[str], listed: FilmList) -> Section:
    title = "perturbation" if listed.half is None else f"perturbation, half {listed.half}"
    rows = []
    for name in names:
        scores = perturbation_scores(sets, name)
        if scores is None:
            continue
        found = scores.perturbed
        rows.append(
            [
                name,
                str(found.n),
                share(found.exact),
                share(found.off_by_one),
                share(found.mae),
                share(scores.plain.exact),
                f"{scores.change:+.3f}",
                "yes" if scores.is_within_bar else "no",
            ]
        )
    head = [title, "sets", "exact", "OBO", "MAE", "exact unperturbed", "change", f"within {EXACT_MARGIN}"]
    return head, rows


def results_json(sets: Sequence[PerturbedSet], names: Sequence[str], listed: FilmList) -> dict[str, Any]:
    """The results as JSON."""
    scores = {name: perturbation_scores(sets, name) for name in names}
    return {
        "format": 1,
        "half": listed.half,
        "margin": EXACT_MARGIN,
        "perturbations": {
            name: each and {**asdict(each), "change": each.change, "within_margin": each.is_within_bar}
            for name, each in scores.items()
        },
        "sets": [
            {
                **asdict(each.plain),
                "perturbed": {name: found.counted for name, found in each.perturbed.items()},
            }
            for each in sets
        ],
        "without_a_rep": sum(
            each.plain.counted is not None and MID_REP not in each.perturbed for each in sets
        )
        if MID_REP in names
        else 0,
        "failed": sum(each.plain.counted is None for each in sets),
        "left_out": listed.left_out,
    }
