"""``coach bench films --transform``: compares films with their transformed versions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from coach.bench.accuracy.films import FilmList, Listed
from coach.bench.accuracy.halves import Half
from coach.bench.accuracy.invariance import Compared, compare_films, figure_agreement, joint_agreement
from coach.bench.commands.recognition_models import DetectionSettings
from coach.cli.progress import ProgressBar
from coach.terminal_text import json_line
from coach.ui.bench_tables import figures, share
from coach.ui.theme import screen

_HEAD = (
    "transform",
    "films",
    "same count",
    "same verdicts",
    "ROM",
    "95 % within",
    "in error bar",
    "detected",
    "then",
)


def print_results(
    found: FilmList, films: Sequence[Listed], names: Sequence[str], detection: DetectionSettings
) -> bool:
    """Analyse films as they are and transformed, and print the comparison; False if a film failed."""
    compared: list[Compared] = []
    with ProgressBar("Bench", silent=detection.silent, unit="films") as bar:
        bar.expect(len(films))
        each_film = compare_films(
            films, names, grade=detection.grade, use_cache=detection.use_cache, workers=detection.workers
        )
        for done, each in enumerate(each_film, start=1):
            compared += each
            bar.count(done)
    by_name = {name: [each for each in compared if each.transform == name] for name in names}
    if detection.silent:
        print(json_line(_json(by_name, found)))
    else:
        _print(by_name, found.half)
    return all(each.why is None for each in compared)


def _json(by_name: dict[str, list[Compared]], found: FilmList) -> dict[str, Any]:
    return {
        "format": 1,
        "half": found.half,
        "transforms": {
            name: {
                **asdict(figure_agreement(some)),
                "joints": [asdict(each) for each in joint_agreement(some)],
                "films": [_film(each) for each in some],
            }
            for name, some in by_name.items()
        },
        "left_out": found.left_out,
    }


def _film(each: Compared) -> dict[str, Any]:
    facts = asdict(each)
    del facts["joints"], facts["transform"]
    return facts


def _print(by_name: dict[str, list[Compared]], half: Half | None) -> None:
    out = screen()
    compared = [each for some in by_name.values() for each in some]
    differing = [row for each in compared if not each.same_verdicts for row in _difference(each)]
    if differing:
        out.print(figures(["count differs", "transform", "as it is", "then"], differing), "")
    failed = [[each.film, each.transform, each.why] for each in compared if each.why is not None]
    if failed:
        out.print(figures(["failed", "transform", "why"], failed), "")
    rows = []
    for name, some in by_name.items():
        overall = figure_agreement(some)
        rows.append(
            [
                name,
                str(overall.films),
                share(overall.same_count),
                share(overall.same_verdicts),
                _degrees(overall.rom_mean_deg),
                _degrees(overall.rom_95_deg),
                share(overall.within_bar),
                share(overall.seen_plain),
                share(overall.seen),
            ]
        )
    title = _HEAD[0] if half is None else f"{_HEAD[0]}, half {half}"
    out.print(figures([title, *_HEAD[1:]], rows))


def _difference(each: Compared) -> list[list[str]]:
    if each.plain is None or each.other is None:
        return []
    one, other = (f"{shown.full} + {shown.partial}" for shown in (each.plain, each.other))
    return [[each.film, each.transform, one, other]]


def _degrees(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}°"
