"""``coach bench decoding``: what the choice of a decoder rests on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from coach.bench.cost.decoding import measure_decoding
from coach.ui.bench_tables import figures
from coach.ui.theme import screen
from coach.vision.film.film_file import check_file


def decoding(
    films: Annotated[list[Path], typer.Argument(metavar="FILM...", help="Films of any kind.")],
    rounds: Annotated[int, typer.Option(min=1, help="How often each is decoded; the best counts.")] = 3,
) -> None:
    """Time decoding, by OpenCV and by PyAV, with one thread and with several.

    A picture is decoded, converted and scaled to what the landmarker needs.
    """
    out = screen()
    for film in films:
        check_file(film)
        rows = [
            [each.way, str(each.frames), f"{each.wall_ms:.2f}", f"{each.cpu_ms:.2f}"]
            for each in measure_decoding(film, rounds=rounds)
        ]
        head = ["decoded by", "pictures", "ms a picture", "processor ms a picture"]
        out.print(figures(head, rows, title=film.name))
