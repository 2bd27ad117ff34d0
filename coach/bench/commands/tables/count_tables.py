"""The counts of a list of films or recordings, and options of the commands that read one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Annotated, Any

import typer

from coach.bench.accuracy.films import FilmList, Listed, count_films
from coach.bench.accuracy.halves import Half
from coach.bench.accuracy.scores import Counted, explained_share, group_mean, parts
from coach.bench.commands.recognition_models import DetectionSettings
from coach.cli.progress import ProgressBar
from coach.terminal_text import json_line
from coach.ui.bench_tables import figures, share
from coach.ui.theme import screen

SOME_FAILED = 3
"""Exit code if some of the films could not be analysed."""

HalfOption = Annotated[
    Half | None,
    typer.Option("--half", help="Use only this half of the people: tune on a, and look once at b."),
]


def certainty_of(typed: str) -> str | None:
    """The certainty of the rows to use; None if 'all' was typed."""
    return None if typed == "all" else typed


def count_and_print(listed: FilmList, films: Sequence[Listed], detection: DetectionSettings) -> bool:
    """Count films with the exercise given and print the comparison; False if a film failed.

    Args:
        listed: The list.
        films: Those of its films that are counted.
        detection: The settings for detection.
    """
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
        print(json_line(counts_json(counted, listed)))
    else:
        _print_counts(counted, listed)
    return all(each.counted is not None for each in counted)


def half_title(half: Half | None) -> str:
    """The title of a table of one half of a list; empty for the whole list."""
    return "" if half is None else f"half {half}"


def counts_json(counted: Sequence[Counted], listed: FilmList) -> dict[str, Any]:
    """The comparison as JSON."""
    return {
        "format": 1,
        "half": listed.half,
        "scores": {name: scores and asdict(scores) for name, scores in parts(counted).items()},
        "group_mean_exact": group_mean(counted),
        "explained": explained_share(counted),
        "groups": len({each.group for each in counted}),
        "films": [asdict(each) for each in counted],
        "failed": sum(each.counted is None for each in counted),
        "left_out": listed.left_out,
    }


def _print_counts(counted: Sequence[Counted], listed: FilmList) -> None:
    out = screen()
    wrong = [each for each in counted if each.counted not in (each.truth, None)]
    failed = [each for each in counted if each.counted is None]
    if wrong:
        head = ["counted differently", "truth", "counted", "partial", "attempts that explain it"]
        out.print(figures(head, [_difference(each) for each in wrong]), "")
    if failed:
        out.print(figures(["failed", "why"], [[each.film, each.why or ""] for each in failed]), "")
    scored = [
        [name, str(scores.n), share(scores.exact), share(scores.off_by_one), share(scores.mae)]
        for name, scores in parts(counted).items()
        if scores is not None
    ]
    out.print(figures([half_title(listed.half), "films", "exact", "OBO", "MAE"], scored))
    groups = len({each.group for each in counted})
    out.print(f"\nmean over {groups} groups of equal weight: exact {share(group_mean(counted))}")
    out.print(f"failed (counted as wrong above): {len(failed)}")
    explained = [each.explanation.is_complete for each in counted if each.explanation is not None]
    out.print(f"counted differently and explained: {sum(explained)} of {len(explained)}")
    print_left_out(listed.left_out)


def _difference(film: Counted) -> list[str]:
    """A film that was counted differently, as a row."""
    found = film.explanation
    text = "" if found is None else found.text or "none"
    unexplained = "" if found is None or found.is_complete else "unexplained: "
    return [film.film, str(film.truth), str(film.counted), str(film.partial), unexplained + text]


def print_left_out(left_out: Mapping[str, int]) -> None:
    """Print how many rows of a list were left out, by reason."""
    out = screen()
    for reason, number in left_out.items():
        out.print(f"left out: {number} {reason}")
