"""``coach bench people``: follows and counts two people at once, and compares."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer

from coach.bench.accuracy.films import read_list
from coach.bench.accuracy.people import PeopleCounted, crossing_result, joined_result, pairs
from coach.bench.commands.tables.count_tables import HalfOption
from coach.bench.commands.tables.performance_tables import Section
from coach.bench.fixtures.crossings import CAMERAS, LIKENESSES, crossing
from coach.cli import options
from coach.cli.progress import ProgressBar
from coach.cli.runs.typed_values import model_choice
from coach.errors import SourceError
from coach.terminal_text import json_line
from coach.ui.bench_tables import figures, share
from coach.ui.theme import screen
from coach.vision.pose_model.pose_model import PoseModel, find_model


def people(
    listing: Annotated[
        Path | None,
        typer.Argument(metavar="CSV", help="Join films of this list instead: path, exercise, reps, group."),
    ] = None,
    limit: Annotated[
        int | None, typer.Option("--pairs", min=1, metavar="N", help="Join at most N pairs of films.")
    ] = None,
    half: HalfOption = None,
    model: options.Model = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Follow and count two people at once, and compare.

    Two performers squat, change sides and squat again, seen from three heights: with different bodies, in the
    same clothes, and the same body twice. Prints how often the identity of a detected body is right, and
    whether both counts are exact. With a list of films that were counted by eye, two films each play side by
    side instead.
    """
    grade, model_path = model_choice(model)
    with ProgressBar("Bench", silent=as_json, unit="pairs") as bar:
        pose_model = find_model(grade, model_path, bar.prepare)
        results: list[PeopleCounted] = []
        bar.expect(len(LIKENESSES) * len(CAMERAS) if listing is None else limit)
        counting = _crossings(pose_model) if listing is None else _joined(listing, half, limit, pose_model)
        for result in counting:
            results.append(result)
            bar.count(len(results))
    if as_json:
        print(json_line({"exact": _exact(results), "pairs": [asdict(each) for each in results]}))
        return
    out = screen()
    out.print(figures(*results_table(results)), "")
    out.print(f"Both counts exact: {share(_exact(results))} of {len(results)} pairs.")


def _crossings(model: PoseModel) -> Iterator[PeopleCounted]:
    for likeness in LIKENESSES:
        for place, camera in CAMERAS.items():
            yield crossing_result(crossing(likeness, camera), model, name=f"{likeness}, {place} camera")


def _joined(listing: Path, half: HalfOption, limit: int | None, model: PoseModel) -> Iterator[PeopleCounted]:
    films = read_list(listing, half=half).films
    for left, right in islice(pairs(films), limit):
        try:
            yield joined_result(left, right, model)
        except SourceError as error:
            print(f"{error}", file=sys.stderr)


def results_table(results: Sequence[PeopleCounted]) -> Section:
    """A row for each pair."""
    rows = [
        [
            each.name,
            " + ".join(map(str, each.true)),
            " + ".join(map(str, each.counted)) or "not both found",
            "" if each.kept is None else share(each.kept),
            "" if each.detected is None else share(each.detected),
        ]
        for each in results
    ]
    return ["people", "true reps", "counted", "identity right", "detected"], rows


def _exact(results: Sequence[PeopleCounted]) -> float:
    return sum(each.exact for each in results) / len(results) if results else 0.0
