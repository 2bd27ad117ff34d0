"""``coach bench performer``: compares the count with rendered performances."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Annotated, TypeVar

import typer

from coach.bench.accuracy.acted.acted_faults import act_faults, fault_cells
from coach.bench.accuracy.acted.level_accuracy import judge_levels, level_cells
from coach.bench.accuracy.angle_errors import angle_error_table, write_errors
from coach.bench.accuracy.everyday import EverydayCount, activities, judge_activities
from coach.bench.accuracy.performances import CountedPerformance, count_performances
from coach.bench.commands.tables import fault_tables, level_tables, performance_tables
from coach.bench.commands.tables.performance_tables import Section
from coach.bench.cost.rendering_speed import RenderingSpeed, measure_rendering
from coach.bench.fixtures import grid
from coach.bench.fixtures.grid import GridCell
from coach.body.angle_errors import AngleErrors, errors_file
from coach.catalogue.definition import Exercise
from coach.catalogue.library import all_exercises, load_exercise
from coach.cli import options
from coach.cli.completion import exercise_names
from coach.cli.progress import ProgressBar
from coach.cli.runs.typed_values import model_choice
from coach.errors import BenchError
from coach.performer.repertoire import perform
from coach.terminal_text import json_line
from coach.ui import bench_tables
from coach.ui.theme import screen
from coach.vision.pose_model.pose_model import PoseModel, find_model

_PARTS = 10
_Result = TypeVar("_Result")


def performer(
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
    part: Annotated[
        list[int] | None,
        typer.Option(
            min=1,
            max=_PARTS,
            show_default="1",
            help="Use this tenth of the performances; repeatable. Each is a balanced sample.",
        ),
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="Use every performance; takes hours.")] = False,
    case: Annotated[
        str | None,
        typer.Option(metavar="CASE", help="Show only this performance, rep by rep."),
    ] = None,
    faults: Annotated[
        bool, typer.Option("--faults", help="Act every form fault in every view instead.")
    ] = False,
    levels: Annotated[
        bool, typer.Option("--levels", help="Perform reps of many depths, and compare their levels instead.")
    ] = False,
    detect: Annotated[
        bool,
        typer.Option(
            help="With --faults or --levels: detect rendered athletes, or add noise to true landmarks."
        ),
    ] = True,
    model: options.Model = "full",
    jobs: Annotated[
        int, typer.Option(min=1, show_default="every core", help="Analyse this many performances at once.")
    ] = os.cpu_count() or 1,
    write: Annotated[
        bool, typer.Option("--write", help="Write the angle errors to models/angle-errors.json.")
    ] = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="Print Markdown tables for the docs.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Count rendered performances through the real pose model, and compare.

    Uses a tenth of them by default: every exercise in the views in its file, three bodies, fast and slow, a
    level or upward camera, one in four starting mid-movement. Landmarks are cached, so a second run takes
    minutes. Prints the share that was counted correctly, the counts in everyday movements, and the errors of
    the detected angles.

    With --faults, each rule of form is acted by three bodies in every view: clearly, between clean reps. With
    --levels, eight depths are performed by three bodies in the views in the file.
    """
    if write and exercise:
        raise BenchError(
            "The table of angle errors needs all exercises, but --exercise selects only some.",
            hint="Leave out --exercise.",
        )
    exercises = _chosen(exercise)
    if faults or levels:
        run = _act_faults if faults else _judge_levels
        run(exercises, _model(model) if detect else None, jobs, markdown=markdown, as_json=as_json)
        return
    pose_model = _model(model)
    if case is not None:
        cell = grid.named(all_exercises().values(), case)
        [one] = _count([cell], all_exercises(), pose_model, 1, silent=True)
        _print(performance_tables.one_case(one), markdown=markdown)
        return
    parts = range(1, _PARTS + 1) if full else part or [1]
    cells = grid.parts(exercises.values(), parts)
    counted = _count(cells, exercises, pose_model, jobs, silent=as_json)
    taken = _take(parts, exercises, pose_model, jobs, silent=as_json)
    speed = None if exercise else _speed(pose_model)
    measured = performance_tables.PerformanceResults(counted, taken, _errors(counted, pose_model), speed)
    if as_json:
        print(json_line(performance_tables.results_json(measured)))
    else:
        _print(performance_tables.sections(measured), markdown=markdown)
    if write and measured.errors is not None:
        write_errors(measured.errors, errors_file())


def _act_faults(
    exercises: dict[str, Exercise], model: PoseModel | None, jobs: int, *, markdown: bool, as_json: bool
) -> None:
    cells = fault_cells(exercises.values())
    found = _with_progress(act_faults(cells, exercises, model, workers=jobs), len(cells), silent=as_json)
    if as_json:
        print(json_line(fault_tables.faults_json(found)))
    else:
        _print([fault_tables.fault_section(found)], markdown=markdown)


def _judge_levels(
    exercises: dict[str, Exercise], model: PoseModel | None, jobs: int, *, markdown: bool, as_json: bool
) -> None:
    cells = level_cells(exercises.values())
    found = _with_progress(judge_levels(cells, exercises, model, workers=jobs), len(cells), silent=as_json)
    if as_json:
        print(json_line(level_tables.levels_json(found)))
    else:
        _print([level_tables.level_section(found)], markdown=markdown)


def _with_progress(results: Iterable[_Result], number: int, *, silent: bool) -> list[_Result]:
    found = []
    with ProgressBar("Bench", silent=silent, unit="performances") as bar:
        bar.expect(number)
        for each in results:
            found.append(each)
            bar.count(len(found))
    return found


def _chosen(names: list[str] | None) -> dict[str, Exercise]:
    wanted = {load_exercise(name).name for name in names or ()}
    return {name: each for name, each in all_exercises().items() if not wanted or name in wanted}


def _model(model: str | None) -> PoseModel:
    return find_model(*model_choice(model))


def _count(
    cells: list[GridCell], exercises: dict[str, Exercise], model: PoseModel, jobs: int, *, silent: bool
) -> list[CountedPerformance]:
    counted: list[CountedPerformance] = []
    with ProgressBar("Bench", silent=silent, unit="performances") as bar:
        bar.expect(len(cells))
        for each in count_performances(cells, exercises, model, workers=jobs):
            counted.append(each)
            bar.count(len(counted))
    return counted


def _take(
    parts: Sequence[int], exercises: dict[str, Exercise], model: PoseModel, jobs: int, *, silent: bool
) -> list[EverydayCount]:
    taken: list[EverydayCount] = []
    some = activities(parts)
    with ProgressBar("Bench", silent=silent, unit="everyday movements") as bar:
        bar.expect(len(some))
        for number, each in enumerate(judge_activities(some, exercises, model, workers=jobs), start=1):
            taken += each
            bar.count(number)
    return taken


def _errors(counted: list[CountedPerformance], model: PoseModel) -> AngleErrors | None:
    compared = [each for each in counted if each.comparison is not None]
    if not compared:
        return None
    comparisons = [each.comparison for each in compared if each.comparison is not None]
    return angle_error_table(
        comparisons, model, frames=sum(each.frames for each in compared), day=date.today()
    )


def _speed(model: PoseModel) -> RenderingSpeed:
    return measure_rendering(perform(load_exercise("squat")), model)


def _print(sections: Iterable[Section], *, markdown: bool) -> None:
    out = screen()
    for head, rows in sections:
        if markdown:
            print(bench_tables.markdown(head, rows), end="\n\n")
        else:
            out.print(bench_tables.figures(head, rows), "")
