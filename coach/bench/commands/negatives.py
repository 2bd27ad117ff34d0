"""``coach bench negatives``: counts phantom reps in films without the exercise that coach is told."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from coach.bench.accuracy.films import countable_exercise
from coach.bench.accuracy.negatives import (
    EXERCISES,
    NegativeList,
    PhantomCount,
    count_phantoms,
    phantom_scores,
    read_negatives,
)
from coach.bench.commands.recognition_models import DetectionSettings
from coach.bench.commands.tables.count_tables import SOME_FAILED, HalfOption, half_title, print_left_out
from coach.bench.commands.tables.performance_tables import Section
from coach.catalogue.definition import Exercise
from coach.cli.completion import exercise_names
from coach.cli.progress import ProgressBar
from coach.terminal_text import json_line
from coach.ui.bench_tables import figures
from coach.ui.theme import screen


def negatives(
    listing: Annotated[
        Path, typer.Argument(metavar="CSV", help="Read this list: path, exercise, reps, group.")
    ],
    exercise: Annotated[
        list[str] | None,
        typer.Option(
            "--exercise",
            "-e",
            metavar="EXERCISE",
            autocompletion=exercise_names,
            show_default=", ".join(EXERCISES),
            help="Tell coach this exercise; repeatable.",
        ),
    ] = None,
    half: HalfOption = None,
    model: Annotated[
        str, typer.Option("--model", metavar="GRADE", help="Choose lite, full or heavy.")
    ] = "full",
    jobs: Annotated[
        int, typer.Option(min=1, show_default="every core", help="Analyse this many films at once.")
    ] = os.cpu_count() or 1,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Ignore the cache and re-analyse.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Count phantom reps in films without an exercise.

    Uses the films of a list whose exercise has no file, and whose reps are empty or 0. Each is counted as
    each of six exercises, as if you had named it. Prints the films with phantom reps, and how many there are
    for each exercise: in films of no exercise, where every rep is a phantom, and in films of movements
    without a name here, of which some are the exercise.
    """
    exercises = [countable_exercise(name) for name in dict.fromkeys(exercise or EXERCISES)]
    listed = read_negatives(listing, half=half)
    counts = _count(listed, exercises, DetectionSettings(model, not no_cache, jobs, as_json))
    if as_json:
        print(json_line(results_json(counts, listed)))
    else:
        out = screen()
        for head, rows in sections(counts, listed):
            out.print(figures(head, rows), "")
        print_left_out(listed.left_out)
    if any(each.full is None for each in counts):
        raise typer.Exit(SOME_FAILED)


def _count(
    listed: NegativeList, exercises: Sequence[Exercise], detection: DetectionSettings
) -> list[PhantomCount]:
    counts: list[PhantomCount] = []
    with ProgressBar("Bench", silent=detection.silent, unit="films") as bar:
        bar.expect(len(listed.films))
        each_film = count_phantoms(
            listed.films,
            exercises,
            grade=detection.grade,
            use_cache=detection.use_cache,
            workers=detection.workers,
        )
        for done, each in enumerate(each_film, start=1):
            counts += each
            bar.count(done)
    return counts


def _parts(counts: Sequence[PhantomCount]) -> dict[str, list[PhantomCount]]:
    """The counts by kind of film and exercise, and of all exercises together."""
    parts: dict[str, list[PhantomCount]] = {}
    for kind in ("no exercise", "unnamed movement"):
        some = [each for each in counts if each.kind == kind]
        for name in dict.fromkeys(each.exercise for each in some):
            parts[f"{kind}, told {name}"] = [each for each in some if each.exercise == name]
        if some:
            parts[f"{kind}, all told"] = some
    return parts


def sections(counts: Sequence[PhantomCount], listed: NegativeList) -> Iterator[Section]:
    """The tables."""
    wrong = [
        [each.film, each.kind, each.exercise, str(each.full), str(each.partial)]
        for each in counts
        if each.full
    ]
    if wrong:
        yield ["phantom reps", "film of", "told", "reps", "partial"], wrong
    failed = {each.film: each.why or "" for each in counts if each.full is None}
    if failed:
        yield ["failed", "why"], [list(row) for row in failed.items()]
    rows = []
    for name, some in _parts(counts).items():
        scores = phantom_scores(some)
        rows.append(
            [name, str(scores.films), str(scores.with_phantoms), str(scores.reps), str(scores.partial_reps)]
        )
    yield [half_title(listed.half), "films", "with phantoms", "phantom reps", "partial reps"], rows


def results_json(counts: Sequence[PhantomCount], listed: NegativeList) -> dict[str, Any]:
    """The results as JSON."""
    return {
        "format": 1,
        "half": listed.half,
        "scores": {name: asdict(phantom_scores(some)) for name, some in _parts(counts).items()},
        "counts": [asdict(each) for each in counts],
        "left_out": listed.left_out,
    }
