"""``coach bench annotate``: what an annotated film costs, and how well it lies on the body."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from coach.bench.accuracy.pictures.drawn_landmarks import (
    CLEAR,
    CLOSE,
    DrawnLandmarks,
    close_share,
    measure_landmarks,
)
from coach.bench.cost.analysis_speed import measure_memory
from coach.bench.cost.annotation_cost import MOST_SHARE, measure_annotation, median_share
from coach.catalogue.library import all_exercises, load_exercise
from coach.cli.analysis.request import AnalysisRequest
from coach.cli.progress import ProgressBar
from coach.errors import BenchError
from coach.ui.bench_tables import figures, share
from coach.ui.formatting import percent
from coach.ui.theme import screen
from coach.vision.film.film_file import check_file, is_recording
from coach.vision.pose_model.pose_model import find_model

_TIMES = 4


def annotate(
    film: Annotated[
        Path | None, typer.Argument(metavar="[FILM]", help="Time this film, of half a minute or more.")
    ] = None,
    exercise: Annotated[str, typer.Option("--exercise", "-e", help="Count this exercise.")] = "squat",
    rounds: Annotated[int, typer.Option(min=1, help="Time the film this often.")] = 3,
    landmarks: Annotated[
        bool, typer.Option("--landmarks/--no-landmarks", help="Compare drawn joints with rendered athletes.")
    ] = True,
    exercises: Annotated[
        list[str] | None, typer.Option("--only", metavar="EXERCISE", help="Render only this exercise.")
    ] = None,
) -> None:
    """Measure what an annotated film costs, and how well it lies on the body.

    With a film: the time that annotating adds to an analysis, and the peak memory for the film and for one
    four times as long. Without: rendered athletes in the recommended views of each exercise, whose true
    joints are known.
    """
    if film is not None:
        _print_cost(film, exercise, rounds)
    if landmarks:
        _print_landmarks(exercises)


def _print_cost(film: Path, exercise: str, rounds: int) -> None:
    check_file(film)
    if is_recording(film):
        raise BenchError(
            f"{film.name} is a recording, which has no pictures to annotate.", hint="Use the film itself."
        )
    chosen, model = load_exercise(exercise), find_model()
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "annotated.mp4"
        request = AnalysisRequest(
            exercise=chosen, model_path=model.path, use_cache=False, as_json=True, save=False
        )
        costs = measure_annotation(film, request, out, rounds)
        memory = measure_memory(
            film, model, chosen, times=_TIMES, options=("--annotate", str(Path(folder) / "long.mp4"))
        )
    rows = [
        [
            str(number),
            f"{each.analysis_s:.2f}",
            f"{each.annotated_s:.2f}",
            percent(max(each.share, 0.0)),
            percent(max(each.cpu_share, 0.0)),
        ]
        for number, each in enumerate(costs, start=1)
    ]
    out_screen = screen()
    head = ["round", "analysis, s", "with annotated film, s", "more time", "more CPU time"]
    out_screen.print(figures(head, rows))
    added = median_share(costs, lambda each: each.share)
    out_screen.print(f"\n{costs[0].frames} frames; annotating adds {added:.0%} (at most {MOST_SHARE:.0%})")
    out_screen.print(
        f"peak memory: {memory.once:.0f} MB; for a film {_TIMES} times as long, {memory.longer:.0f} MB"
    )


def _print_landmarks(names: list[str] | None) -> None:
    chosen = [load_exercise(name) for name in names] if names else list(all_exercises().values())
    plans = [(each, view) for each in chosen if not each.is_anything for view in each.camera.views]
    model = find_model()
    measured: list[DrawnLandmarks] = []
    with ProgressBar("Bench", silent=False, unit="films") as bar:
        bar.expect(len(plans))
        for number, (each, view) in enumerate(plans, start=1):
            measured.append(measure_landmarks(each, view, model))
            bar.count(number)
    rows = [[f"{each.exercise}, {each.view}", *_cells(each.clear), *_cells(each.errors)] for each in measured]
    clear = np.concatenate([each.clear for each in measured])
    every = np.concatenate([each.errors for each in measured])
    rows.append(["all", *_cells(clear), *_cells(every)])
    limit = f"within {CLOSE:.1%}"
    head = ["exercise, view", "clear joints", "median, %", limit, "all joints", "median, %", limit]
    screen().print(figures(head, rows, title="Drawn joints against true ones, in shares of the longer side"))
    screen().print(f"Clear: drawn with a visibility of {CLEAR} or more.")


def _cells(errors: np.ndarray[tuple[int, ...], np.dtype[np.floating]]) -> list[str]:
    median = f"{100 * float(np.median(errors)):.2f}" if errors.size else "–"
    return [str(errors.size), median, share(close_share(errors))]
