"""``coach bench decoding``: compares film decoders."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from coach.bench.cost.decoding import measure_decoding
from coach.ui.bench_tables import figures
from coach.ui.theme import screen
from coach.vision.film.film_file import check_file


def decoding(
    films: Annotated[list[Path], typer.Argument(metavar="FILM...", help="Decode these films.")],
    rounds: Annotated[int, typer.Option(min=1, help="Repeat this often; the best time counts.")] = 3,
) -> None:
    """Time film decoding with OpenCV and PyAV, with one thread and with several.

    Each picture is decoded, converted and scaled for the landmarker.
    """
    out = screen()
    for film in films:
        check_file(film)
        rows = [
            [each.way, str(each.frames), f"{each.wall_ms:.2f}", f"{each.cpu_ms:.2f}"]
            for each in measure_decoding(film, rounds=rounds)
        ]
        head = ["decoder", "pictures", "ms per picture", "CPU ms per picture"]
        out.print(figures(head, rows, title=film.name))
