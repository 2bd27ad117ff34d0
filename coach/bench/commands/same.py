"""``coach bench same``: compares live counts with offline counts of the same films."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from coach.bench.accuracy.live_vs_offline import (
    ComparedClip,
    Count,
    Twice,
    count_twice,
    performances,
    shortest_films,
)
from coach.catalogue.library import all_exercises
from coach.cli import options
from coach.cli.progress import ProgressBar
from coach.cli.runs.typed_values import model_choice
from coach.errors import BenchError
from coach.terminal_text import json_line
from coach.ui.bench_tables import figures
from coach.ui.theme import screen
from coach.vision.pose_model.pose_model import find_model

_DIFFERENT = 1


def same(
    films: Annotated[
        Path | None,
        typer.Option(metavar="CSV", help="Use films from this list, as for 'coach bench films'."),
    ] = None,
    number: Annotated[
        int, typer.Option(min=0, help="Use this many of the list: the shortest film per exercise.")
    ] = 12,
    performed: Annotated[int, typer.Option(min=0, help="Add this many rendered performances.")] = 8,
    model: options.Model = "full",
    as_json: Annotated[bool, typer.Option("--json", help="Print the counts as JSON.")] = False,
) -> int:
    """Count the same films live and offline, and compare.

    Live, a frame is dropped if it arrives while another is analysed; the count must not depend on that. Takes
    about one and a half times the length of the films. The exit code is 1 if a count differs.
    """
    if not performed and (films is None or not number):
        raise BenchError(
            "There is nothing to count.", hint="Add a list with --films, or leave out --performed."
        )
    pose_model = find_model(*model_choice(model))
    counted: list[Twice] = []
    with ProgressBar("Bench", silent=as_json, unit="films") as bar:
        clips = _clips(films, number, performed)
        bar.expect(len(clips))
        for each in count_twice(clips, pose_model):
            counted.append(each)
            bar.count(len(counted))
    if as_json:
        clips_json = [{**asdict(each), "same": each.same} for each in counted]
        print(json_line({"format": 1, "clips": clips_json}))
    else:
        _print(counted)
    return 0 if all(each.same for each in counted) else _DIFFERENT


def _clips(films: Path | None, number: int, performed: int) -> list[ComparedClip]:
    """The films of the list, and performances, first of exercises that are not in the list."""
    real = shortest_films(films, number) if films is not None else []
    filmed = {clip.exercise.name for clip in real}
    exercises = sorted(all_exercises().values(), key=lambda each: each.name in filmed)
    return real + performances(exercises, performed)


def _print(counted: list[Twice]) -> None:
    out = screen()
    rows = [
        [
            each.clip,
            _text(each.live),
            _text(each.analysed),
            f"{each.skipped} of {each.captured}",
            "" if each.same else "differs",
        ]
        for each in counted
    ]
    out.print(figures(["film", "live", "offline", "dropped live", ""], rows))
    same_count = sum(each.same for each in counted)
    out.print(f"\nsame count: {same_count} of {len(counted)}")


def _text(count: Count) -> str:
    return f"{count.full} + {count.partial}" if count.partial else str(count.full)
