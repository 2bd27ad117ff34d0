"""``coach bench films --transform``: the same films shown otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from coach.bench.accuracy.films import FilmList, Listed
from coach.bench.accuracy.invariance import Compared, compare_films, held, joints_held
from coach.bench.commands.recognition_models import DetectionSettings
from coach.cli.progress import ProgressBar
from coach.terminal_text import json_line
from coach.ui.bench_tables import figures, share
from coach.ui.theme import screen

_HEAD = ("shown", "films", "same count", "same verdicts", "ROM", "95 % within", "in its bar", "seen", "then")


def tell(found: FilmList, films: Sequence[Listed], names: Sequence[str], seeing: DetectionSettings) -> bool:
    """Analyse films as they are and shown otherwise, and print what came of it; False where one failed."""
    compared: list[Compared] = []
    with ProgressBar("Bench", silent=seeing.silent, unit="films") as bar:
        bar.expect(len(films))
        each_film = compare_films(
            films, names, grade=seeing.grade, use_cache=seeing.use_cache, workers=seeing.workers
        )
        for done, each in enumerate(each_film, start=1):
            compared += each
            bar.count(done)
    by_name = {name: [each for each in compared if each.transform == name] for name in names}
    if seeing.silent:
        print(json_line(_json(by_name, found.left_out)))
    else:
        _print(by_name)
    return all(each.why is None for each in compared)


def _json(by_name: dict[str, list[Compared]], left_out: dict[str, int]) -> dict[str, Any]:
    return {
        "format": 1,
        "transforms": {
            name: {
                **asdict(held(some)),
                "joints": [asdict(each) for each in joints_held(some)],
                "films": [_film(each) for each in some],
            }
            for name, some in by_name.items()
        },
        "left_out": left_out,
    }


def _film(each: Compared) -> dict[str, Any]:
    facts = asdict(each)
    del facts["joints"], facts["transform"]
    return facts


def _print(by_name: dict[str, list[Compared]]) -> None:
    out = screen()
    compared = [each for some in by_name.values() for each in some]
    differing = [row for each in compared if not each.same_verdicts for row in _difference(each)]
    if differing:
        out.print(figures(["counted differently", "shown", "as it is", "then"], differing), "")
    failed = [[each.film, each.transform, each.why] for each in compared if each.why is not None]
    if failed:
        out.print(figures(["failed", "shown", "why"], failed), "")
    rows = []
    for name, some in by_name.items():
        all_in_all = held(some)
        rows.append(
            [
                name,
                str(all_in_all.films),
                share(all_in_all.same_count),
                share(all_in_all.same_verdicts),
                _degrees(all_in_all.rom_mean_deg),
                _degrees(all_in_all.rom_95_deg),
                share(all_in_all.within_bar),
                share(all_in_all.seen_plain),
                share(all_in_all.seen),
            ]
        )
    out.print(figures(_HEAD, rows))


def _difference(each: Compared) -> list[list[str]]:
    if each.plain is None or each.other is None:
        return []
    one, other = (f"{shown.full} + {shown.partial}" for shown in (each.plain, each.other))
    return [[each.film, each.transform, one, other]]


def _degrees(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}°"
