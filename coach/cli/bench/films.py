"""``coach bench films``: films that a person has counted."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from coach.bench.scores import Counted, Scores

_MANY = 3
_SOME_FAILED = 3


def films(
    listing: Annotated[
        Path,
        typer.Argument(metavar="CSV", help="Films and their truth: path, exercise, reps, certainty, group."),
    ],
    certainty: Annotated[
        str, typer.Option(help="Which rows to take: those of this certainty, or «all».")
    ] = "sure",
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
    """
    from coach.bench.films import count_films, read_list
    from coach.cli.progress import Bar

    listed = read_list(listing, certainty=None if certainty == "all" else certainty)
    counted: list[Counted] = []
    with Bar("Bench", silent=as_json, unit="films") as bar:
        bar.expect(len(listed.films))
        for each in count_films(listed.films, grade=model, use_cache=not no_cache, workers=jobs):
            counted.append(each)
            bar.count(len(counted))
    if as_json:
        print(json.dumps(_films_json(counted, listed.left_out), ensure_ascii=False))
    else:
        _print_films(counted, listed.left_out)
    if any(each.counted is None for each in counted):
        raise typer.Exit(_SOME_FAILED)


def _parts(counted: list[Counted]) -> dict[str, Scores | None]:
    """The scores of every part of the list that is told apart."""
    from coach.bench.scores import always_one, score

    many = [each for each in counted if each.truth >= _MANY]
    exercises = sorted({each.exercise for each in counted})
    parts = {name: score([each for each in counted if each.exercise == name]) for name in exercises}
    parts["all films"] = score(counted)
    parts[f"films of {_MANY} and more"] = score(many)
    parts["always 1, all films"] = score(always_one(counted))
    parts[f"always 1, films of {_MANY} and more"] = score(always_one(many))
    return parts


def _films_json(counted: list[Counted], left_out: dict[str, int]) -> dict[str, Any]:
    from coach.bench.scores import group_mean

    return {
        "format": 1,
        "scores": {name: scores and asdict(scores) for name, scores in _parts(counted).items()},
        "group_mean_exact": group_mean(counted),
        "groups": len({each.group for each in counted}),
        "films": [asdict(each) for each in counted],
        "failed": sum(each.counted is None for each in counted),
        "left_out": left_out,
    }


def _print_films(counted: list[Counted], left_out: dict[str, int]) -> None:
    from coach.bench.scores import group_mean
    from coach.ui.bench import figures, share
    from coach.ui.theme import screen

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
        for name, scores in _parts(counted).items()
        if scores is not None
    ]
    out.print(figures(["", "films", "exact", "OBO", "MAE"], scored))
    groups = len({each.group for each in counted})
    out.print(f"\nmean over {groups} groups weighing the same: exact {share(group_mean(counted))}")
    out.print(f"failed, and wrong in every figure above: {len(failed)}")
    for reason, number in left_out.items():
        out.print(f"left out: {number} {reason}")
