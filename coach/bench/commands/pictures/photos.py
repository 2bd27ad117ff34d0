"""``coach bench photos``: finds people in photos, and tells start and turning point of exercises apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from coach.bench.accuracy.pictures.photo_pairs import (
    APART_DEG,
    PhotoPair,
    PhotoScores,
    listed_photos,
    photo_scores,
)
from coach.bench.commands.tables.performance_tables import Section
from coach.cli import options
from coach.cli.progress import ProgressBar
from coach.cli.runs.typed_landmarker import landmarker_options
from coach.cli.runs.typed_values import model_choice
from coach.photo.photo_person import PhotoReader
from coach.terminal_text import json_line
from coach.ui.bench_tables import figures, share
from coach.ui.formatting import degrees
from coach.ui.theme import screen
from coach.vision.pose_model.pose_model import find_model


def photos(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="FOLDER",
            help="Read its folders of photos, each named after an exercise: squat/air-0.jpg.",
        ),
    ],
    model: options.Model = "full",
    min_detection: options.MinDetection = 0.5,
    min_presence: options.MinPresence = 0.5,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Find people in photos of exercises, and tell start and turning point apart.

    A photo's name ends in -0 for the start position or -1 for the turning point. Prints the photos in which
    no one is found, and for each pair the exercise's main angle: it should differ by more than 20 degrees.
    """
    listed = listed_photos(folder)
    grade, model_path = model_choice(model)
    chosen = landmarker_options(min_detection=min_detection, min_presence=min_presence)
    with ProgressBar("Bench", silent=as_json, unit="photos") as bar:
        pose_model = find_model(grade, model_path, bar.prepare)
        bar.expect(len(listed))
        with PhotoReader(pose_model, chosen) as reader:
            scores = photo_scores(listed, reader, bar.count)
    if as_json:
        print(json_line(results_json(scores)))
        return
    out = screen()
    for head, rows in sections(scores):
        out.print(figures(head, rows), "")


def sections(scores: PhotoScores) -> Iterator[Section]:
    """The tables: pairs that are not told apart, those that are, photos without anyone, and the scores."""
    head = ["main angle", "start", "turn", "apart", "views", "doubt"]
    alike = [pair for pair in scores.dynamic if not pair.told_apart]
    if alike:
        yield ["not told apart", *head], [_row(each) for each in alike]
    told = [pair for pair in scores.dynamic if pair.told_apart]
    if told:
        yield ["told apart", *head], [_row(each) for each in told]
    still = [pair for pair in scores.pairs if not pair.dynamic]
    if still:
        yield ["held, not compared", *head], [_row(each) for each in still]
    if scores.missed:
        yield ["no one found in"], [[name] for name in scores.missed]
    if scores.unknown:
        yield ["no exercise file for"], [[name] for name in scores.unknown]
    yield (
        ["", "number", "share"],
        [
            ["photos with a person found", str(scores.photos), share(scores.found_share)],
            [f"pairs more than {APART_DEG:.0f}° apart", str(len(scores.dynamic)), share(scores.apart_share)],
            [
                f"exercises whose pairs are more than {APART_DEG:.0f}° apart on average",
                str(len(scores.exercises)),
                share(scores.exercise_share),
            ],
        ],
    )


def results_json(scores: PhotoScores) -> dict[str, Any]:
    """The results as JSON."""
    return {
        "format": 1,
        "photos": scores.photos,
        "found_share": scores.found_share,
        "missed": scores.missed,
        "apart_share": scores.apart_share,
        "exercise_share": scores.exercise_share,
        "pairs": [
            {**asdict(pair), "apart_deg": pair.apart_deg, "told_apart": pair.told_apart}
            for pair in scores.pairs
        ],
        "unknown": scores.unknown,
    }


def _row(pair: PhotoPair) -> list[str]:
    views = " / ".join(each or "–" for each in pair.views)
    shown = (degrees(each) for each in (pair.start_deg, pair.turn_deg, pair.apart_deg))
    return [f"{pair.exercise}: {pair.movement}", pair.angle, *shown, views, pair.doubts]
