"""``coach bench workouts``: splits workouts of several exercises, and compares."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from coach.bench.accuracy.films import read_list
from coach.bench.accuracy.joined_films import Programme, long_enough, programmes
from coach.bench.accuracy.leave_group_out import Models
from coach.bench.accuracy.segmentation import SegmentedWorkout
from coach.bench.accuracy.workouts import cut_films, cut_medleys
from coach.bench.commands.recognition_models import DetectionSettings, analyse, current_model, train
from coach.bench.commands.tables import segmentation_tables
from coach.bench.fixtures.medley_plans import PLANS
from coach.cli.progress import ProgressBar
from coach.cli.runs.typed_values import model_choice
from coach.errors import BenchError
from coach.learning.clips import read_clips
from coach.terminal_text import json_line
from coach.vision.pose_model.pose_model import find_model


def workouts(
    films: Annotated[
        Path | None,
        typer.Option(
            "--films",
            metavar="CSV",
            help="Also join films from this list into workouts, as for 'coach bench films'.",
        ),
    ] = None,
    rendered: Annotated[
        bool, typer.Option("--rendered/--no-rendered", help="Use workouts of rendered athletes.")
    ] = True,
    shipped: Annotated[
        bool,
        typer.Option(
            "--shipped", help="Use the current model for films too; only for films it was not trained on."
        ),
    ] = False,
    rebuilt: Annotated[
        Path | None,
        typer.Option(
            "--rebuilt",
            metavar="CSV",
            help="With --films, also train on these recordings, rebuilt from other data.",
        ),
    ] = None,
    model: Annotated[
        str, typer.Option("--model", metavar="GRADE", help="Choose lite, full or heavy.")
    ] = "full",
    jobs: Annotated[
        int, typer.Option(min=1, show_default="every core", help="Analyse this many workouts at once.")
    ] = os.cpu_count() or 1,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Ignore the cache and re-analyse.")] = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="Print Markdown tables for the docs.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Split workouts of several exercises, and compare with the true segments.

    Rendered athletes do six exercises with rests, recognised by the current model, which was trained on films
    and on other performances. With --films, clips of several people are joined without rests, and recognised
    by models that were not trained on these people. An exercise is found if its start and end are within
    1.5 seconds. Prints the share found, the errors of starts and ends, and what was recognised as another
    exercise.
    """
    if not rendered and films is None:
        raise BenchError("There are no workouts to split.", hint="Add a list of films with --films.")
    detection = DetectionSettings(model, not no_cache, jobs, as_json)
    groups: dict[str, list[SegmentedWorkout]] = {}
    if rendered:
        groups["rendered workouts"] = _rendered(detection)
    if films is not None:
        groups["workouts made of films"] = _filmed(films, detection, shipped=shipped, rebuilt=rebuilt)
    if as_json:
        print(json_line(segmentation_tables.results_json(groups)))
    else:
        segmentation_tables.print_tables(groups, markdown=markdown)


def _rendered(detection: DetectionSettings) -> list[SegmentedWorkout]:
    pose_model = find_model(*model_choice(detection.grade))
    cut = cut_medleys(PLANS, current_model().only, pose_model, workers=detection.workers)
    return _all(cut, len(PLANS), "rendered workouts", detection)


def _filmed(
    listing: Path, detection: DetectionSettings, *, shipped: bool, rebuilt: Path | None
) -> list[SegmentedWorkout]:
    models, programmes = _made(listing, detection, shipped=shipped, rebuilt=rebuilt)
    cut = cut_films(
        programmes, models, grade=detection.grade, use_cache=detection.use_cache, workers=detection.workers
    )
    return _all(cut, len(programmes), "workouts", detection)


def _made(
    listing: Path, detection: DetectionSettings, *, shipped: bool, rebuilt: Path | None
) -> tuple[Models, list[Programme]]:
    """The models, and the workouts.

    Raises:
        BenchError: There are too few films for a workout.
    """
    counted = read_list(listing, certainty=None).films
    analysed = analyse(read_clips(listing).clips, detection)
    models: Models = current_model() if shipped else train(analysed, detection, rebuilt=rebuilt)
    made = programmes(long_enough(analysed, counted), models)
    if not made:
        raise BenchError(
            f"{listing} has too few films for a workout.",
            hint="You need four people and two exercises, each with 2 reps or a hold of at least 5 seconds.",
        )
    return models, made


def _all(
    cut: Iterable[SegmentedWorkout], number: int, unit: str, detection: DetectionSettings
) -> list[SegmentedWorkout]:
    done: list[SegmentedWorkout] = []
    with ProgressBar("Bench", silent=detection.silent, unit=unit) as bar:
        bar.expect(number)
        for each in cut:
            done.append(each)
            bar.count(len(done))
    return done
