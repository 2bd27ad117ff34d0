"""``coach bench workouts``: workouts of several exercises, cut into them."""

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
from coach.bench.commands import segmentation_tables
from coach.bench.commands.recognition_models import DetectionSettings, in_use, learn, look
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
            help="Workouts made of these films too: path, exercise, group, reps, as of 'coach bench films'.",
        ),
    ] = None,
    rendered: Annotated[
        bool, typer.Option("--rendered/--no-rendered", help="Workouts of rendered athletes.")
    ] = True,
    shipped: Annotated[
        bool,
        typer.Option("--shipped", help="Films by the model in use too: for those it never learned from."),
    ] = False,
    model: Annotated[str, typer.Option("--model", metavar="GRADE", help="lite, full or heavy.")] = "full",
    jobs: Annotated[
        int, typer.Option(min=1, show_default="every core", help="Workouts looked at once.")
    ] = os.cpu_count() or 1,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="See every film anew.")] = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="Print Markdown tables for the docs.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Cut workouts of several exercises into them, where it is known what was done when.

    Rendered athletes do six exercises with rests between, and the model in use recognises them: it learned
    from film, and from other performances. With --films clips of several people are put one after another,
    without a rest; these are recognised by models that learned from none of them. An exercise is found when
    both ends of it are within 1.5 seconds. Prints the share that was found, how far ends are off, and what
    was named otherwise.
    """
    if not rendered and films is None:
        raise BenchError("There are no workouts to cut.", hint="Name a list of films with --films.")
    seeing = DetectionSettings(model, not no_cache, jobs, as_json)
    groups: dict[str, list[SegmentedWorkout]] = {}
    if rendered:
        groups["rendered workouts"] = _rendered(seeing)
    if films is not None:
        groups["workouts made of films"] = _filmed(films, seeing, shipped=shipped)
    if as_json:
        print(json_line(segmentation_tables.facts(groups)))
    else:
        segmentation_tables.tell(groups, markdown=markdown)


def _rendered(seeing: DetectionSettings) -> list[SegmentedWorkout]:
    pose_model = find_model(*model_choice(seeing.grade))
    cut = cut_medleys(PLANS, in_use().only, pose_model, workers=seeing.workers)
    return _all(cut, len(PLANS), "rendered workouts", seeing)


def _filmed(listing: Path, seeing: DetectionSettings, *, shipped: bool) -> list[SegmentedWorkout]:
    models, programmes = _made(listing, seeing, shipped=shipped)
    cut = cut_films(
        programmes, models, grade=seeing.grade, use_cache=seeing.use_cache, workers=seeing.workers
    )
    return _all(cut, len(programmes), "workouts", seeing)


def _made(listing: Path, seeing: DetectionSettings, *, shipped: bool) -> tuple[Models, list[Programme]]:
    """What recognises, and the workouts that it is shown.

    Raises:
        BenchError: There are too few films for a workout.
    """
    counted = read_list(listing, certainty=None).films
    looked = look(read_clips(listing).clips, seeing)
    models: Models = in_use() if shipped else learn(looked, seeing)
    made = programmes(long_enough(looked, counted), models)
    if not made:
        raise BenchError(
            f"The films of {listing} are too few for a workout.",
            hint="It takes four people and two exercises, 5 seconds each, of 2 repetitions or a hold.",
        )
    return models, made


def _all(
    cut: Iterable[SegmentedWorkout], number: int, unit: str, seeing: DetectionSettings
) -> list[SegmentedWorkout]:

    done: list[SegmentedWorkout] = []
    with ProgressBar("Bench", silent=seeing.silent, unit=unit) as bar:
        bar.expect(number)
        for each in cut:
            done.append(each)
            bar.count(len(done))
    return done
