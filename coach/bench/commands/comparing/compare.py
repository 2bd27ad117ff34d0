"""``coach bench compare``: acted differences of two sets, found or not."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Annotated

import typer

from coach.bench.accuracy.acted.acted_differences import (
    ACTED,
    FOUND_BAR,
    ActedDifference,
    acted_differences,
)
from coach.bench.fixtures.staging import BODY_OF
from coach.catalogue.library import all_exercises, load_exercise
from coach.cli import options
from coach.cli.completion import exercise_names
from coach.cli.progress import spinner
from coach.cli.runs.typed_values import model_choice
from coach.terminal_text import json_line
from coach.ui import bench_tables
from coach.ui.theme import screen
from coach.vision.pose_model.pose_model import find_model

_HEAD = ("second set", "told rightly", "sets", "share", "target")


def compare(
    exercise: Annotated[
        list[str] | None,
        typer.Option(
            "--exercise",
            "-e",
            metavar="EXERCISE",
            autocompletion=exercise_names,
            help="Use only this exercise; repeatable.",
        ),
    ] = None,
    rendered: Annotated[
        bool,
        typer.Option("--rendered/--true-landmarks", help="Use the pose model, or true landmarks: faster."),
    ] = False,
    model: options.Model = "full",
    jobs: Annotated[
        int, typer.Option(min=1, show_default="every core", help="Compare this many exercises at once.")
    ] = os.cpu_count() or 1,
    markdown: Annotated[bool, typer.Option("--markdown", help="Print Markdown tables for the docs.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Compare a set with itself, mirrored and slowed, on another day, and with acted differences.

    20 degrees less depth, a tempo of 1.5 times and 20 degrees more lean have to be told, and nothing else.
    Exercises whose main angle is not a joint's, rhythms and holds are left out; so is a lean that the
    camera's view can't show. With --rendered, one body performs each exercise instead of three.
    """
    exercises = [load_exercise(each) for each in exercise] if exercise else list(all_exercises().values())
    pose_model = find_model(*model_choice(model)) if rendered else None
    bodies = list(BODY_OF)[:1] if rendered else list(BODY_OF)
    with spinner("Comparing acted sets", silent=as_json):
        found = acted_differences(exercises, pose_model, bodies=bodies, jobs=jobs)
    if as_json:
        print(json_line(results_json(found)))
        return
    rows = table_rows(found)
    if markdown:
        print(bench_tables.markdown(_HEAD, rows))
        return
    screen().print(bench_tables.figures(_HEAD, rows))
    for each in found:
        if not each.is_right:
            print(f"{each.exercise}, {each.body}, {each.acted}: told {each.told or 'nothing'}")


def table_rows(found: Sequence[ActedDifference]) -> list[list[str]]:
    """One row for each way in which the second set differs."""
    rows = []
    for acted in ACTED:
        mine = [each for each in found if each.acted == acted]
        if mine:
            right = sum(each.is_right for each in mine)
            rows.append([acted, str(right), str(len(mine)), f"{right / len(mine):.3f}", f"≥ {FOUND_BAR}"])
    return rows


def results_json(found: Sequence[ActedDifference]) -> dict[str, object]:
    """The figures as JSON."""
    return {
        "target": FOUND_BAR,
        "sets": [
            {
                "exercise": each.exercise,
                "body": each.body,
                "acted": each.acted,
                "found": sorted(each.found),
                "is_right": each.is_right,
                "told": each.told,
            }
            for each in found
        ],
    }
