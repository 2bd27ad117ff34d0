"""``coach bench extract``: times parallel film analysis."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from coach.bench.cost.parallel_extraction import measure_extraction
from coach.cli.progress import ProgressBar
from coach.ui.bench_tables import figures
from coach.ui.theme import screen
from coach.vision.film.film_file import check_file
from coach.vision.pose_model.pose_model import find_model


def extract(
    films: Annotated[
        list[Path],
        typer.Argument(metavar="FILM", help="Analyse these films: four or more, of similar length."),
    ],
    workers: Annotated[int, typer.Option(min=2, help="Compare this many workers with one.")] = 2,
    rounds: Annotated[int, typer.Option(min=1, help="Repeat both this often.")] = 3,
    model: Annotated[
        str, typer.Option("--model", metavar="GRADE", help="Choose lite, full or heavy.")
    ] = "full",
) -> None:
    """Time the analysis of training films by several workers against one.

    Both analyse the same films without the cache, in turn. The last line is the median ratio of the rounds.
    """
    for film in films:
        check_file(film)
    with ProgressBar("Bench", silent=False, unit="runs") as bar:
        pose_model = find_model(model, None, bar.prepare)
        bar.expect(2 * rounds)
        measured = measure_extraction(
            films,
            model_path=pose_model.path,
            workers=workers,
            rounds=rounds,
            on_progress=lambda progress: bar.count(progress.done),
        )
    out = screen()
    rows = [
        [str(number), f"{one:.2f}", f"{several:.2f}", f"{one / several:.2f}"]
        for number, (one, several) in enumerate(zip(measured.one_s, measured.several_s, strict=True), start=1)
    ]
    out.print(figures(["round", "one worker, s", f"{workers} workers, s", "ratio"], rows))
    out.print(f"\n{measured.films} films")
    out.print(f"ratio {measured.speed_up:.2f}")
