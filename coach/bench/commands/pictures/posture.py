"""``coach bench posture``: measures the standing posture of rendered people, and compares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated, Any

import typer

from coach.bench.accuracy.pictures.posture_errors import (
    PostureReading,
    posture_readings,
    posture_scores,
    within_share,
)
from coach.bench.commands.tables.performance_tables import Section
from coach.cli import options
from coach.cli.progress import ProgressBar
from coach.cli.runs.typed_landmarker import landmarker_options
from coach.cli.runs.typed_values import model_choice
from coach.photo.photo_person import PhotoReader
from coach.terminal_text import json_line
from coach.ui.bench_tables import figures, share
from coach.ui.photo.posture_tables import measure_title
from coach.ui.theme import screen
from coach.vision.pose_model.pose_model import find_model


def posture(
    people: Annotated[int, typer.Option(min=1, max=100_000, help="Render this many people.")] = 260,
    seed: Annotated[int, typer.Option(min=0, help="Draw other postures, builds and cameras.")] = 2,
    model: options.Model = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Measure the standing posture of rendered people, and compare.

    They lean by up to 10 degrees, with bent knees and necks, before cameras of different heights and tilts,
    turned by up to 25 degrees. Prints the error of each measure, and how many stay within the stated one.
    """
    grade, model_path = model_choice(model)
    readings: list[PostureReading] = []
    measured = 0
    with ProgressBar("Bench", silent=as_json, unit="people") as bar:
        pose_model = find_model(grade, model_path, bar.prepare)
        bar.expect(people)
        with PhotoReader(pose_model, landmarker_options(num_poses=1)) as reader:
            for done, each in enumerate(posture_readings(reader, people, seed), start=1):
                readings += each
                measured += bool(each)
                bar.count(done)
    if as_json:
        print(json_line(results_json(readings, people, measured)))
        return
    head, rows = scores_table(readings)
    out = screen()
    out.print(figures(head, rows), "")
    out.print(figures(*_totals(readings, people, measured)))


def scores_table(readings: Sequence[PostureReading]) -> Section:
    """The errors of each measure in degrees."""
    rows = [
        [
            f"{each.plane}: {measure_title(each.measure)}",
            str(each.readings),
            f"{each.mae_deg:.1f}",
            f"{each.bias_deg:+.1f}",
            f"{each.most_deg:.1f}",
            share(each.within),
        ]
        for each in posture_scores(readings)
    ]
    return ["measure", "people", "mean error", "bias", "95 % within", "within the stated error"], rows


def results_json(readings: Sequence[PostureReading], people: int, measured: int) -> dict[str, Any]:
    """The results as JSON."""
    return {
        "format": 1,
        "people": people,
        "measured": measured,
        "within": within_share(readings),
        "scores": [asdict(each) for each in posture_scores(readings)],
    }


def _totals(readings: Sequence[PostureReading], people: int, measured: int) -> Section:
    return (
        ["", "number", "share"],
        [
            ["people measured; the others are turned too far", str(people), share(measured / people)],
            ["measures within the stated error", str(len(readings)), share(within_share(readings))],
        ],
    )
